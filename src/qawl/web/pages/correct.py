"""Correcting a document: its statements, one of them, one that was missed."""

from collections.abc import Iterable
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qawl.errors import BadCorrection, NoSuch, QawlError, Stale
from qawl.export.marked import Link
from qawl.export.view import begins
from qawl.store import Addition, Change, Check, Correction, Removal, Wish, holding, is_checked, state_of
from qawl.types import ROLES, Record, Span, Statement
from qawl.web.context import reading, render, site
from qawl.web.edit import corrects, editor_of, writing
from qawl.web.editors import Editor
from qawl.web.faults import fault
from qawl.web.forms import Draft
from qawl.web.links import address, correct_place, correct_url
from qawl.web.paragraphs import paragraphs
from qawl.web.parts import part_asked, part_of, parts


def document(request: Request) -> Response:
    """The document, or a part of a long one (`?part=`), with every content marked, and the list of its statements to correct."""
    editor_of(request)
    key = request.path_params["key"]
    with reading(request) as store:
        record, corrections = store.record(key), store.corrections(key)
    cut = parts(record.text, site(request).settings.shown_chars)
    number = min(part_asked(request.query_params) or 1, len(cut))
    return render(
        request,
        "edit_document.html",
        key=key,
        record=record,
        part=number,
        parts=len(cut),
        statements=[(n, s) for n, s in enumerate(record.statements, 1) if part_of(cut, begins(s)) == number],
        paragraphs=paragraphs(record.text, _contents(key, record), cut[number - 1]),
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
            if _only_looks(form):
                return _form(request, record, draft, _find(record, name), part_asked(form))
            wish: Wish = Removal(name, seen) if form.get("action") == "remove" else Change(name, draft.fields(record), seen)
            made = store.correct(key, wish, editor.name)
        except (BadCorrection, Stale) as error:
            # as the statement stands now: whoever saves again has seen it
            now = store.record(key)
            return _form(request, now, _kept(form, request, now, name), _find(now, name), problem=error)
    if isinstance(wish, Removal):
        return _answer(key, None, made, _part_of(request, record, begins(_find(record, name))))
    return _answer(key, name, made)


def added(request: Request, editor: Editor, form: FormData) -> Response:
    """Add a statement, or show the form as it was filled in."""
    key = request.path_params["key"]
    with writing(request) as store:
        record = store.record(key)
        draft = Draft.begun(request.query_params, len(record.text))
        try:
            draft = Draft.sent(form, site(request).settings)
            if _only_looks(form):
                return _form(request, record, draft, None, part_asked(form))
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
    request: Request,
    record: Record,
    draft: Draft,
    of: Statement | None,
    part: int | None = None,
    problem: QawlError | None = None,
    **more: Any,
) -> Response:
    """The page of the form, with the text in which its spans are marked; of a long one a part, if not that of what is said."""
    marks = [(span, role, None) for role in ROLES for span in draft.spans[role]]
    settings = site(request).settings
    cut = parts(record.text, settings.shown_chars)
    first = min((span.start for span in draft.spans["content"]), default=begins(of) if of else 0)
    number = min(part or part_of(cut, first), len(cut))
    names = {e.name for e in record.entities} | {s.speaker for s in record.statements if s.speaker}
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
        part=number,
        parts=len(cut),
        paragraphs=paragraphs(record.text, marks, cut[number - 1]),
        names=sorted(names)[: settings.rows],
        problem=problem,
    )


def _only_looks(form: FormData) -> bool:
    """Whether a form asks to show what it says, or another part of the text, and nothing to be saved."""
    return form.get("action") == "look" or "part" in form


def _part_of(request: Request, record: Record, at: int) -> int:
    return part_of(parts(record.text, site(request).settings.shown_chars), at)


def _kept(form: FormData, request: Request, record: Record, name: str) -> Draft:
    """What was filled in, to be shown again; the statement where that can't be read."""
    try:
        return Draft.sent(form, site(request).settings)
    except BadCorrection:
        return Draft.of(_find(record, name))


def _contents(key: str, record: Record) -> Iterable[tuple[Span, str, Link | None]]:
    for n, s in enumerate(record.statements, 1):
        for k, span in enumerate(s.content):
            yield span, "content", (correct_place(key, s), str(n), s.speaker) if k == 0 else None
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


def _answer(key: str, there: str | None, made: tuple[Correction, ...], part: int = 1) -> Response:
    fields = {"part": part if part > 1 else None, "done": made[0].id if made else None}
    return RedirectResponse(address(correct_url(key, there), **fields), 303)


routes = [
    Route("/edit/d/{key}", document),
    Route("/edit/d/{key}/check", corrects(checked), methods=["POST"]),
    Route("/edit/d/{key}/add", missed),
    Route("/edit/d/{key}/add", corrects(added), methods=["POST"]),
    Route("/edit/d/{key}/s/{statement}", statement),
    Route("/edit/d/{key}/s/{statement}", corrects(changed), methods=["POST"]),
]
