"""RSS and Atom to their entries, from bytes."""

import io
import re
from typing import Any

import feedparser
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from qawl.errors import NotAFeed
from qawl.lang.detect import detect
from qawl.marks import whole
from qawl.read.bytes import decode_page
from qawl.read.messages import Article, Feed
from qawl.read.options import MAX_ENTRIES
from qawl.read.page.article import joined
from qawl.read.page.blocks import Block, blocks
from qawl.read.page.body import is_beside
from qawl.read.page.dates import from_value
from qawl.read.page.posts import find_posts

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.I)
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.I)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_feed(data: bytes, charset: str = "", url: str | None = None) -> Feed:
    """The entries of a feed, with what it says of them: the whole text, or a summary. Where a feed breaks off in an entry, it
    is left out: that would be half an article. Raises `NotText`, `NotAFeed`.

    charset: of the HTTP answer, if any. url: where it came from, if from the network.
    """
    text = _DECLARATION.sub("", _NOT_XML.sub(" ", whole(decode_page(data, charset))))
    headers = {"content-type": "application/xml; charset=utf-8", **({"content-location": url} if url else {})}
    # a file object: feedparser opens a string as a file or fetches it
    found = feedparser.parse(io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False)
    if not found.get("version"):
        raise NotAFeed("neither RSS nor Atom")
    if not found.entries and found.get("bozo"):
        raise NotAFeed(f"broken before its first entry: {found.get('bozo_exception')}")
    outlet = _line(found.feed.get("title"))
    whole_entries, lost = len(found.entries), ""
    ends = [m.end() for m in _ENTRY_END.finditer(text)]
    if found.get("bozo") and not _END.search(text, max(ends, default=0)):  # what stands after its end is nothing lost
        whole_entries = min(whole_entries, len(ends))
        lost = f"the feed breaks off after {whole_entries} whole entries"
    if whole_entries > MAX_ENTRIES:
        lost = f"more than {MAX_ENTRIES:,} entries; the rest is not read"
    return Feed(tuple(_entry(e, outlet) for e in found.entries[: min(whole_entries, MAX_ENTRIES)]), lost)


def _entry(entry: Any, outlet: str | None) -> Article:
    title = _line(entry.get("title"))
    contents = [c.get("value") or "" for c in entry.get("content", [])]
    body = _blocks(max([*contents, entry.get("summary") or ""], key=len))
    text, posts = joined(title, [b for b in body if not is_beside(b.text) and b.text != title])
    dates = (from_value(entry.get(name)) for name in ("published", "issued", "created", "updated", "date"))
    return Article(
        text=text,
        lang=detect(text),
        title=title,
        outlet=outlet,
        author=_line(entry.get("author")),
        published=next(filter(None, dates), None),
        url=entry.get("link") or None,
        posts=posts,
    )


def _blocks(html: str) -> list[Block]:
    root = _fragment(html)
    return [] if root is None else blocks(root, find_posts(root))


def _line(html: str | None) -> str | None:
    """A title or name, which may hold markup, as one line."""
    return " ".join(b.text for b in _blocks(html or "")) or None


def _fragment(html: str) -> HtmlElement | None:
    try:
        return document_fromstring(f"<div>{html}</div>".encode(), parser=HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
