import json

import pytest
from click.testing import CliRunner

from qawl.cli import main
from qawl.store import open_store
from qawl.types import Document
from samples import follow_up, nahrain


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "talks.db"
    with open_store(path) as held:
        for r in (nahrain(), follow_up()):
            held.put(
                Document(r.id, r.text, lang=r.lang, published=r.published, outlet=r.outlet, title=r.title, url=r.url), r, "1"
            )
    return path


def run(*args):
    result = CliRunner().invoke(main, [*map(str, args)], catch_exceptions=False)
    return result.exit_code, result.stdout


@pytest.mark.parametrize("command", ["record", "export"])
def test_a_store_gives_its_records(store, command):
    status, out = run(command, "--format", "jsonl", store)
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == [nahrain().id, follow_up().id]


@pytest.mark.parametrize("command", ["record", "export"])
def test_only_documents_with_the_words(store, command):
    status, out = run(command, "--format", "jsonl", "--words", "حق سيادي", store)
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == [follow_up().id]


def test_several_documents_of_a_store_are_one_page(store):
    status, out = run("record", "--format", "html", store)
    assert status == 0
    assert nahrain().id in out
    assert follow_up().id in out


def test_a_database_of_another_kind_is_refused(tmp_path):
    other = tmp_path / "other.db"
    other.write_bytes(b"SQLite format 3\0" + bytes(100))
    assert run("export", "--format", "jsonl", other)[0] == 1


@pytest.mark.parametrize(
    "call",
    [
        ("record", "{0}", "--format", "jsonl", "-o", "{0}"),
        ("--store", "{0}", "search", "السد", "--output", "{0}"),
        ("export", "{0}", "--format", "csv", "-o", "{0}"),
    ],
)
def test_a_store_is_not_written_over(store, call):
    before = store.read_bytes()
    assert run(*(part.format(store) for part in call))[0] == 2
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    "call",
    [("search", "--speeker", "x"), ("record", "--words", "x", "{1}"), ("export", "--format", "csv", "--words", "x", "{1}")],
)
def test_wrong_calls(store, tmp_path, call):
    article = tmp_path / "a.jsonl"
    article.write_bytes(b"")
    assert run("--store", store, *(part.format(store, article) for part in call))[0] == 2


def test_an_empty_file_is_no_store_and_stays_empty(tmp_path):
    empty = tmp_path / "empty.db"
    empty.touch()
    assert run("--store", empty, "who", "x")[0] == 1
    assert empty.stat().st_size == 0


def test_a_store_named_twice_counts_once(store):
    assert len(run("export", "--format", "jsonl", store, store)[1].splitlines()) == 2
