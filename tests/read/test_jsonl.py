import io
import json

import pytest

from qawl.errors import BadDate
from qawl.read import Failure, check_date
from qawl.read.jsonl import read_lines
from qawl.types import Document, Span


def read(*lines, published=None, most=1_000_000):
    return list(read_lines(io.BytesIO(b"\n".join(lines)), "in.jsonl", published, most))


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


def test_author_and_posts():
    (d,) = read(json.dumps({"text": "عنوان\nمنشور", "author": "سلمى", "posts": [[6, 11]]}).encode())
    assert (d.author, d.posts) == ("سلمى", (Span(6, 11),))


@pytest.mark.parametrize("posts", [[[0, 99]], [[2, 1]], [[-1, 1]], "x", [["a", "b"]], {"a": 1}])
def test_posts_that_are_no_spans_of_the_text(posts):
    (f,) = read(json.dumps({"text": "نص", "posts": posts}).encode())
    assert f.error.code == "bad-field"


def test_a_line_past_the_limit_ends_the_file():
    good, bad = read(b'{"text": "x"}', b'{"text": "' + b"x" * 200 + b'"}', b'{"text": "y"}', most=100)
    assert good.text == "x"
    assert bad.error.code == "too-large"


@pytest.mark.parametrize("value", ["2022-13-01", "2022-02-30", "12/01/2022", "2022-1-1", "", "2022-01-12\n", "2022-01-12T99:99"])
def test_dates_that_are_none(value):
    with pytest.raises(BadDate):
        check_date(value)


@pytest.mark.parametrize("value", ["2022", "2022-01", "2022-01-12", "2022-01-12T10:00:00Z", "2022-01-12 10:00"])
def test_dates(value):
    check_date(value)
