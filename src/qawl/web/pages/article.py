"""A document: its text with every statement marked, its record, and both as data."""

import re

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qawl.derive.merge import dossier
from qawl.errors import NoSuch
from qawl.export.csv import csv_header, csv_rows
from qawl.export.json import to_json
from qawl.export.view import begins
from qawl.store import holding
from qawl.types import Record, Span
from qawl.web.context import reading, render, site
from qawl.web.lang import interface, language_of
from qawl.web.links import part_url, place_url
from qawl.web.parts import part_asked, part_of, parts
from qawl.web.reading import Article, article

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


def read(request: Request) -> Response:
    """The text and its statements. `?at=START-END` points at characters, `?part=` is a page of a long text."""
    key = request.path_params["key"]
    with reading(request) as store:
        record, versions = store.record(key), store.versions(key)
        touched = {c.statement for c in holding(store.corrections(key))}
        others = store.about(store.copies(key)[: site(request).settings.copies])
    at = _PLACE.fullmatch(request.query_params.get("at", ""))
    page = _page(request, record, Span(int(at[1]), int(at[2])) if at else None)
    later = versions[-1] if versions[-1] != key else None
    return render(request, "article.html", page=page, key=key, later=later, others=others, touched=touched)


def derived(request: Request) -> Response:
    """What is derived from the statements, as `qawl record` shows it; of a long text from those of a page of it (`?part=`)."""
    return render(request, "record.html", page=_page(request, _record(request)), key=request.path_params["key"])


def _page(request: Request, record: Record, place: Span | None = None) -> Article:
    words, most = interface(language_of(request)).words, site(request).settings.shown_chars
    return article(record, words, request.path_params["key"], place, part_asked(request.query_params), most)


def place(request: Request) -> Response:
    """From a statement's id (what is cited) or number (`n3`), or characters `START-END`, to where they are in the page."""
    key, part = request.path_params["key"], request.path_params["part"]
    if at := _PLACE.fullmatch(part):
        return RedirectResponse(place_url(key, Span(int(at[1]), int(at[2]))))
    record = _record(request)
    names = {f"n{n}": n for n in range(1, len(record.statements) + 1)} | {s.id: n for n, s in enumerate(record.statements, 1)}
    if (number := names.get(part)) is None:
        raise NoSuch(f"no statement {part} in {key}")
    page = part_of(parts(record.text, site(request).settings.shown_chars), begins(record.statements[number - 1]))
    return RedirectResponse(f"{part_url(key, page)}#s{number}")


def as_json(request: Request) -> Response:
    """The record, as `qawl extract` gives it."""
    return Response(to_json(_record(request)), media_type="application/json")


def as_csv(request: Request) -> Response:
    """The statements as rows."""
    return Response(csv_header() + csv_rows(_record(request)), media_type="text/csv; charset=utf-8")


def derived_as_json(request: Request) -> Response:
    """The dossier, as `qawl record --format json` gives it."""
    return Response(msgspec.json.encode(dossier([_record(request)])), media_type="application/json")


def _record(request: Request) -> Record:
    with reading(request) as store:
        return store.record(request.path_params["key"])


routes = [
    Route("/d/{key}.json", as_json),
    Route("/d/{key}.csv", as_csv),
    Route("/d/{key}/record.json", derived_as_json),
    Route("/d/{key}/record", derived),
    Route("/d/{key}/{part}", place),
    Route("/d/{key}", read),
]
