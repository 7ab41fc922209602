"""Meetings: what happened when, with the statements made there."""

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import NoSuch
from qawl.export.answers import lines_of_meetings
from qawl.query import Event
from qawl.query import meetings as events_of
from qawl.web.context import reading, render, site
from qawl.web.downloads import both, data, form_of
from qawl.web.state import state_of


def meetings(request: Request) -> Response:
    """Meetings, the latest first; of those at which a party was, between dates."""
    form = form_of(request)
    state, settings = state_of(request.query_params), site(request).settings
    limit = settings.rows if form else settings.meetings
    names, known = [n for n in (state.voice, state.party) if n], True
    events: tuple[Event, ...] = ()
    with reading(request) as store:
        try:
            events = events_of(store, names, state.since or None, state.until or None, limit + 1, (state.page - 1) * limit)
        except NoSuch:
            known = False
    reports = sum(len(e.reports) for e in events)
    if form:
        return data(form, events, lines_of_meetings(events))
    days = [(day, list(found)) for day, found in groupby(events, key=lambda e: e.day)]
    return render(request, "meetings.html", state=state, days=days, known=known, more=reports > limit)


routes = both("/meetings", meetings)
