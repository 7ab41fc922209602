"""Atom feeds of saved searches (RFC 4287)."""

import datetime

from lxml import etree
from starlette.responses import Response

from qawl.marks import shown
from qawl.query import Hit

ATOM = "http://www.w3.org/2005/Atom"
_LINE = 120
"""Characters of a content that an entry's title has."""


def feed(title: str, page: str, own: str, hits: tuple[Hit, ...], base: str) -> Response:
    """The feed of a search: an entry for each statement (or document), the latest first.

    page, own: addresses of the search's page and of the feed. base: what addresses of this site begin with, with the slash at its
    end. An entry is as of the day on which something was said, since that is all that is known.
    """
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(root, "title", title)
    _add(root, "id", page)
    etree.SubElement(root, f"{{{ATOM}}}link", rel="self", type="application/atom+xml", href=own)
    etree.SubElement(root, f"{{{ATOM}}}link", rel="alternate", type="text/html", href=page)
    days = [_moment(h.found.said or h.found.published) for h in hits]
    _add(root, "updated", max(days, default=_moment(None)))
    for h, day in zip(hits, days, strict=True):
        _entry(root, h, day, f"{base}d/{h.link}")
    body = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return Response(body, media_type="application/atom+xml")


def _entry(root: etree._Element, hit: Hit, day: str, href: str) -> None:
    entry = etree.SubElement(root, f"{{{ATOM}}}entry")
    line = " ".join(hit.shown.split())
    short = line if len(line) <= _LINE else line[:_LINE].rsplit(" ", 1)[0] + " …"
    who = hit.found.speaker or hit.found.title or hit.found.id
    _add(entry, "title", f"{who}: {short}")
    _add(entry, "id", href)
    _add(entry, "updated", day)
    etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=href)
    author = etree.SubElement(entry, f"{{{ATOM}}}author")
    _add(author, "name", hit.found.outlet or who)
    _add(entry, "content", hit.shown).set("type", "text")


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    out = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    out.text = shown(text)  # no control character, which XML can't hold
    return out


def _moment(day: str | None) -> str:
    """A day (or what begins with one) as a time of RFC 3339; the first of all where there is none."""
    try:
        at = datetime.datetime.fromisoformat(day or "1970-01-01")
    except ValueError:
        return _moment(None)
    return at.replace(tzinfo=at.tzinfo or datetime.UTC).isoformat(timespec="seconds")
