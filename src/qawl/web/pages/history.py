"""What people corrected, when and who; and taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qawl.errors import NoSuch
from qawl.store import Correction, Identity, Undo, holding
from qawl.store.types import CHECKED, ENTITY, GONE, UNDO
from qawl.types import ROLES, Record, Span, Statement
from qawl.web.context import reading, render, site
from qawl.web.edit import corrects, writing
from qawl.web.editors import Editor
from qawl.web.links import history_url

Kind = Literal["added", "removed", "changed", "checked", "united", "undone"]


@dataclass(frozen=True)
class Entry:
    """A correction as the history shows it: what it was and is, as words or as stretches of the text; whether it counts still.

    `of`: for one that takes another back, that other.
    """

    correction: Correction
    kind: Kind
    was: tuple[str, ...]
    now: tuple[str, ...]
    counts: bool
    of: Correction | None = None


def document(request: Request) -> Response:
    """All corrections of a document, or of one of its statements, the last first."""
    key, statement = request.path_params["key"], request.path_params.get("statement")
    with reading(request) as store:
        record, corrections = store.record(key), store.corrections(key)
        first = store.record(key, corrected=False)
    numbers = {s.id: n for n, s in enumerate(record.statements, 1)}
    entries = [e for e in _entries(record, corrections) if statement is None or e.correction.statement == statement]
    if statement is not None and not entries and statement not in numbers:
        raise NoSuch(f"no statement {statement}")
    return render(
        request,
        "history.html",
        key=key,
        record=record,
        statement=statement,
        numbers=numbers,
        extracted=next((s for s in first.statements if s.id == statement), None),
        entries=entries,
    )


def undo(request: Request, editor: Editor, form: FormData) -> Response:
    """Take back corrections of a document: one, or those that were made together."""
    key = request.path_params["key"]
    with writing(request) as store:
        made = [c for chosen in form.getlist("correction") for c in store.correct(key, Undo(str(chosen)), editor.name)]
    return RedirectResponse(history_url(key, made[0].statement or None if made else None), 303)


def entities(request: Request) -> Response:
    """Which entities people said are one."""
    with reading(request) as store:
        corrections = store.corrections(None)
    return render(request, "history_entities.html", entries=list(_entries(None, corrections)))


def undo_entities(request: Request, editor: Editor, form: FormData) -> Response:
    """Make entities two again."""
    with writing(request) as store:
        store.undo(str(form.get("correction", "")), editor.name, site(request).settings.united)
    return RedirectResponse("/history", 303)


def _entries(record: Record | None, corrections: tuple[Correction, ...]) -> Iterable[Entry]:
    counting = set(holding(corrections, undos=True))
    by_id = {c.id: c for c in corrections}
    for c in reversed(corrections):
        was, now = (_shown(record, c.field, value) for value in (c.was, c.is_))
        of = by_id.get(msgspec.json.decode(c.was, type=str)) if c.field == UNDO else None
        yield Entry(c, _kind(c), () if of else was, now, c in counting, of)


def _kind(c: Correction) -> Kind:
    if c.field == GONE:
        return "removed" if c.is_ == "null" else "added"
    kinds: dict[str, Kind] = {CHECKED: "checked", ENTITY: "united", UNDO: "undone"}
    return kinds.get(c.field, "changed")


def _shown(record: Record | None, field: str, value: str) -> tuple[str, ...]:
    """A value as words: of spans the characters, of a statement its content, of an entity its name."""
    found = msgspec.json.decode(value)
    if found is None or field == CHECKED:
        return ()
    if field == ENTITY:
        return (msgspec.convert(found, Identity).name,)
    text = record.text if record else ""
    if field == GONE:
        return tuple(s.of(text) for s in msgspec.convert(found, Statement).content)
    if field in ROLES:
        return tuple(s.of(text) for s in msgspec.convert(found, tuple[Span, ...]))
    return (str(found),)


routes = [
    Route("/history", entities),
    Route("/history/undo", corrects(undo_entities), methods=["POST"]),
    Route("/history/{key}", document),
    Route("/history/{key}/undo", corrects(undo), methods=["POST"]),
    Route("/history/{key}/{statement}", document),
]
