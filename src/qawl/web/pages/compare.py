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
from qawl.web.names import called
from qawl.web.plots import lanes
from qawl.web.settings import Settings
from qawl.web.state import LONGEST, State, state_of


@dataclass(frozen=True)
class Party:
    """Whom a name that was typed means: the name in the reader's language, and how many others are called so."""

    typed: str
    name: str
    others: int


@dataclass(frozen=True)
class Side:
    """A party: its latest statements, how many there are, and how many a month."""

    party: Party
    said: tuple[Said, ...]
    total: int
    months: tuple[tuple[str, int], ...]
    terms: tuple[Term, ...]


def compare(request: Request) -> Response:
    """The parties that are given, `party` each; `q` are words of the issue, or of the statements. Two names of one are one."""
    form, settings = form_of(request), site(request).settings
    names = tuple(dict.fromkeys(p.strip() for p in request.query_params.getlist("party") if p.strip()))
    if len(names) > settings.parties or any(len(n) > LONGEST for n in names):
        raise BadRequest(f"at most {settings.parties} parties can be compared")
    state = replace(state_of(request.query_params), party="")
    rows: tuple[Row, ...] = ()
    sides: list[Side] = []
    with reading(request) as store:
        known = {name: store.named(name) for name in names}
        unknown = [name for name, found in known.items() if not found]
        means = {found: name for name, found in reversed(known.items())}  # the first name of each
        found = [known[name] for name in names if name in means.values()]
        parties = [Party(means[f], called(f[0], language_of(request)), len(f) - 1) for f in found] if not unknown else []
        if len(parties) > 1:
            most = settings.rows if form else settings.positions
            typed = [p.typed for p in parties]
            rows = compare_all(store, typed, state.q, limit=most, since=state.since or None, until=state.until or None)
            if not form:
                sides = [_side(store, replace(state, voice=p.typed, sort="date"), p, settings) for p in parties]
    if form:
        if unknown:
            raise NoSuch(f"nobody and nothing in the store is called {unknown[0]}")
        lines = lines_of_stands(rows[: settings.rows], [f[0].name for f in found])
        return data(form, lines, lines)
    leftwards = interface(language_of(request)).direction == "rtl"
    return render(
        request,
        "compare.html",
        state=state,
        names=names,
        parties=parties,
        rows=rows[: settings.issues],
        hidden=max(0, len(rows) - settings.issues),
        sides=sides,
        unknown=unknown,
        plot=lanes([s.months for s in sides], leftwards),
        fields=max(2, min(settings.parties, len(names) + 1)),
    )


def _side(store: Store, state: State, party: Party, settings: Settings) -> Side:
    question = state.ask(store, settings.profile, ("month",), MONTHS)
    page = search(store, question, settings.facet_seconds)
    months = next((f.counts for f in page.facets), ())
    return Side(party, gather(page.hits), page.total, tuple(sorted(months)), question.terms)


routes = both("/compare", compare)
