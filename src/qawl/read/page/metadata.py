"""What a page says of its article: title, outlet, author, date of publication, URL."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from qawl.fold import fold
from qawl.lang.reading import reading_words
from qawl.read.page.blocks import key
from qawl.read.page.dates import from_value

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|VideoObject)$")
_TITLES = ("og:title", "twitter:title", "dc.title")
_SITES = ("og:site_name", "application-name")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author")
_DATES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
)
_SEPARATOR = re.compile(r"\s+[-–—|:»•·]+\s+|\s*\|\s*")
_SPACE = re.compile(r"\s+")
_MOST_LD_BYTES = 2_000_000
_MOST_AUTHOR_CHARS = 80


class Metadata:
    """What the head of a page and its marked-up values say, each None where they say nothing."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._meta: dict[str, str] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = _clean(element.get("content"))
            if name and content:
                self._meta.setdefault(name.lower(), content)
        self._linked = next((o for o in _objects(root) if _is_article(o)), {})
        title = root.find(".//title")
        self._page_title = _clean(title.text_content() if title is not None else None)

    def title(self, headings: list[str]) -> str | None:
        """The title as a reader sees it: the heading that the head of the page names too, else what the head says, without the
        site's name.

        headings: the texts of the page's `h1` elements.
        """
        said = [t for t in (_clean(self._linked.get("headline")), *map(self._meta.get, _TITLES), self._page_title) if t]
        for heading in headings:
            if len(key(heading)) > 3 and any(key(heading) in key(t) or key(t) in key(heading) for t in said if key(t)):
                return heading
        if said:
            return _SEPARATOR.split(said[0])[0] if said[0] == self._page_title else said[0]
        return headings[0] if headings else None

    def outlet(self, title: str | None, url: str | None) -> str | None:
        """The site's name: what it calls itself, what its page titles end with, or its host."""
        publisher = self._linked.get("publisher")
        for name in (*map(self._meta.get, _SITES), _clean(_name(publisher))):
            if name:
                return name
        whole, shown = self._page_title or "", _clean(title) or ""
        rest = [p for p in _SEPARATOR.split(whole.replace(shown, "", 1)) if key(p)] if shown and shown in whole else []
        if rest and len(rest[0]) <= _MOST_AUTHOR_CHARS:
            return rest[0].strip()
        host = urlsplit(url or "").hostname or ""
        return host.removeprefix("www.") or None

    def author(self, outlet: str | None) -> str | None:
        """The persons named as authors, joined by a comma; no site's name, address or link."""
        marked = [e.get("content") or e.text_content() for e in self._root.xpath('//*[@rel="author" or @itemprop="author"]')]
        for said in (_names(self._linked.get("author")), [self._meta.get(n, "") for n in _AUTHORS], marked):
            names = [n for name in said if (n := _without_byline(_clean(name) or "")) and _is_person(n, outlet)]
            if names:
                return ", ".join(dict.fromkeys(names))
        return None

    def published(self) -> str | None:
        """The ISO 8601 date of publication."""
        said: list[Any] = [self._linked.get("datePublished"), *map(self._meta.get, _DATES)]
        for path in ('//time[contains(@itemprop, "datePublished")]', "//time[@pubdate]", '//*[@itemprop="datePublished"]'):
            said += [e.get("datetime") or e.get("content") or e.text_content() for e in self._root.xpath(path)]
        said += [self._linked.get("dateCreated")]
        said += [e.get("datetime") for e in self._root.xpath('//time[@itemprop="dateCreated"]')]
        return next((found for value in said if isinstance(value, str) and (found := from_value(value))), None)

    def url(self, base: str | None) -> str | None:
        """The address that the page gives as its own; `base` where it gives none, or one of another site."""
        links = self._root.xpath('//link[translate(@rel, "CANOILC", "canoilc")="canonical"]/@href')
        for said in (*links, self._meta.get("og:url")):
            found = urljoin(base or "", str(said or "").strip())
            parts = urlsplit(found)
            if parts.scheme in ("http", "https") and (base is None or parts.hostname == urlsplit(base).hostname):
                return found
        return base

    def standfirst(self) -> str:
        """What the page says of its article in a sentence or two; often cut short."""
        return self._meta.get("og:description") or self._meta.get("description") or ""


def _clean(value: object) -> str | None:
    return _SPACE.sub(" ", value).strip() or None if isinstance(value, str) else None


def _objects(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page, one by one, however deep they stand."""
    for element in root.xpath('//script[contains(@type, "ld+json")]'):
        text = element.text or ""
        if len(text) > _MOST_LD_BYTES:
            continue
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, dict):
                yield value
                graph = value.get("@graph")
                waiting += graph if isinstance(graph, list) else []
            elif isinstance(value, list):
                waiting += value


def _is_article(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    return any(isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _name(value: object) -> object:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _names(value: object) -> list[str]:
    return [n for v in (value if isinstance(value, list) else [value]) if isinstance(n := _name(v), str)]


def _without_byline(name: str) -> str:
    """A name without the word that says that it is an author's: `By Jane Doe`."""
    first, _, rest = name.partition(" ")
    return rest.strip() if rest and fold(first) in reading_words().bylines else name


def _is_person(name: str, outlet: str | None) -> bool:
    if len(name) > _MOST_AUTHOR_CHARS or "/" in name or "@" in name or not any(c.isalpha() for c in name):
        return False
    mine, site = key(name).lower(), key(outlet or "").lower()
    return not (site and (site in mine or mine in site))
