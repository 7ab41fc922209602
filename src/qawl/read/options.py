"""How sources are read: every limit, and what a caller may choose."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Form = Literal["auto", "text", "html", "feed", "jsonl", "warc"]

MAX_BYTES = 20_000_000
"""Most bytes of one page or feed, and of one text or line of JSONL that comes compressed, once it is unpacked."""

MAX_TEXT_BYTES = 100_000_000
"""Most bytes of a text file or a line of JSONL that is not compressed: the longest document in any encoding."""

PAGE_SECONDS = 10.0
"""Longest time that a page or feed may take to parse."""

PAGE_MEMORY = 512_000_000
"""Most bytes of address space that a page or feed may take to parse, beyond what the parsing process has before it."""

FETCH_SECONDS = 60.0
"""Longest time that one fetch may take, redirects included."""

WAIT_SECONDS = 15.0
"""Longest wait for a connection, and for the next bytes on it."""

MAX_REDIRECTS = 5
"""Most redirects that are followed for one URL."""

HOST_PAUSE = 1.0
"""Seconds between two requests to the same host; robots.txt may ask for more."""

MAX_HOST_PAUSE = 30.0
"""Longest pause that a robots.txt gets (`Crawl-delay`)."""

SIDE_BY_SIDE = 16
"""URLs that are read at once, of as many hosts; one host gets one request at a time."""

AHEAD = 8
"""Documents of a URL that are read before those of the URLs named before it are all taken."""

MAX_ENTRIES = 1_000
"""Most entries of one feed that are read."""

MIN_ARTICLE_CHARS = 60
"""Fewest characters of running text, title excluded, that make a page an article."""

CACHE_DAYS = 30
"""Days after which a page that was not asked for again leaves the cache."""


@dataclass(frozen=True)
class Limits:
    """The limits of one run, of the constants above."""

    bytes: int = MAX_BYTES
    text_bytes: int = MAX_TEXT_BYTES
    page_seconds: float = PAGE_SECONDS
    page_memory: int = PAGE_MEMORY
    fetch_seconds: float = FETCH_SECONDS
    wait_seconds: float = WAIT_SECONDS
    host_pause: float = HOST_PAUSE


@dataclass(frozen=True)
class Options:
    """What a caller may choose.

    form: what the sources hold; `auto` goes by name, then by content. published: ISO 8601 date of documents that do not say
    theirs. follow: read the pages that a feed's entries link to, not what the feed says of them. allow_hosts: names or
    addresses of hosts that may be private. cache: folder of pages fetched before, asked for again only if changed.
    """

    form: Form = "auto"
    published: str | None = None
    follow: bool = False
    allow_hosts: frozenset[str] = frozenset()
    cache: Path | None = None
    limits: Limits = field(default_factory=Limits)
