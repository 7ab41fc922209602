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
    async with request.form(max_files=0) as form:
        back, chosen = str(form.get("back", "/")), {name: str(form[name]) for name in _CHOICES if name in form}
    # a path of this site only: `//host` and `\\` would lead elsewhere
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and not urlsplit(back).netloc
    response = RedirectResponse(back if safe else "/", 303)
    for name, value in chosen.items():
        if value not in _CHOICES[name]:
            raise BadRequest(f"{name} is one of {', '.join(_CHOICES[name])}")
        response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax")
    return response


routes = [Route("/preferences", choose, methods=["POST"])]
