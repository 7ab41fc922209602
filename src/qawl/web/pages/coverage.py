"""Coverage: outlets on one event, what each reported and what it left out."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from qawl.errors import NoSuch
from qawl.export.answers import lines_of_said
from qawl.query import Coverage, coverage
from qawl.store import Term
from qawl.web.context import reading, render, site
from qawl.web.downloads import both, data, form_of
from qawl.web.state import state_of


def event(request: Request) -> Response:
    """Two or more outlets on an event, which words (`q` in statements, `about` in whole texts), names and dates say."""
    form, settings = form_of(request), site(request).settings
    state = replace(state_of(request.query_params), within="content", sort="date", page=1)
    outlets = state.outlet[: settings.parties]
    found: Coverage | None = None
    terms: tuple[Term, ...] = ()
    known = True
    with reading(request) as store:
        everyone = store.outlets()
        if len(outlets) > 1:
            try:
                question = state.ask(store, settings.rows if form else settings.coverage)
                found, terms = coverage(store, question, outlets), question.terms
            except NoSuch:
                known = False
    if form:
        reported = (*found.shared, *(s for alone in found.alone for s in alone)) if found else ()
        return data(form, found, lines_of_said(reported))
    return render(
        request, "coverage.html", state=state, outlets=outlets, everyone=everyone, found=found, terms=terms, known=known
    )


routes = both("/coverage", event)
