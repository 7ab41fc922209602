"""A page's bytes to its article."""

import re
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from qawl.errors import NoArticle
from qawl.fold import fold
from qawl.lang.detect import detect
from qawl.lang.reading import holds, reading_words
from qawl.marks import whole
from qawl.read.bytes import decode_page
from qawl.read.messages import Article
from qawl.read.options import MIN_ARTICLE_CHARS
from qawl.read.page.blocks import Block, blocks
from qawl.read.page.body import choose
from qawl.read.page.dates import from_url, from_words
from qawl.read.page.metadata import Metadata
from qawl.read.page.posts import find_posts
from qawl.types import Span, Spans

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BYLINE = re.compile(r"^\s*([^:：]{2,20})\s*[:：]\s*([^\W\d_][^:：،,.!؟?]{2,50})$")
_MOST_BYLINE_WORDS = 5
_NEAR = 15  # lines before the body in which its date is looked for


def read_page(data: bytes, charset: str = "", url: str | None = None) -> Article:
    """The article of a page.

    charset: of the HTTP answer, if any. url: where the page came from, if it came from the network. Raises `NotText`, and
    `NoArticle` where less than MIN_ARTICLE_CHARS of running text is left.
    """
    root = _tree(decode_page(data, charset))
    metadata = Metadata(root)
    posts = find_posts(root)
    lines = blocks(root, posts)
    title = metadata.title([b.text for b in lines if b.element.tag == "h1" or _in_h1(b.element)])
    body = choose(lines, root, title, metadata.standfirst())
    if sum(len(b.text) for b in body) < MIN_ARTICLE_CHARS:
        raise NoArticle("no article in it: no running text beside links and notices")
    address = metadata.url(url)
    outlet = metadata.outlet(title, address)
    text, spans = joined(title, body)
    return Article(
        text=text,
        lang=detect(text),
        title=title,
        outlet=outlet,
        author=metadata.author(outlet) or _byline(body),
        published=metadata.published() or _shown_date(lines, body, address),
        url=address,
        posts=spans,
    )


def _tree(text: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(_NOT_XML.sub(" ", whole(text)).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise NoArticle("no article in it: the page is empty") from error


def _in_h1(element: HtmlElement) -> bool:
    return any(e.tag == "h1" for e in element.iterancestors())


def joined(title: str | None, body: Sequence[Block]) -> tuple[str, Spans]:
    """The text, and where its posts stand: the lines of one post are one span."""
    lines = [title] if title else []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = len(title) + 1 if title else 0
    for block in body:
        if block.post is not None:
            starts.setdefault(block.post, at)
            ends[block.post] = at + len(block.text)
        lines.append(block.text)
        at += len(block.text) + 1
    return "\n".join(lines), tuple(Span(start, ends[n]) for n, start in starts.items())


def _byline(body: Sequence[Block]) -> str | None:
    """The author that a line of their own at the body's start names, `حوار: …`."""
    for block in body[:3]:
        match = _BYLINE.match(block.text)
        if match and fold(match[1]) in reading_words().bylines and len(match[2].split()) <= _MOST_BYLINE_WORDS:
            return match[2].strip()
    return None


def _shown_date(lines: Sequence[Block], body: Sequence[Block], url: str | None) -> str | None:
    """The date that stands near the headline, the URL's where that is one of a later version, or none."""
    first = next((n for n, b in enumerate(lines) if b is body[0]), 0)
    updated = None
    for block in reversed(lines[max(0, first - _NEAR) : first]):
        if len(block.text) <= 120 and (found := from_words(block.text)):
            if not holds(fold(block.text), reading_words().updated):
                return found
            updated = updated or found
    return from_url(url) or updated
