"""A text or a page of the web, read at once: nothing of it is kept."""

import hashlib
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qawl.errors import NotAnAddress, NothingGiven, QawlError, TooLarge
from qawl.read import Failure, Limits, Options, check_date, documents
from qawl.types import Document
from qawl.web.context import render, site
from qawl.web.faults import fault
from qawl.web.lang import interface, language_of
from qawl.web.reading import article
from qawl.web.security import web_address


def form(request: Request) -> Response:
    """The empty form."""
    return render(request, "paste.html", page=None, text="", url="", published="", error=None)


async def read(request: Request) -> Response:
    """What was pasted, read; the form again, with what is wrong, where it can't be."""
    async with request.form(max_files=0) as sent:
        text, url, published = (str(sent.get(name, "")) for name in ("text", "url", "published"))
    return await run_in_threadpool(_read, request, text.replace("\r\n", "\n"), url.strip(), published.strip())


def _read(request: Request, text: str, url: str, published: str) -> Response:
    values: dict[str, Any] = {"text": text, "url": url, "published": published}
    try:
        record = site(request).extractor(_document(request, text, url, published))
    except QawlError as error:
        told = fault(error)
        return render(request, "paste.html", told.status, page=None, error=told, **values)
    page = article(record, interface(language_of(request)).words)
    return render(request, "paste.html", page=page, error=None, **values)


def _document(request: Request, text: str, url: str, published: str) -> Document:
    """What is to be read. Raises `NothingGiven`, `NotAnAddress`, `BadDate`, `TooLarge`, and what fetching raises."""
    settings = site(request).settings
    if published:
        check_date(published)
    if text.strip():
        if len(text.encode()) > settings.pasted_bytes:
            raise TooLarge(f"more than {settings.pasted_bytes:,} bytes")
        name = hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
        return Document(id=f"text-{name}", text=text, published=published or None)
    if not url:
        raise NothingGiven("neither a text nor an address")
    if len(url) > settings.url_chars or web_address(url) is None:
        raise NotAnAddress("not the address of a web page")
    limits = Limits(fetch_seconds=settings.fetch_seconds, wait_seconds=settings.fetch_seconds)
    options = Options(form="html", published=published or None, allow_hosts=settings.fetch_hosts, limits=limits)
    (found,) = documents([url], options)
    if isinstance(found, Failure):
        raise found.error
    if len(found.text.encode()) > settings.pasted_bytes:
        raise TooLarge(f"more than {settings.pasted_bytes:,} bytes")
    return msgspec.structs.replace(found, extra={})


routes = [Route("/paste", form, methods=["GET"]), Route("/paste", read, methods=["POST"])]
