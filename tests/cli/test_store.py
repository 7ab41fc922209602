import csv
import io
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qawl.cli import main
from qawl.errors import TooLarge
from qawl.store import Change, open_store
from samples import follow_up, nahrain, river

MADE = {r.id: r for r in (nahrain(), follow_up(), river())}


class Stub:
    """Stands in for the pipeline: knows the records of the samples by id."""

    model_name = "by hand"

    def __call__(self, document):
        if document.id == "long":
            raise TooLarge("too long")
        return MADE[document.id]


@pytest.fixture(autouse=True)
def stub(monkeypatch):
    for module in ("qawl.cli.inputs", "qawl.cli.add"):
        monkeypatch.setattr(sys.modules[module], "load", lambda *_, **__: Stub())


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def held(here):
    assert run("add", articles(here, *MADE)).exit_code == 0
    return here


def articles(folder, *ids):
    path = folder / "in.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": MADE[i].text if i in MADE else "x"}) for i in ids), encoding="utf-8")
    return path


def run(*args, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin, catch_exceptions=False)


def test_add_counts_and_a_second_run_adds_nothing(here):
    path = articles(here, "nahrain", "long", "river")
    first, second = run("add", path), run("add", path)
    assert "2 added, 0 there already, 1 failed" in first.stderr
    assert "long: too-large: too long" in first.stderr
    assert "0 added, 2 there already, 1 failed" in second.stderr
    assert (first.exit_code, second.exit_code) == (1, 1)
    (failed,) = map(json.loads, run("failed").stdout.splitlines())
    assert (failed["source"], failed["error"], failed["tries"]) == ("long", "too-large", 2)
    assert "too long" in run("failed", "--format", "table", "--forget").stdout
    assert run("failed").stdout == ""


@pytest.mark.parametrize("before", [True, False])
def test_the_store_is_named_before_or_after_the_command(here, before):
    where = ["--store", "news.db"]
    result = run(*where, "add", articles(here, "river")) if before else run("add", *where, articles(here, "river"))
    assert result.exit_code == 0
    assert (here / "news.db").exists()
    assert not (here / "qawl.db").exists()


@pytest.mark.usefixtures("held")
def test_update_and_merge():
    assert "0 extracted anew" in run("update").stderr
    assert "3 extracted anew" in run("update", "--all").stderr
    assert "3 added" in run("--store", "two.db", "merge", "qawl.db").stderr
    assert run("merge", "qawl.db").exit_code == 2
    with open_store("qawl.db") as store:
        key = next(iter(store.listed()))
    run("correct", key, "--check", "--by", "Huda")
    assert (
        "3 there already" in (again := run("--store", "two.db", "merge", "qawl.db").stderr)
        and "corrections taken over: 1" in again
    )


@pytest.mark.usefixtures("held")
def test_search_in_every_format():
    lines = [json.loads(x) for x in run("search", "القوات").stdout.splitlines()]
    assert lines
    for line in lines:
        text = MADE[line["document"]].text
        assert any(word in text[line["start"] : line["end"]] for word in ("القوات", "قوات"))
        assert line["link"].endswith(line["statement"])
    rows = list(csv.DictReader(io.StringIO(run("search", "القوات", "--format", "csv").stdout.removeprefix("\ufeff"))))
    assert [r["link"] for r in rows] == [x["link"] for x in lines]
    table = run("search", "القوات", "--format", "table").stdout
    assert f"{len(lines)} of {len(lines)}" in table
    assert "speaker" in table


@pytest.mark.usefixtures("held")
def test_a_word_to_leave_out_is_no_option():
    every, fewer = (len(run("search", *w).stdout.splitlines()) for w in (["القوات"], ["القوات", "-إضافية"]))
    assert 0 < fewer < every
    assert run("search", "troops", "-obama", "-haniyeh").exit_code == 0
    assert not Path("bama").exists()


@pytest.mark.usefixtures("held")
def test_where_no_content_has_it_whole_texts_are_named():
    assert "--in text" in run("search", "غيرموجود").stderr


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
@pytest.mark.parametrize(
    "command",
    [["timeline", "--speaker", "ليلى حداد"], ["who", "ليلى حداد"], ["compare", "الجمهورية الشمالية", "الاتحاد الجنوبي"]],
)
def test_other_questions(command, form):
    result = run(*command, "--format", form)
    assert result.exit_code == 0
    assert "الجنوبي" in result.stdout


