"""Errors as pages: the right status, and what the reader can do next."""

from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from qawl import errors
from qawl.errors import InternalError, NoMethod, NoPage, QawlError, WebError
from qawl.web.context import render
from qawl.web.security import HEADERS

_STATUS: tuple[tuple[type[QawlError], HTTPStatus], ...] = (
    (errors.NoPage, HTTPStatus.NOT_FOUND),
    (errors.NoSuch, HTTPStatus.NOT_FOUND),
    (errors.NoMethod, HTTPStatus.METHOD_NOT_ALLOWED),
    (errors.CrossSite, HTTPStatus.FORBIDDEN),
    (errors.BadHost, HTTPStatus.MISDIRECTED_REQUEST),
    (errors.BodyTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.Busy, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.StoreBusy, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.TooSlow, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.WebError, HTTPStatus.BAD_REQUEST),
    (errors.UsageError, HTTPStatus.BAD_REQUEST),
    (errors.BadCorrection, HTTPStatus.BAD_REQUEST),
    (errors.NotAnEditor, HTTPStatus.FORBIDDEN),
    (errors.TooMany, HTTPStatus.BAD_REQUEST),
    (errors.Stale, HTTPStatus.CONFLICT),
    (errors.InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (errors.StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)


def status_of(error: QawlError) -> HTTPStatus:
    """The status of the page that tells an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def refusal(request: Request, error: QawlError) -> Response:
    """The page that tells an error; JSON where JSON was asked for."""
    status = status_of(error)
    if request.url.path.endswith((".json", ".jsonl")):
        body = msgspec.json.encode({"code": error.code, "message": str(error)})
        return Response(body, status, media_type="application/json")
    return render(request, "error.html", status, code=error.code, message=str(error), answer=int(status))


def told(request: Request, error: Exception) -> Response:
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
    response = refusal(request, InternalError("a fault of Qawl itself"))
    response.headers.update(HEADERS)
    return response
