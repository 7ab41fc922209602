"""An entity: who it is, when it spoke, to whom, on what, and where it stands."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from qawl.errors import BadRequest, NoSuch
from qawl.export.answers import lines_of_said
from qawl.fold import fold
from qawl.query import ask, search, who
from qawl.web.context import reading, render, site
from qawl.web.downloads import both, data, form_of
from qawl.web.lang import interface, language_of
from qawl.web.links import address
from qawl.web.plots import by_month, ranges
from qawl.web.state import LONGEST


def entity(request: Request) -> Response:
    """The profile of whoever has the name that is given; as lines, its latest statements.

    A name that is no entity's (`an official`) leads to what was said under it; where nothing was, the page says so.
    """
    form, settings = form_of(request), site(request).settings
    name = request.query_params.get("name", "").strip()
    if not name and not form:
        return RedirectResponse("/search", 303)
    if not 0 < len(name) <= LONGEST:
        raise BadRequest(f"a name has 1 to {LONGEST} characters")
    with reading(request) as store:
        try:
            profile = who(store, name, settings.rows if form in ("csv", "jsonl") else settings.profile)
        except NoSuch:
            if form:
                raise
            if not search(store, ask(store, speaker=name, limit=1)).total:
                return render(request, "nobody.html", HTTPStatus.NOT_FOUND, name=name)
            return RedirectResponse(address("/search", speaker=name), 303)
    if form:
        return data(form, profile, lines_of_said(profile.said))
    leftwards = interface(language_of(request)).direction == "rtl"
    offices = sorted(profile.offices, key=lambda o: o.last.as_of or "", reverse=True)
    main = profile.entities[0]
    return render(
        request,
        "entity.html",
        profile=profile,
        main=main,
        name=name,
        aliases=[a for a in profile.aliases if fold(a) != fold(main.name)],
        offices=list(zip(offices, ranges([(o.first, o.last.as_of) for o in offices], leftwards), strict=True)),
        plot=by_month(profile.months, leftwards),
    )


routes = both("/who", entity)
