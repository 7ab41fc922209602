import json
import sys

import msgspec
import pytest
from click.testing import CliRunner

from qawl.cli import main
from qawl.derive.dossier import Dossier
from qawl.errors import TooLarge
from qawl.types import Record
from samples import EXAMPLES, follow_up, nahrain, river

MADE = {r.id: r for r in (nahrain(), follow_up(), river())}


class Stub:
    """Stands in for the pipeline: knows the records of the samples by id."""

    def __call__(self, document):
        if document.id == "long":
            raise TooLarge("too long")
        return MADE[document.id]


@pytest.fixture(autouse=True)
def stub(monkeypatch):
    monkeypatch.setattr(sys.modules["qawl.cli.inputs"], "load", lambda *_, **__: Stub())


@pytest.fixture
def articles(tmp_path):
    def write(*ids):
        path = tmp_path / "in.jsonl"
        path.write_text("\n".join(json.dumps({"id": i, "text": "x", "topic": "t"}) for i in ids), encoding="utf-8")
        return path

    return write


def run(*args, stdin=None):
    return CliRunner().invoke(main, ["record", *map(str, args)], input=stdin, catch_exceptions=False)


def test_jsonl_is_a_line_a_document_with_the_gold_files_names(articles):
    result = run("--format", "jsonl", articles("nahrain", "river"))
    lines = [json.loads(x) for x in result.stdout.splitlines()]
    assert [d["id"] for d in lines] == ["nahrain", "river"]
    assert {"entities", "statements", "roles", "meetings", "positions", "disputes", "topic"} <= set(lines[0])
    assert msgspec.convert({k: v for k, v in lines[0].items() if k != "topic"}, Record) == MADE["nahrain"]


def test_off_a_terminal_it_is_jsonl(articles):
    assert json.loads(run(articles("river")).stdout)["id"] == "river"


def test_json_is_one_dossier(articles):
    result = run("--format", "json", articles("nahrain", "follow-up", "river"))
    made = msgspec.json.decode(result.stdout, type=Dossier)
    assert [d.id for d in made.documents] == ["nahrain", "follow-up", "river"]
    assert made.issues


def test_the_table_names_documents_and_statements(articles):
    out = run("--format", "table", articles("nahrain", "follow-up")).stdout
    assert "المواقف بحسب القضايا والأطراف" in out
    plain = out.translate({0x2068: None, 0x2069: None})
    assert "الاتحاد الجنوبي: رفض  [follow-up 1]" in plain
    assert "نقلاً عن المرفأ" in plain


def test_the_table_of_an_english_article_is_english(articles):
    plain = run("--format", "table", articles("river")).stdout.translate({0x2068: None, 0x2069: None})
    assert "Positions by issue and party" in plain
    assert "Southern Union: denies  [2]" in plain


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!DOCTYPE html>"), ("a.json", '{\n "documents"'), ("a.jsonl", '{"id"')])
def test_a_files_suffix_tells_the_format(articles, tmp_path, name, begins):
    out = tmp_path / name
    assert run("-o", out, articles("nahrain")).exit_code == 0
    assert out.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
def test_a_document_that_fails_is_named_and_the_others_are_done(articles, form):
    result = run("--format", form, articles("river", "long"))
    assert result.exit_code == 1
    assert "long: too-large: too long" in result.stderr
    assert "Haddad" in result.stdout


def test_where_nothing_can_be_read_the_output_is_left_alone(articles, tmp_path):
    out = tmp_path / "a.html"
    out.write_text("before", encoding="utf-8")
    assert run("-o", out, articles("long")).exit_code == 1
    assert out.read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_no_document_is_an_empty_record(form):
    result = run("--format", form, "--input", "jsonl", "-", stdin="")
    assert result.exit_code == 0
    assert result.stdout


@pytest.mark.parametrize("args", [["--lang", "fr"], ["--published", "soon"], ["--format", "csv"], ["--nonsense"]])
def test_wrong_usage(args):
    assert run(*args, EXAMPLES / "river-talks.en.txt").exit_code == 2


def test_the_input_is_never_overwritten(articles):
    path = articles("river")
    assert run("-o", path, path).exit_code == 2
