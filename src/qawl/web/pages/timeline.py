"""The timeline: what was said and what happened, by day, each statement once with all reports of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import NoSuch
from qawl.export.answers import lines_of_said
from qawl.query import Event, Said, search
from qawl.query import meetings as events_of
from qawl.query.variants import gather
from qawl.query.who import MONTHS
from qawl.store import Term
from qawl.web.context import reading, render, site
from qawl.web.downloads import both, data, form_of
from qawl.web.lang import interface, language_of
from qawl.web.plots import Plot, by_month
from qawl.web.state import state_of


@dataclass(frozen=True)
class Day:
    """A day with what happened and what was said; None for what has no date."""

    date: str | None
    events: tuple[Event, ...]
    said: tuple[Said, ...]


def timeline(request: Request) -> Response:
    """The latest statements that a question finds, by day, the latest first; words stand in contents."""
    form = form_of(request)
    state, settings = replace(state_of(request.query_params), sort="date", within="content"), site(request).settings
    limit = settings.rows if form else settings.timeline
    said: tuple[Said, ...] = ()
    events: tuple[Event, ...] = ()
    terms: tuple[Term, ...] = ()
    total, plot, known = 0, None, True
    with reading(request) as store:
        try:
            question = state.ask(store, limit, () if form else ("month",), MONTHS)
        except NoSuch:
            known = False
        else:
            page = search(store, question, settings.facet_seconds)
            # dates are found latest first, but what was said on one day in the text's order
            said = gather(sorted(page.hits, key=lambda h: h.found.said or ""))
            total, terms = page.total, question.terms
            plot = _plot(request, page.facets[0].counts) if page.facets else None
            if not form:
                days = [h.found.said for h in page.hits if h.found.said]
                names = [name for name in (state.voice, state.speaker, state.party) if name]
                if days and not state.q and all(map(store.named, names)):  # who is no entity (`an official`) is at no meeting
                    events = events_of(store, names, min(days), max(days), settings.meetings)
    if form:
        lines = lines_of_said(said)
        return data(form, lines, lines)
    return render(
        request,
        "timeline.html",
        state=state,
        days=_days(said, events),
        total=total,
        terms=terms,
        plot=plot,
        known=known,
        pages=-(-total // limit),
    )


def _plot(request: Request, months: Iterable[tuple[str, int]]) -> Plot | None:
    return by_month(sorted(months), interface(language_of(request)).direction == "rtl")


def _days(said: Iterable[Said], events: Iterable[Event]) -> list[Day]:
    """Days from the last to the first, then what has no date."""
    out: dict[str, tuple[list[Event], list[Said]]] = {}
    for event in events:
        out.setdefault(event.day or "", ([], []))[0].append(event)
    for s in said:
        out.setdefault(s.first.found.said or "", ([], []))[1].append(s)
    return [Day(day or None, tuple(met), tuple(spoken)) for day, (met, spoken) in sorted(out.items(), reverse=True)]


routes = both("/timeline", timeline)
