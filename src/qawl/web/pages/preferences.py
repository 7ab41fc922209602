"""The reader's choice of language and look, kept in cookies."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qawl.errors import BadRequest
from qawl.web.context import THEMES
from qawl.web.lang import LANGUAGES

_YEAR = 365 * 24 * 3600
_CHOICES = {"lang": LANGUAGES, "theme": THEMES}


async def choose(request: Request) -> Response:
    """Keep what was chosen and go back to the page where it was."""
    form = await request.form()
    back = str(form.get("back", "/"))
    # a path of this site only: `//host` and `\\` would lead elsewhere
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and not urlsplit(back).netloc
    response = RedirectResponse(back if safe else "/", 303)
    for name, values in _CHOICES.items():
        value = form.get(name)
        if value is None:
            continue
        if value not in values:
            raise BadRequest(f"{name} is one of {', '.join(values)}")
        response.set_cookie(name, str(value), max_age=_YEAR, httponly=True, samesite="lax")
    return response


routes = [Route("/preferences", choose, methods=["POST"])]
