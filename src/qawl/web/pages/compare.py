"""Compare: two or more parties, issue by issue, statement by statement, month by month."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import BadRequest, NoSuch
from qawl.export.answers import lines_of_stands
from qawl.query import Row, Said, search
from qawl.query import compare as compare_all
from qawl.query.variants import gather
from qawl.query.who import MONTHS
from qawl.store import Store, Term
from qawl.web.context import reading, render, site
from qawl.web.downloads import both, data, form_of
from qawl.web.lang import interface, language_of
from qawl.web.plots import lanes
from qawl.web.settings import Settings
from qawl.web.state import LONGEST, State, state_of


@dataclass(frozen=True)
class Side:
    """A party: its latest statements, how many there are, and how many a month."""

    name: str
    said: tuple[Said, ...]
    total: int
    months: tuple[tuple[str, int], ...]
    terms: tuple[Term, ...]


def compare(request: Request) -> Response:
    """The parties that are given, `party` each; `q` are words of the issue, or of the statements."""
    form, settings = form_of(request), site(request).settings
    names = tuple(dict.fromkeys(p.strip() for p in request.query_params.getlist("party") if p.strip()))
    if len(names) > settings.parties or any(len(n) > LONGEST for n in names):
        raise BadRequest(f"at most {settings.parties} parties can be compared")
    state = replace(state_of(request.query_params), party="")
    rows: tuple[Row, ...] = ()
    sides: list[Side] = []
    unknown: list[str] = []
    with reading(request) as store:
        unknown = [n for n in names if not store.named(n)]
        if len(names) > 1 and not unknown:
            most = settings.rows if form else settings.positions
            rows = compare_all(store, names, state.q, limit=most, since=state.since or None, until=state.until or None)
            if not form:
                sides = [_side(store, replace(state, voice=name, sort="date"), settings) for name in names]
    if form:
        if unknown:
            raise NoSuch(f"nobody and nothing in the store is called {unknown[0]}")
        lines = lines_of_stands(rows[: settings.rows], names)
        return data(form, lines, lines)
    leftwards = interface(language_of(request)).direction == "rtl"
    return render(
        request,
        "compare.html",
        state=state,
        names=names,
        rows=rows[: settings.issues],
        hidden=max(0, len(rows) - settings.issues),
        sides=sides,
        unknown=unknown,
        plot=lanes([s.months for s in sides], leftwards),
        fields=max(2, min(settings.parties, len(names) + 1)),
    )


def _side(store: Store, state: State, settings: Settings) -> Side:
    question = state.ask(store, settings.profile, ("month",), MONTHS)
    page = search(store, question, settings.facet_seconds)
    months = next((f.counts for f in page.facets), ())
    return Side(state.voice, gather(page.hits), page.total, tuple(sorted(months)), question.terms)


routes = both("/compare", compare)
