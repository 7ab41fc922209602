import subprocess
import sys

import msgspec
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from qawl.cli import main
from qawl.store import open_store
from qawl.types import Document
from samples import nahrain


@pytest.fixture
def served(tmp_path, monkeypatch):
    """Runs `qawl serve`; answers its result, and what would be served with what settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = []
    monkeypatch.setattr("uvicorn.run", lambda app, **settings: found.append((app, settings)))

    class Stub:
        def __call__(self, document):
            return msgspec.structs.replace(nahrain(), id=document.id, text=document.text, title=document.title, statements=())

    monkeypatch.setattr(sys.modules["qawl.cli.serve"], "load", Stub)

    def run(*args):
        result = CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)
        return result, *(found.pop() if found else (None, None))

    return run


def test_without_a_store_the_sample_is_served(served, tmp_path):
    result, app, settings = served("serve")
    assert result.exit_code == 0 and "http://127.0.0.1:8700/" in result.stderr and settings["host"] == "127.0.0.1"
    with TestClient(app, base_url="http://127.0.0.1:8700") as client:
        assert "وفدا النهرين" in client.get("/").text
    assert not list(tmp_path.glob("*.db"))  # no store is made by looking


def test_host_port_and_names_are_taken(served):
    result, app, settings = served(
        "--store", "x.db", "serve", "--host", "0.0.0.0", "--port", 9000, "--allow-host", "qawl.example"
    )
    assert (settings["host"], settings["port"]) == ("0.0.0.0", 9000) and result.exit_code == 0
    names = app.state.site.settings.hosts
    assert {"localhost", "qawl.example"} <= names and app.state.site.store.name == "x.db"


def test_what_is_no_store_is_told_at_once(served, tmp_path):
    (tmp_path / "x.db").write_text("قال الوزير")
    result, app, _ = served("--store", "x.db", "serve")
    assert result.exit_code == 1 and "not-a-store" in result.stderr and app is None


def test_a_store_is_served_without_a_cache(served, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    assert served("serve")[0].exit_code == 1
    with open_store(tmp_path / "qawl.db") as store:
        store.put(Document("n", nahrain().text), msgspec.structs.replace(nahrain(), id="n"), "1")
    result, app, _ = served("serve")
    assert result.exit_code == 0 and app is not None and "without the shipped articles" in result.stderr


def test_other_commands_do_not_wait_for_the_web():
    code = "import sys, qawl.cli; sys.exit(any(m in sys.modules for m in ('starlette', 'uvicorn', 'babel', 'qawl.web')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
