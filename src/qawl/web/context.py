"""What every page gets: the site, a store to read, and its template filled."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from qawl.store import SqliteStore, open_store
from qawl.web.editors import COOKIE, Editors
from qawl.web.extractor import Extractor
from qawl.web.lang import language_of
from qawl.web.settings import Settings
from qawl.web.templating import environment

THEMES = ("auto", "light", "dark")
"""What a page may look like; `auto` is as the system is."""

NAVIGATION: tuple[tuple[str, str], ...] = (
    ("/search", "Search"),
    ("/timeline", "Timeline"),
    ("/meetings", "Meetings"),
    ("/compare", "Compare"),
    ("/paste", "Read a text"),
)
"""Pages that every page leads to: address, and name as the catalogues have it."""


class Site:
    """What one application serves. sample: a store of the shipped articles, shown while the store is empty or missing.

    editors: who may correct; None where nobody may.
    """

    def __init__(
        self, store: Path, sample: Path | None, settings: Settings, extractor: Extractor, editors: Editors | None = None
    ) -> None:
        self.store, self.sample, self.settings, self.extractor, self.editors = store, sample, settings, extractor, editors
        self._filled = sample is None

    @property
    def is_sample(self) -> bool:
        """Whether the shipped articles are shown."""
        self._filled = self._filled or _has_documents(self.store)  # a store that has something is not asked again
        return not self._filled

    @property
    def shown(self) -> Path:
        """The store that is shown."""
        return self.sample if self.sample and self.is_sample else self.store


def site(request: Request) -> Site:
    """The site that a request is for."""
    found: Site = request.app.state.site
    return found


@contextmanager
def reading(request: Request) -> Iterator[SqliteStore]:
    """The store, which can't be written to, for one page: its questions together may take `Settings.query_seconds`.

    Raises `StoreError`, also where there is no store.
    """
    here = site(request)
    with open_store(here.shown, read_only=True) as store, store.within(here.settings.query_seconds):
        yield store


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page: its template filled with values and with what every page shows."""
    here, code = site(request), language_of(request)
    theme = request.cookies.get("theme", THEMES[0])
    page = environment(code).get_template(template)
    html = page.render(
        here=request.url.path,
        back=f"{request.url.path}?{request.url.query}" if request.url.query and request.method == "GET" else request.url.path,
        navigation=NAVIGATION,
        theme=theme if theme in THEMES else THEMES[0],
        sample=here.is_sample,
        edit=here.editors is not None,
        editor=here.editors.of(request.cookies.get(COOKIE, "")) if here.editors else None,
        **values,
    )
    kept = "no-store" if request.method == "POST" else "no-cache"  # what was pasted is in nobody's cache
    return HTMLResponse(
        html, status, headers={"Content-Language": code, "Cache-Control": kept, "Vary": "Cookie, Accept-Language"}
    )


def _has_documents(path: Path) -> bool:
    if not path.is_file() or not path.stat().st_size:
        return False
    with open_store(path, read_only=True) as store:
        return bool(store.latest(1))
