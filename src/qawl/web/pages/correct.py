"""Correcting a document: its statements, one of them, one that was missed."""

from collections.abc import Iterable
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qawl.errors import BadCorrection, NoSuch, QawlError, Stale
from qawl.export.marked import Link
from qawl.store import Addition, Change, Check, Correction, Removal, Wish, holding, is_checked, state_of
from qawl.types import ROLES, Record, Span, Statement
from qawl.web.context import reading, render, site
from qawl.web.edit import corrects, editor_of, writing
from qawl.web.editors import Editor
from qawl.web.faults import fault
from qawl.web.forms import Draft
from qawl.web.links import correct_url
from qawl.web.paragraphs import paragraphs


def document(request: Request) -> Response:
    """The document with every content marked, and the list of its statements to correct."""
    editor_of(request)
    key = request.path_params["key"]
    with reading(request) as store:
        record, corrections = store.record(key), store.corrections(key)
    return render(
        request,
        "edit_document.html",
        key=key,
        record=record,
        paragraphs=paragraphs(record.text, _contents(key, record)),
        touched={c.statement for c in holding(corrections)},
        checked=is_checked(corrections),
        done=_done(request, corrections),
    )


def statement(request: Request) -> Response:
    """The form of a statement."""
    editor_of(request)
    key, name = request.path_params["key"], request.path_params["statement"]
    with reading(request) as store:
        record, corrections = store.record(key), store.corrections(key)
    found = _find(record, name)
    history = any(c.statement == name for c in corrections)
    return _form(request, record, Draft.of(found), found, done=_done(request, corrections), history=history)


def missed(request: Request) -> Response:
    """The form of a statement that was missed."""
    editor_of(request)
    with reading(request) as store:
        record = store.record(request.path_params["key"])
    return _form(request, record, Draft.begun(request.query_params, len(record.text)), None)


def changed(request: Request, editor: Editor, form: FormData) -> Response:
    """Change or remove a statement, or show the form as it was filled in."""
    key, name = request.path_params["key"], request.path_params["statement"]
    seen = str(form.get("seen", ""))
    with writing(request) as store:
        record = store.record(key)
        try:
            draft = Draft.sent(form, site(request).settings)
            if form.get("action") == "look":
                return _form(request, record, draft, _find(record, name))
            wish: Wish = Removal(name, seen) if form.get("action") == "remove" else Change(name, draft.fields(record), seen)
            made = store.correct(key, wish, editor.name)
        except (BadCorrection, Stale) as error:
            # as the statement stands now: whoever saves again has seen it
            now = store.record(key)
            return _form(request, now, _kept(form, request, now, name), _find(now, name), problem=error)
    there = None if isinstance(wish, Removal) else name
    return _answer(key, there, made)


def added(request: Request, editor: Editor, form: FormData) -> Response:
    """Add a statement, or show the form as it was filled in."""
    key = request.path_params["key"]
    with writing(request) as store:
        record = store.record(key)
        draft = Draft.begun(request.query_params, len(record.text))
        try:
            draft = Draft.sent(form, site(request).settings)
            if form.get("action") == "look":
                return _form(request, record, draft, None)
            made = store.correct(key, Addition(draft.statement(record)), editor.name)
        except (BadCorrection, Stale) as error:
            return _form(request, record, draft, None, problem=error)
    return _answer(key, made[0].statement, made)


def checked(request: Request, editor: Editor, _: FormData) -> Response:
    """Note that somebody read the document whole."""
    key = request.path_params["key"]
    with writing(request) as store:
        made = store.correct(key, Check(), editor.name)
    return _answer(key, None, made)


def _form(
    request: Request, record: Record, draft: Draft, of: Statement | None, problem: QawlError | None = None, **more: Any
) -> Response:
    """The page of the form, with the text in which its spans are marked."""
    marks = [(span, role, None) for role in ROLES for span in draft.spans[role]]
    return render(
        request,
        "edit_statement.html",
        int(fault(problem).status) if problem else 200,
        **{"done": None, "history": False, **more},
        key=request.path_params["key"],
        record=record,
        statement=of,
        number_of=record.statements.index(of) + 1 if of else 0,
        seen=state_of(of) if of else "",
        draft=draft,
        roles=ROLES,
        paragraphs=paragraphs(record.text, marks),
        names=sorted({e.name for e in record.entities} | {s.speaker for s in record.statements if s.speaker}),
        problem=problem,
    )


def _kept(form: FormData, request: Request, record: Record, name: str) -> Draft:
    """What was filled in, to be shown again; the statement where that can't be read."""
    try:
        return Draft.sent(form, site(request).settings)
    except BadCorrection:
        return Draft.of(_find(record, name))


def _contents(key: str, record: Record) -> Iterable[tuple[Span, str, Link | None]]:
    for n, s in enumerate(record.statements, 1):
        for k, span in enumerate(s.content):
            yield span, "content", (correct_url(key, s.id), str(n), s.speaker) if k == 0 else None
        for role in ("source", "cue"):
            yield from ((span, role, None) for span in getattr(s, role))


def _find(record: Record, name: str) -> Statement:
    found = next((s for s in record.statements if s.id == name), None)
    if found is None:
        raise NoSuch(f"no statement {name}: somebody may have removed it; its history tells")
    return found


def _done(request: Request, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections just made, as the address names the first and their time tells the others."""
    first = next((c for c in corrections if c.id == request.query_params.get("done")), None)
    return tuple(c for c in corrections if first and c.made == first.made)


def _answer(key: str, there: str | None, made: tuple[Correction, ...]) -> Response:
    return RedirectResponse(correct_url(key, there) + (f"?done={made[0].id}" if made else ""), 303)


routes = [
    Route("/edit/d/{key}", document),
    Route("/edit/d/{key}/check", corrects(checked), methods=["POST"]),
    Route("/edit/d/{key}/add", missed),
    Route("/edit/d/{key}/add", corrects(added), methods=["POST"]),
    Route("/edit/d/{key}/s/{statement}", statement),
    Route("/edit/d/{key}/s/{statement}", corrects(changed), methods=["POST"]),
]
