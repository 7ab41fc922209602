"""What a source holds: by its name, else by its first bytes."""

import codecs
import re
import zlib
from pathlib import PurePath

from qawl.read.options import Form

PEEKED = 4_096
"""How many of a source's first bytes its form is told from."""

GZIP = b"\x1f\x8b"

_SUFFIXES: dict[str, Form] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".warc": "warc",
}
_XML = (".xml",)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_HTML = re.compile(
    rb"(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|title|meta|div|article|p|h1)\b", re.I | re.S
)


def form_by_name(name: str) -> Form | None:
    """What a file's name says that it holds, `.gz` left aside; None where it says nothing."""
    return _SUFFIXES.get(_suffix(name))


def is_readable(name: str) -> bool:
    """Whether a file found in a folder is one to read."""
    return _suffix(name) in (*_SUFFIXES, *_XML)


def form_by_content(head: bytes) -> Form:
    """What a source's first bytes, unpacked, look like."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"WARC/"):
        return "warc"
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith(b"<"):
        if _FEED.search(start):
            return "feed"
        if _HTML.match(start):
            return "html"
        if start.startswith(b"<?xml"):
            return "feed"  # what it is instead is said by the reader of feeds
    return "text"


def unpacked(head: bytes) -> bytes:
    """The first bytes as they are under gzip; what is not gzip stays."""
    if not head.startswith(GZIP):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, PEEKED)
    except zlib.error:
        return head


def _suffix(name: str) -> str:
    path = PurePath(name.lower())
    return (path.with_suffix("") if path.suffix == ".gz" else path).suffix