@pytest.mark.usefixtures("held")
def test_a_link_is_shown():
    (line, *_) = map(json.loads, run("search", "القوات").stdout.splitlines())
    result = run("show", line["link"])
    shown = json.loads(result.stdout)
    assert [s["id"] for s in shown["statements"]] == [line["statement"]]
    assert json.loads(run("show", line["link"].split("/")[0]).stdout)["id"] == line["document"]
    assert run("show", "d0/s0").exit_code == 1


@pytest.mark.usefixtures("held")
def test_a_place_is_shown_marked_with_the_statements_there():
    (line, *_) = map(json.loads, run("search", "إضافية", "--in", "text").stdout.splitlines())
    document = line["link"].split("/")[0]
    assert "[[إضافية]]" in run("show", line["link"], "--format", "table").stdout
    shown = json.loads(run("show", line["link"]).stdout)
    assert shown["place"] == [line["start"], line["end"]]
    assert [s["id"] for s in shown["statements"]] == ["a5"]
    for none in ("5-5", "9-3", "0-99999999"):
        assert run("show", f"{document}/{none}").exit_code == 1


@pytest.mark.usefixtures("held")
def test_an_answer_as_one_object():
    answer = json.loads(run("search", "القوات", "--limit", "1", "--format", "json").stdout)
    every = [json.loads(x) for x in run("search", "القوات").stdout.splitlines()]
    assert answer["hits"] == every[:1]
    assert answer["total"] == sum(answer["facets"]["act"].values()) == len(every)
    assert json.loads(run("search", "غيرموجود", "--format", "json").stdout)["hits"] == []


@pytest.mark.usefixtures("held")
def test_search_by_meaning_across_languages():
    hits = json.loads(run("search", "--like", "the army was told to pull its troops out", "--format", "json").stdout)["hits"]
    assert "سحب" in hits[0]["shown"] or "troops" in hits[0]["shown"]
    assert {h["document"] for h in hits[:4]} >= {"follow-up", "river"}
    nearest, *_ = map(json.loads, run("search", "--like", hits[0]["link"], "--limit", "1").stdout.splitlines())
    assert nearest["link"] != hits[0]["link"]
    for wrong, status in ((["x", "--in", "text"], 2), ([" "], 2), (["d0123456789abcdef/s1"], 1)):
        assert run("search", "--like", *wrong).exit_code == status


@pytest.mark.parametrize("other", ["empty", "words", "missing"])
def test_joining_with_what_is_no_store_makes_none(here, other):
    (here / "empty").touch()
    (here / "words").write_text("no database " * 99, encoding="utf-8")
    assert run("merge", other).exit_code != 0
    assert not (here / "qawl.db").exists()


def test_errors_are_one_line(here):
    assert "qawl add makes one" in run("search", "x").stderr
    (here / "qawl.db").write_text("no database " * 99, encoding="utf-8")
    for command in (["search", "x"], ["add", articles(here, "river")], ["failed"]):
        result = run(*command)
        assert result.exit_code == 1
        assert result.stderr.startswith("qawl: not-a-store: ")
        assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("held")
def test_wrong_calls():
    for command in (
        ["search", "-x"],
        ["search", "--since", "soon"],
        ["search", "--act", "shout"],
        ["compare"],
        ["add", "--nonsense"],
        ["search", "--skip", "9" * 20],
        ["search", "--limit", "9" * 20],
        ["timeline", "--limit", "9" * 20],
        ["who", "لا أحد", "--limit", "9" * 20],
    ):
        assert run(*command).exit_code == 2, command
    assert "nobody" in run("who", "لا أحد").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems refuse such names")
def test_a_file_may_be_named_by_any_bytes(here):
    named = articles(here, "nahrain").rename(here / "\udcff.jsonl")
    assert run("add", named).exit_code == 0


@pytest.mark.usefixtures("held")
def test_bytes_that_are_no_text():
    bad = "\udcff"
    for command, status in (
        (["search", "--outlet", bad], 0),
        (["search", bad, "--speaker", bad], 0),
        (["search", "--like", bad], 0),
        (["timeline", "--to", bad], 0),
        (["who", bad], 1),
        (["show", bad], 1),
        (["correct", bad, "--check", "--by", bad], 1),
    ):
        assert run(*command).exit_code == status, command


@pytest.mark.usefixtures("held")
def test_a_table_is_no_formula():
    with open_store("qawl.db") as store:
        key = next(store.listed())
        store.correct(key, Change(store.record(key).statements[0].id, {"speaker": "=1+1"}), "Huda")
    assert "'=1+1" in run("search", "--speaker", "=1+1", "--format", "csv").stdout
