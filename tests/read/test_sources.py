import io
import json

import pytest

from qawl.errors import BadDate
from qawl.read import Failure, check_date, read_file, read_stream
from qawl.types import Document


def read(*lines, **options):
    return list(read_stream(io.BytesIO(b"\n".join(lines)), "in.jsonl", "jsonl", **options))


def test_jsonl_fields_and_those_that_pass_through():
    (d,) = read(json.dumps({"id": 7, "text": "نص", "published": "2026-05-12", "section": {"a": [1]}}).encode())
    assert (d.id, d.text, d.published) == ("7", "نص", "2026-05-12")
    assert {k: bytes(v) for k, v in d.extra.items()} == {"section": b'{"a": [1]}'}


def test_fields_of_the_record_are_dropped_unread():
    (d,) = read(json.dumps({"id": "1", "text": "x", "statements": "not even a list", "entities": 3}).encode())
    assert d.extra == {}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"[1, 2]", "not-an-object"),
        (b'"text"', "not-an-object"),
        (b"{not json", "not-an-object"),
        (b'{"id": "1"}', "bad-field"),
        (b'{"id": "1", "text": 5}', "bad-field"),
        (b'{"text": "x", "published": "yesterday"}', "bad-date"),
        (b'{"text": "\xff"}', "not-an-object"),
        (b"[" * 100_000, "not-an-object"),
        (b'{"text": "x", "a": ' + b"[" * 800 + b"]" * 800 + b"}", "not-an-object"),
        (b'{"text": "x", "a": 1e999}', "bad-field"),
        (b'{"text": "x", "id": true}', "bad-field"),
    ],
)
def test_a_bad_line_fails_alone(line, code):
    good = b'{"id": "good", "text": "x"}'
    before, bad, after = read(good, line, good)
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(bad, Failure)
    assert bad.error.code == code
    assert bad.id == "in.jsonl:2"


def test_lone_surrogates_become_replacement_characters_of_the_same_length():
    (d,) = read(b'{"id": "1", "text": "a\\ud800b"}')
    assert d.text == "a\ufffdb"


def test_a_default_publication_date():
    own, none = read(b'{"text": "x", "published": "2020"}', b'{"text": "x"}', published="2026-05-12")
    assert (own.published, none.published) == ("2020", "2026-05-12")


def test_a_missing_file_is_a_failure(tmp_path):
    (f,) = read_file(tmp_path / "none.txt")
    assert f.error.code == "file-missing"
    assert "none.txt" in f.id


def test_a_text_file_is_one_document(tmp_path):
    path = tmp_path / "مقال.txt"
    path.write_text("قال الوزير", encoding="utf-8")
    (d,) = read_file(path)
    assert (d.id, d.text) == (str(path), "قال الوزير")


@pytest.mark.parametrize("value", ["2022-13-01", "2022-02-30", "12/01/2022", "2022-1-1", "", "2022-01-12\n", "2022-01-12T99:99"])
def test_dates_that_are_none(value):
    with pytest.raises(BadDate):
        check_date(value)


@pytest.mark.parametrize("value", ["2022", "2022-01", "2022-01-12", "2022-01-12T10:00:00Z", "2022-01-12 10:00"])
def test_dates(value):
    check_date(value)
