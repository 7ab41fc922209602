"""The start page: what Qawl is, and what came last."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from qawl.web.context import reading, render, site


def start(request: Request) -> Response:
    """The latest documents of the store."""
    with reading(request) as store:
        latest = store.latest(site(request).settings.latest)
    return render(request, "start.html", latest=latest)


routes = [Route("/", start)]
