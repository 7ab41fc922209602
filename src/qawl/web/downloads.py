"""The same answers for programs: `.json`, `.csv` and `.jsonl` beside a page."""

from collections.abc import Callable, Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qawl.errors import NoPage
from qawl.export.answers import to_csv, to_jsonl

FORMS = ("json", "csv", "jsonl")
"""What every page of answers can be had as."""

_TYPES = {"jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}


def both(path: str, page: Callable[[Request], Response]) -> tuple[Route, Route]:
    """The routes of a page and of its other forms."""
    return Route(path, page), Route(f"{path}.{{form}}", page)


def form_of(request: Request, *more: str) -> str | None:
    """The form that is asked for, None for the page itself. more: forms beside FORMS. Raises `NoPage` for any other."""
    form: str | None = request.path_params.get("form")
    if form is not None and form not in (*FORMS, *more):
        raise NoPage(f"there is no {form} of this page: json, csv, jsonl")
    return form


def data(form: str, whole: object, rows: Sequence[msgspec.Struct]) -> Response:
    """An answer in a form: JSON has it whole, the others a line for each of its rows."""
    if form == "json":
        return Response(msgspec.json.encode(whole), media_type="application/json")
    body = to_csv(rows) if form == "csv" else to_jsonl(rows)
    return Response(body, media_type=_TYPES[form])
