"""Search: words, filters, facets; the same as data and as a feed."""

from dataclasses import replace

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import NoSuch, OnlyUnwanted, QawlError
from qawl.export.answers import Line, line_of
from qawl.export.view import title_of
from qawl.meaning import NAME
from qawl.query import Page, quoted
from qawl.query import search as find
from qawl.store import Ask, Facet, FacetName, Store
from qawl.web.context import reading, render, site
from qawl.web.downloads import both, data, form_of
from qawl.web.feeds import feed
from qawl.web.lang import interface, language_of
from qawl.web.state import State, state_of

FACETS: tuple[FacetName, ...] = ("speaker", "party", "act", "stance", "outlet", "month")
"""The facets of the page, in their order."""


class Answers(msgspec.Struct, frozen=True):
    """The JSON form of a page: the fields of the question, how many answers there are in all, those of the page, facets."""

    question: dict[str, object]
    total: int
    hits: list[Line]
    facets: tuple[Facet, ...]


def search(request: Request) -> Response:
    """What is found, a page of it; as data up to `Settings.rows` of it, from the same page on."""
    form = form_of(request, "atom")
    state, settings = state_of(request.query_params), site(request).settings
    if form == "atom":
        state = replace(state, sort="date", page=1)
    limit = {None: settings.hits, "atom": settings.feed}.get(form, settings.rows)
    facets = FACETS if form in (None, "json") else ()
    with reading(request) as store:
        told = quoted(store, state.q) if state.by_meaning else None
        question, found = _found(store, state, limit, facets, settings.facet_seconds)
        articles = () if form or state.within != "text" else store.about(tuple(h.found.document for h in found.hits))
        lacking = state.by_meaning and not found.total and bool(store.unmeant(NAME, 0, 1))
    if form and isinstance(question, OnlyUnwanted):
        raise question
    if form == "atom":
        what = " · ".join([*state.q.split(), *(value for _, value in state.filters)])
        name = interface(language_of(request)).gettext("Qawl").unescape()
        return feed(
            f"{name}: {what}", str(request.url.replace(path="/search")), str(request.url), found.hits, str(request.base_url)
        )
    if form is not None:
        lines = [line_of(h) for h in found.hits]
        return data(form, Answers(dict(state.given()), found.total, lines, found.facets), lines)
    return render(
        request,
        "search.html",
        state=state,
        page=found,
        titles={d.key: title_of(d.title, d.beginning, d.id) for d in articles},
        told=told,
        problem=question.code if isinstance(question, QawlError) else "meanings" if lacking else None,
        terms=question.terms if isinstance(question, Ask) else (),
        pages=-(-found.total // limit),
        first=(state.page - 1) * limit + 1,
    )


def _found(
    store: Store, state: State, limit: int, facets: tuple[FacetName, ...], facet_seconds: float
) -> tuple[Ask | NoSuch | OnlyUnwanted, Page]:
    """The question and its answers; what is wrong with it, and none, where nothing can be found by it."""
    try:
        question = state.ask(store, limit, facets)
    except (NoSuch, OnlyUnwanted) as error:
        return error, Page((), 0)
    return question, find(store, question, facet_seconds)


routes = both("/search", search)
