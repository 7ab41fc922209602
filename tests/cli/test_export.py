import io
import json
import sys
import zipfile

import msgspec
import pytest
from click.testing import CliRunner
from lxml import etree

from hard import hard
from qawl.cli import main
from qawl.export import to_json
from qawl.export.formats import FORMATS, Format
from qawl.types import RECORD_VERSION
from samples import follow_up, nahrain, river


@pytest.fixture(autouse=True)
def pipeline(monkeypatch):
    """Extracts the English example, whatever the article."""
    monkeypatch.setattr(sys.modules["qawl.cli.inputs"], "load", lambda *_, **__: lambda document: river())


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\n".join(to_json(r, {"topic": msgspec.Raw(b'"t"')}) for r in (nahrain(), follow_up(), hard())) + b"\n")
    return path


def run(*args, stdin=None):
    return CliRunner().invoke(main, [*map(str, args)], input=stdin, catch_exceptions=False)


@pytest.mark.parametrize("form", FORMATS)
def test_records_are_written_in_every_format_and_told_by_the_suffix(records, tmp_path, form):
    out = tmp_path / f"out{FORMATS[form].suffix}"
    assert run("export", "-o", out, records).exit_code == 0
    assert out.read_bytes() == run("export", "--format", form, records).stdout_bytes
    assert [p.name for p in tmp_path.iterdir() if p not in (out, records)] == []


def test_articles_are_extracted_and_come_after_the_records(records, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text("x", encoding="utf-8")
    lines = run("export", "--format", "jsonl", article, records).stdout.split("\n")[:-1]
    assert [json.loads(x)["id"] for x in lines] == ["nahrain", "follow-up", hard().id, "river"]


def test_records_come_through_a_pipe(records):
    root = etree.fromstring(run("export", "--format", "tei", stdin=records.read_bytes()).stdout_bytes)
    assert len(root.findall("{*}TEI")) == 3


def test_a_record_of_version_1_is_read(records):
    old = json.loads(to_json(nahrain()))
    old["version"] = 1
    for dispute in old["disputes"]:
        dispute.pop("reasons", None)
        dispute["reason"] = "They reject it."
    records.write_text(json.dumps(old), encoding="utf-8")
    line = json.loads(run("export", "--format", "jsonl", records).stdout)
    assert line["statements"] == old["statements"]
    assert all("reason" not in d for d in line["disputes"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"version": RECORD_VERSION + 1}, "bad-field"),
        ({"text": "short"}, "bad-field"),
        ({"published": "soon"}, "bad-date"),
        ({"statements": [{}]}, "bad-field"),
        ({"statements": [{"id": "x", "source": [], "cue": [], "content": [], "quotation": "direct", "act": "ask"}]}, "bad-field"),
    ],
)
def test_a_line_that_is_no_record_is_named_and_the_others_are_done(records, change, code):
    bad = json.dumps({**json.loads(to_json(nahrain())), **change})
    with records.open("a", encoding="utf-8") as file:
        file.write(bad + "\n{\n")
    result = run("export", "--format", "jsonl", records)
    assert result.exit_code == 1
    assert result.stdout.count("\n") == 3
    assert f"{records}:4: {code}: " in result.stderr
    assert f"{records}:5: not-an-object: " in result.stderr


def test_where_nothing_can_be_read_the_output_is_left_alone(tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("before", encoding="utf-8")
    assert run("export", "-o", out, "-", stdin="{}\n").exit_code == 1
    assert run("export", "-o", out, "--input", "jsonl", tmp_path / "none.jsonl").exit_code == 1
    assert out.read_text(encoding="utf-8") == "before"


def test_an_error_while_writing_leaves_what_was_there(records, tmp_path, monkeypatch):
    out = tmp_path / "out.csv"
    out.write_text("before", encoding="utf-8")

    def fails(*_):
        yield b"half"
        raise RuntimeError

    monkeypatch.setitem(FORMATS, "csv", Format(".csv", fails))
    with pytest.raises(RuntimeError):
        run("export", "-o", out, records)
    assert out.read_text(encoding="utf-8") == "before"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--format", "xls"),
        ("-o", "out.pdf"),
        ("--format", "csv", "--seed", "0"),
        ("--format", "tei", "--count", "3"),
        ("--format", "csv", "--codebook", __file__),
    ],
)
def test_wrong_usage(records, args):
    assert run("export", *args, records).exit_code == 2


def test_an_input_is_never_overwritten(records):
    before = records.read_bytes()
    assert run("export", "-o", records, records).exit_code == 2
    assert records.read_bytes() == before


def test_a_folder_that_is_missing_is_a_clear_error(records, tmp_path):
    out = tmp_path / "none" / "out.csv"
    result = run("export", "-o", out, records)
    assert result.exit_code == 1
    assert f"output: {out}: No such file or directory" in result.stderr


def test_brat_is_a_zip(records):
    assert zipfile.ZipFile(io.BytesIO(run("export", "--format", "brat", records).stdout_bytes)).testzip() is None


def test_a_sheet_goes_out_and_comes_back(records, tmp_path):
    path = tmp_path / "sheet.csv"
    assert run("export", "--format", "sample", "--count", "5", "--seed", "7", "-o", path, records).exit_code == 0
    assert run("agreement", path).exit_code == 1
    filled = path.read_text(encoding="utf-8-sig").replace(",,,,,,\n", ",y,y,n,assert,,\n")
    path.write_text(filled, encoding="utf-8")
    result = run("agreement", path)
    assert result.exit_code == 0
    assert "right_content" in result.stdout
    figures = {a["question"]: a for a in json.loads(run("agreement", "--json", path).stdout)}
    assert figures["is_statement"]["share"] == 1
    assert figures["right_content"]["share"] == 0
