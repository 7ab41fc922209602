import contextlib

import pytest

from pages import PARAGRAPHS, TITLE, feed, page
from qawl.errors import NoArticle, NotAFeed, TooHeavy
from qawl.read import Limits
from qawl.read.parser import Parser


@pytest.fixture(scope="module")
def parser():
    with Parser(Limits()) as given:
        yield given


def test_pages_and_feeds_one_after_the_other(parser):
    assert parser.page(page().encode()).title == TITLE
    with pytest.raises(NoArticle):
        parser.page(b"<html></html>")
    with pytest.raises(NotAFeed):
        parser.feed(b"x")
    assert parser.feed(feed((TITLE, "https://wadi.test/1", PARAGRAPHS[0]))).entries[0].title == TITLE
    assert parser.page(page().encode(), "", "https://wadi.test/1").url == "https://wadi.test/1"


def test_ten_megabytes_in_one_tag():
    many = b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(900_000)) + b">text</p></body></html>"
    with Parser(Limits(page_seconds=0.5)) as parser:
        with pytest.raises(TooHeavy, match=r"0\.5 s"):
            parser.page(many)
        assert parser.page(page().encode()).title == TITLE


def test_a_page_that_takes_too_much_memory():
    with Parser(Limits(page_memory=20_000_000)) as parser:
        with pytest.raises(TooHeavy):
            parser.page(b"<p>x</p>" * 1_000_000)
        with pytest.raises(NoArticle):
            parser.page(b"<html></html>")


@pytest.mark.parametrize(
    "html",
    [
        b"<div>" * 50_000 + b"x",
        b"<p>" + b"x" * 5_000_000,
        b"<a href='" + b"x" * 5_000_000,
        b"&" * 2_000_000,
        b"<!--" * 500_000,
        b"\x00" * 1_000_000,
    ],
    ids=["deep", "one word", "one address", "ampersands", "comments", "nul"],
)
def test_pages_made_to_break_readers_end_in_an_answer(parser, html):
    with contextlib.suppress(NoArticle, TooHeavy):
        parser.page(html)
    assert parser.page(page().encode()).title == TITLE
