import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qawl.cli import main

ARTICLE = Path(__file__).parents[2] / "examples" / "nahrain-talks.ar.txt"


def run(*args, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin, catch_exceptions=False)


def lines(result):
    return [json.loads(x) for x in result.stdout.splitlines()]


def test_jsonl_of_an_article():
    result = run("extract", "--published", "2026-05-12", ARTICLE)
    (record,) = lines(result)
    assert result.exit_code == 0
    assert record["lang"] == "ar"
    assert record["published"] == "2026-05-12"
    assert len(record["statements"]) >= 10
    text = record["text"]
    assert "قالت" in {text[a:b] for s in record["statements"] for a, b in s["cue"]}


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_other_formats(form):
    result = run("extract", "--format", form, ARTICLE)
    assert result.exit_code == 0
    assert "قالت" in result.stdout


def test_json_is_one_array():
    two = '{"id": "a", "text": "قال الوزير إن الأمر انتهى."}\n{"id": "b", "text": ""}'
    assert [r["id"] for r in json.loads(run("extract", "--format", "json", "-", stdin=two).stdout)] == ["a", "b"]
    assert json.loads(run("extract", "--format", "json", "--input", "jsonl", "-", stdin="").stdout) == []


def test_to_a_file(tmp_path):
    out = tmp_path / "out.jsonl"
    assert run("extract", "-o", out, ARTICLE).exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["statements"]


def test_a_failed_document_is_named_and_its_neighbours_are_done():
    data = '{"id": "a", "text": "قال الوزير إن الأمر انتهى."}\n[1]\n{"id": "b", "text": "x"}\n'
    result = run("extract", "-", stdin=data)
    assert result.exit_code == 1
    assert [r["id"] for r in lines(result)] == ["a", "b"]
    assert "stdin:2: not-an-object" in result.stderr


def test_a_missing_file(tmp_path):
    result = run("extract", tmp_path / "none.txt", ARTICLE)
    assert result.exit_code == 1
    assert "file-missing" in result.stderr
    assert len(lines(result)) == 1


@pytest.mark.parametrize(
    "args", [["--lang", "fr"], ["--published", "soon"], ["--workers", "0"], ["--nonsense"], ["--convention", "x"]]
)
def test_wrong_usage(args):
    assert run("extract", *args, ARTICLE).exit_code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a full disk that every Linux has")
def test_a_full_disk():
    result = run("extract", "-o", "/dev/full", ARTICLE)
    assert result.exit_code == 1
    assert "output: /dev/full" in result.stderr


def test_the_input_is_never_overwritten(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("قال الوزير إن الأمر انتهى", encoding="utf-8")
    assert run("extract", "-o", path, path).exit_code == 2
    assert path.read_text(encoding="utf-8").startswith("قال")


def test_a_wrong_model_leaves_the_output_alone(tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("before", encoding="utf-8")
    for workers in (1, 2):
        assert run("extract", "--model", tmp_path, "--workers", workers, "-o", out, ARTICLE).exit_code == 1
    assert out.read_text(encoding="utf-8") == "before"


def test_output_into_a_folder_that_is_not_there(tmp_path):
    result = run("extract", "-o", tmp_path / "no" / "out.jsonl", ARTICLE)
    assert result.exit_code == 1
    assert "qawl: output:" in result.stderr


def test_unknown_fields_pass_through_and_derived_ones_are_made_anew():
    given = {"id": "a", "text": "قال الوزير إن الأمر انتهى.", "statements": [{"bad": 1}], "topic": "x"}
    (record,) = lines(run("extract", "-", stdin=json.dumps(given)))
    assert record["topic"] == "x"
    assert all("bad" not in s for s in record["statements"])


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty", b"", 0),
        ("spaces", b" \n\t\n", 0),
        ("invalid utf-8", b"said \xff\xfe\xfd that", 1),
        ("windows-1256", "قالت الوزيرة إن المحادثات مستمرة حتى الغد".encode("cp1256"), 0),
        ("nul", "قال الوزير\x00 إن الأمر انتهى".encode(), 0),
        ("bidi overrides", "\u202eقال الوزير إن\u202c الأمر انتهى".encode(), 0),
        ("lone surrogate", b'{"id": "1", "text": "\\ud800 \xd9\x82\xd8\xa7\xd9\x84"}', 0),
        ("no object", b"[]", 1),
    ],
)
def test_bad_input_is_a_clear_error_or_a_result(tmp_path, name, data, code):
    path = tmp_path / ("in.jsonl" if data[:1] in (b"{", b"[") else "in.txt")
    path.write_bytes(data)
    result = run("extract", path)
    assert result.exit_code == code, name
    if code:
        assert result.stderr.startswith("qawl: ")
        assert "Traceback" not in result.stderr
    else:
        assert len(lines(result)) == 1


def test_other_languages_are_tagged_with_a_warning(tmp_path):
    texts = {
        "persian": "وزیر امور خارجه گفت که این مذاکرات برای همه کشورهای منطقه مفید است و ادامه می یابد",
        "urdu": "وزیر خارجہ نے کہا ہے کہ یہ مذاکرات خطے کے تمام ممالک کے لیے مفید ہیں اور جاری رہیں گے",
        "french": "Le ministre des affaires étrangères a déclaré que les négociations sont utiles pour tous les pays de la région",
    }
    for name, text in texts.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        result = run("extract", path)
        assert result.exit_code == 0
        assert "warning: language" in result.stderr
        assert lines(result)[0]["lang"] not in ("ar", "en")


def test_workers_give_the_same_in_the_same_order(tmp_path):
    path = tmp_path / "in.jsonl"
    rows = [{"id": str(n), "text": f"قال الوزير إن الجولة {n} انتهت."} for n in range(7)]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    one, two = run("extract", path).stdout, run("extract", "--workers", 2, path).stdout
    assert one == two
    assert [r["id"] for r in map(json.loads, one.splitlines())] == [str(n) for n in range(7)]


def test_a_reader_that_goes_away_is_no_error():
    command = f"{sys.executable} -m qawl extract {' '.join([str(ARTICLE)] * 12)} | head -c 10"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_schema_is_json():
    assert json.loads(run("schema").stdout)["$schema"].endswith("2020-12/schema")


def test_a_folder_without_a_model(tmp_path):
    result = run("extract", "--model", tmp_path, ARTICLE)
    assert result.exit_code == 1
    assert "qawl: model:" in result.stderr
