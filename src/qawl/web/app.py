"""The application: its pages, and what stands around them."""

from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from qawl.errors import QawlError
from qawl.pipeline import Pipeline, load
from qawl.web.context import Site
from qawl.web.editors import Editors
from qawl.web.extractor import Extractor
from qawl.web.faults import handled, http_error, refusal, server_error
from qawl.web.pages import (
    article,
    compare,
    correct,
    coverage,
    editing,
    entity,
    history,
    meetings,
    paste,
    preferences,
    search,
    start,
    timeline,
    unite,
)
from qawl.web.security import Guard
from qawl.web.settings import Settings

_PAGES = (
    *(start.routes, article.routes, paste.routes, preferences.routes),
    *(search.routes, timeline.routes, meetings.routes, entity.routes, compare.routes, coverage.routes),
    *(editing.routes, correct.routes, history.routes, unite.routes),
)


def create_app(
    store: str | Path,
    settings: Settings | None = None,
    pipeline: Pipeline | None = None,
    sample: str | Path | None = None,
    announce: Callable[[str], None] = lambda _: None,
) -> Starlette:
    """The application on a store.

    pipeline: extracts what is pasted; loaded at the first text where it is not given. sample: a store of the shipped articles,
    shown while the store itself is empty or missing. announce: is told each token that lets somebody correct (`Settings.edit`).
    """
    given = settings or Settings()
    routes = [route for pages in _PAGES for route in pages]
    app = Starlette(
        routes=[*routes, Mount("/static", StaticFiles(packages=[("qawl.web", "static"), ("qawl.export", "static")]))],
        middleware=[
            Middleware(Guard, hosts=given.hosts, body_bytes=given.body_bytes, refusal=refusal),
            Middleware(RequestBodyLimitMiddleware, max_body_size=given.body_bytes),
        ],
        exception_handlers={QawlError: handled, HTTPException: http_error, Exception: server_error},
    )
    app.router.redirect_slashes = False  # an address has one spelling
    make = (lambda: pipeline) if pipeline is not None else load
    editors = Editors(given, announce) if given.edit else None
    app.state.site = Site(Path(store), Path(sample) if sample else None, given, Extractor(make, given), editors)
    return app
