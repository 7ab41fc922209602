"""Errors as pages: the right status, what happened, and what the reader can do next."""

from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from qawl import errors
from qawl.errors import InternalError, NoMethod, NoPage, QawlError, WebError
from qawl.web.context import render
from qawl.web.security import HEADERS

# The first kind that an error is of counts: status, what happened, what to do. The words are those of the catalogues.
_KINDS: tuple[tuple[type[QawlError], HTTPStatus, str, str], ...] = (
    (errors.NoPage, HTTPStatus.NOT_FOUND, "There is no such page", "Check the address, or go on from the start page."),
    (
        errors.NoSuch,
        HTTPStatus.NOT_FOUND,
        "The store does not have this",
        "It may have been corrected or removed since; search for it.",
    ),
    (errors.NoMethod, HTTPStatus.METHOD_NOT_ALLOWED, "The page can't be asked in this way", "Open it from the start page."),
    (
        errors.CrossSite,
        HTTPStatus.FORBIDDEN,
        "Another site sent this request",
        "Nothing was changed. Do it again in the page itself.",
    ),
    (
        errors.BadHost,
        HTTPStatus.MISDIRECTED_REQUEST,
        "Qawl does not answer under this name",
        "Whoever runs it can allow the name: qawl serve --allow-host NAME.",
    ),
    (errors.BodyTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is too much at once", "Send less, or use qawl extract."),
    (errors.TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The text is too long", "Paste a part of it, or use qawl extract."),
    (errors.Busy, HTTPStatus.SERVICE_UNAVAILABLE, "Qawl is busy with other texts", "Try again in a moment."),
    (errors.StoreBusy, HTTPStatus.SERVICE_UNAVAILABLE, "The store is being written to", "Try again in a moment."),
    (errors.TooSlow, HTTPStatus.SERVICE_UNAVAILABLE, "This takes too long", "Ask for less: more words, a party, a shorter time."),
    (errors.BadDate, HTTPStatus.UNPROCESSABLE_ENTITY, "This is not a date", "Write it as 2026-05-12, or leave it out."),
    (errors.NoArticle, HTTPStatus.UNPROCESSABLE_ENTITY, "There is no article in this page", "Paste its text instead."),
    (errors.TooHeavy, HTTPStatus.UNPROCESSABLE_ENTITY, "The page is too heavy to read", "Paste its text instead."),
    (errors.RefusedAddress, HTTPStatus.UNPROCESSABLE_ENTITY, "The address is not public", "Paste the text instead."),
    (errors.Disallowed, HTTPStatus.UNPROCESSABLE_ENTITY, "The site asks not to be read by programs", "Paste the text instead."),
    (
        errors.NotFetched,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The page can't be fetched",
        "Check the address, or paste the text instead.",
    ),
    (
        errors.NotAnEditor,
        HTTPStatus.FORBIDDEN,
        "Only those may correct who came with a token",
        "Open the address that qawl serve --edit printed last, with your name; then come back here.",
    ),
    (
        errors.NothingGiven,
        HTTPStatus.BAD_REQUEST,
        "There is neither a text nor an address",
        "Paste a text, or type the address of an article.",
    ),
    (
        errors.NotAnAddress,
        HTTPStatus.BAD_REQUEST,
        "This is not the address of a web page",
        "It begins with http:// or https://; or paste the text instead.",
    ),
    (errors.WebError, HTTPStatus.BAD_REQUEST, "Something is missing or is not as it should be", "Check what you entered."),
    (errors.OnlyUnwanted, HTTPStatus.BAD_REQUEST, "There are only words to leave out", "Add a word that is to be found."),
    (errors.TooManyWords, HTTPStatus.BAD_REQUEST, "These are too many words at once", "Name fewer of them."),
    (errors.UsageError, HTTPStatus.BAD_REQUEST, "Qawl can't make sense of this", "Check what you entered."),
    (errors.OneAlready, HTTPStatus.BAD_REQUEST, "These two are one already", "There is nothing to change."),
    (errors.BadCorrection, HTTPStatus.BAD_REQUEST, "The correction can't be made", "Check what you entered."),
    (errors.Stale, HTTPStatus.CONFLICT, "Somebody else was faster", "Nothing was changed. Look at how it stands now."),
    (
        errors.TooMany,
        HTTPStatus.BAD_REQUEST,
        "This changes too many articles at once",
        "Do it on the command line: qawl correct --unite.",
    ),
    (errors.NotText, HTTPStatus.UNPROCESSABLE_ENTITY, "This is not a text", "Paste the text instead."),
    (errors.InputError, HTTPStatus.UNPROCESSABLE_ENTITY, "This can't be read", "Paste the text instead."),
    (
        errors.NotAStore,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "This file is not a store of Qawl's, or it is damaged",
        "Name another one: qawl --store FILE serve.",
    ),
    (errors.StoreTooNew, HTTPStatus.SERVICE_UNAVAILABLE, "A newer Qawl made this store", "Open it with that version."),
    (
        errors.StoreTooOld,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "An older Qawl made this store",
        "Start qawl serve again: that brings the store up to date.",
    ),
    (errors.StoreFull, HTTPStatus.SERVICE_UNAVAILABLE, "The disk is full", "Make room, then do it again; nothing was changed."),
    (errors.StoreError, HTTPStatus.SERVICE_UNAVAILABLE, "The store can't be read", "Make one: qawl add articles.jsonl"),
    (errors.ModelError, HTTPStatus.INTERNAL_SERVER_ERROR, "The model can't be loaded", "Install Qawl again."),
    (errors.QawlError, HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong in Qawl", "Try again; if it stays, report it."),
)


@dataclass(frozen=True)
class Fault:
    """An error for a page: status, code, what happened and what to do (as the catalogues have it), and its own message, which is
    English and only a detail.
    """

    status: HTTPStatus
    code: str
    what: str
    next: str
    message: str


def fault(error: QawlError) -> Fault:
    """How a page tells an error."""
    _, status, what, after = next(kind for kind in _KINDS if isinstance(error, kind[0]))
    return Fault(status, error.code, what, after, str(error))


def refusal(request: Request, error: QawlError) -> Response:
    """The page that tells an error; JSON where JSON was asked for."""
    told = fault(error)
    if request.url.path.endswith((".json", ".jsonl")):
        body = msgspec.json.encode({"code": told.code, "message": told.message})
        return Response(body, told.status, media_type="application/json")
    return render(request, "error.html", told.status, error=told)


def handled(request: Request, error: Exception) -> Response:
    """Starlette's handler of the errors that the package raises."""
    assert isinstance(error, QawlError)
    return refusal(request, error)


def http_error(request: Request, error: Exception) -> Response:
    """Starlette's handler of its own errors: no such page, no such method, too large a body."""
    assert isinstance(error, HTTPException)
    kinds: dict[int, type[WebError]] = {404: NoPage, 405: NoMethod, 413: errors.BodyTooLarge}
    return refusal(request, kinds.get(error.status_code, errors.BadRequest)(error.detail))


def server_error(request: Request, _: Exception) -> Response:
    """What a reader sees of a fault of ours. It is answered outside all middleware, so its headers are put on here."""
    response = refusal(request, InternalError("see the log of qawl serve"))
    response.headers.update(HEADERS)
    return response
