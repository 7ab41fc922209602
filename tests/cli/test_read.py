import json

import pytest
from click.testing import CliRunner

from pages import LEAD, PARAGRAPHS, POST, POSTED, TITLE, page
from qawl.cli import main


def run(*args, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin, catch_exceptions=False)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(page(*PARAGRAPHS, POST), encoding="utf-8")
    return path


def test_a_page_as_jsonl_that_reads_back(file):
    result = run("read", "--format", "jsonl", file)
    (d,) = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert list(d) == ["id", "outlet", "title", "author", "published", "lang", "text", "posts"]
    assert (d["title"], d["author"], d["published"], d["lang"]) == (TITLE, "سلمى الحسن", "2026-05-10", "ar")
    assert d["text"] == "\n".join((TITLE, LEAD, *PARAGRAPHS, *POSTED))
    assert [d["text"][a:b] for a, b in d["posts"]] == ["\n".join(POSTED)]
    assert run("read", "-", stdin=result.stdout).stdout == result.stdout


def test_a_table(file):
    result = run("read", "--format", "table", file)
    assert result.exit_code == 0
    assert TITLE in result.stdout
    assert "post" in result.stdout


def test_what_fails_is_named_and_the_others_are_done(file):
    (file.parent / "b.html").write_text("<html></html>", encoding="utf-8")
    result = run("read", file.parent)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "b.html: no-article:" in result.stderr


def test_a_page_is_extracted_with_its_author_and_posts(file):
    (record,) = map(json.loads, run("extract", file).stdout.splitlines())
    assert (record["title"], record["author"], record["published"]) == (TITLE, "سلمى الحسن", "2026-05-10")
    assert any(s["speaker"] == "هالة الرافعي" for s in record["statements"])
    assert len(record["posts"]) == 1


def test_output_to_a_file_and_never_over_a_source(tmp_path, file):
    assert run("read", "-o", tmp_path / "out.jsonl", file).exit_code == 0
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["title"] == TITLE
    assert run("read", "-o", file, file).exit_code == 2


def test_a_private_address_is_refused():
    result = run("read", "http://127.0.0.1:1/a")
    assert result.exit_code == 1
    assert "refused-address" in result.stderr


def test_the_output_is_not_written_into_a_folder_that_is_read(file):
    assert run("read", file.parent, "-o", file.parent / "out.jsonl").exit_code == 2
    assert not (file.parent / "out.jsonl").exists()
