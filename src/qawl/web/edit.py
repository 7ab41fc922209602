"""Who may correct: whoever came with the token that was printed, from a page of this application."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import CrossSite, NotAnEditor
from qawl.store import SqliteStore, open_store
from qawl.web.context import site
from qawl.web.editors import COOKIE, Editor

Handler = Callable[[Request, Editor, FormData], Response]
"""What answers a form: the request, who sent it, and what it says."""


def editor_of(request: Request) -> Editor:
    """Who sends a request. Raises `NotAnEditor` where that is nobody who may correct."""
    editors = site(request).editors
    found = editors.of(request.cookies.get(COOKIE, "")) if editors is not None else None
    if found is None:
        raise NotAnEditor("to correct, come with the token that qawl serve --edit prints")
    return found


@contextmanager
def writing(request: Request) -> Iterator[SqliteStore]:
    """The store, to be written to."""
    with open_store(site(request).shown, create=False) as store:
        yield store


def corrects(handler: Handler) -> Callable[[Request], object]:
    """An endpoint out of a function that answers a form; it runs in a thread.

    The form has to come from a page of this application (its Origin), from somebody who may correct (the cookie), and from a page
    made for them (the token in the form).
    """

    async def endpoint(request: Request) -> Response:
        editor = editor_of(request)
        origin = request.headers.get("origin", "")
        if origin.partition("://")[2] != request.headers.get("host"):
            raise CrossSite("a correction comes from a page of this application")
        async with request.form(max_files=0) as form:
            if not secrets.compare_digest(str(form.get("form", "")).encode(), editor.form.encode()):
                raise NotAnEditor("this form is not yours, or an old one: load its page again")
            return await run_in_threadpool(handler, request, editor, form)

    return endpoint
