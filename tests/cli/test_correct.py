import json

import pytest
from click.testing import CliRunner

from qawl.cli import main
from qawl.export import to_json
from qawl.store import open_store
from qawl.types import Document
from samples import nahrain, river


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "talks.db"
    with open_store(path) as held:
        for r in (nahrain(), river()):
            held.put(Document(r.id, r.text, lang=r.lang, published=r.published), r, "1")
    return path


@pytest.fixture
def key(store):
    with open_store(store) as held:
        return next(held.listed())


def run(*args):
    result = CliRunner().invoke(main, [*map(str, args)], catch_exceptions=False)
    return result.exit_code, result.stdout


def correct(store, *args):
    status, out = run("--store", store, "correct", *args)
    return status, [json.loads(line) for line in out.splitlines()]


def test_a_statement_is_corrected_listed_and_put_back(store, key):
    link = f"{key}/a10"
    status, made = correct(store, link, "--set", "act=deny", "--set", "cue=", "--set", "content=5-9,12-20", "--by", "Huda")
    assert (status, [m["field"] for m in made]) == (0, ["act", "cue", "content"])
    assert correct(store, link)[1] == made
    status, (undone,) = correct(store, key, "--undo", made[0]["id"])
    assert (status, undone["was"]) == (0, json.dumps(made[0]["id"]))
    assert correct(store, f"{key}/a10", "--remove")[0] == 0
    assert correct(store, f"{key}/a10", "--remove")[0] == 1


def test_a_confidence_is_a_number_from_0_to_1(store, key):
    status, (made,) = correct(store, f"{key}/a10", "--set", "confidence=0.5")
    assert (status, made["is"]) == (0, "0.5")
    assert correct(store, f"{key}/a10", "--set", "confidence=")[0] == 0
    assert [correct(store, f"{key}/a10", "--set", f"confidence={c}")[0] for c in ("1.5", "nan", "inf", "high")] == [1, 1, 1, 2]


def test_who_has_no_name_says_it(store, key, monkeypatch):
    def nobody():
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert correct(store, key)[0] == 0
    assert correct(store, key, "--check")[0] == 2
    assert correct(store, key, "--check", "--by", "Huda")[0] == 0


def test_names_are_made_one(store):
    status, (made,) = correct(store, "--unite", "المرفأ", "مجلس الأمن")
    assert (status, json.loads(made["is"])["name"]) == (0, "مجلس الأمن")
    assert correct(store)[1] == [made]
    assert correct(store, "--undo", made["id"])[0] == 0


@pytest.mark.parametrize(
    "args",
    [
        ("--remove",),
        ("{}", "--remove"),
        ("{}/a10", "--set", "act"),
        ("{}/a10", "--set", "content=here"),
        ("{}/a10", "--remove", "--check"),
        ("--unite", "لا أحد", "المرفأ"),
    ],
)
def test_wrong_calls(store, key, args):
    assert correct(store, *(a.format(key) for a in args))[0] == 2


def test_what_people_corrected_or_checked_is_exported_as_gold(store, key):
    assert run("export", "--format", "gold", "--only", "corrected", store) == (0, "")
    correct(store, f"{key}/a10", "--set", "act=deny")
    correct(store, f"{key}/a11", "--remove")
    (row,) = (json.loads(line) for line in run("export", "--format", "gold", "--only", "corrected", store)[1].splitlines())
    assert {"id", "text", "published", "lang", "entities", "statements"} <= row.keys()
    acts = {s["id"]: s["act"] for s in row["statements"]}
    assert acts["a10"] == "deny"
    assert "a11" not in acts
    assert not {"confidence", "resolution"} & row["statements"][0].keys()
    assert run("export", "--format", "gold", "--only", "checked", store) == (0, "")
    correct(store, key, "--check")
    assert len(run("export", "--format", "gold", "--only", "checked", store)[1].splitlines()) == 1
    assert run("export", "--format", "gold", "--only", "checked", "-")[0] == 2


def test_gold_goes_into_the_evaluation(store, key, tmp_path):
    gold, found = tmp_path / "a.gold.jsonl", tmp_path / "found.jsonl"
    correct(store, f"{key}/a10", "--set", "act=deny")
    assert run("export", "-o", gold, store)[0] == 0
    found.write_bytes(b"".join(to_json(r) + b"\n" for r in (nahrain(), river())))
    status, out = run("evaluate", gold, found)
    assert status == 0
    assert "act" in out
