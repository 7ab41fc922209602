"""What every request must pass and every answer carries: known hosts only, no writes from other sites, strict headers."""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qawl.errors import BadHost, BodyTooLarge, CrossSite, QawlError

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # with no-referrer browsers send the Origin of a form as null, even to its own site
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Of every answer."""

_DIGITS = 18  # of a length: Python refuses to read thousands of them
_READING = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Middleware around everything: refuses what must not pass and puts HEADERS on every answer."""

    def __init__(
        self, app: ASGIApp, hosts: frozenset[str], body_bytes: int, refusal: Callable[[Request, QawlError], Response]
    ) -> None:
        self._app, self._refusal, self._most = app, refusal, body_bytes
        self._hosts = frozenset(host.lower().strip("[]") for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer with a refusal."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope)
        error = self._fault(request)
        app = self._app if error is None else self._refusal(request, error)
        await app(scope, receive, with_headers)

    def _fault(self, request: Request) -> QawlError | None:
        host = request.headers.get("host", "")
        if _name(host) not in self._hosts:
            return BadHost(f"not a name of this application: {host[:100]}")
        if request.method not in _READING and is_cross_site(request):
            return CrossSite("another site asked for this")
        # a body that does not say its length is counted as it comes (RequestBodyLimitMiddleware)
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > _DIGITS or int(length) > self._most:
            return BodyTooLarge(f"more than {self._most:,} bytes")
        return None


def is_cross_site(request: Request) -> bool:
    """Whether a browser says that another site sends the request. What is no browser says nothing, and has nobody's cookies."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and origin.partition("://")[2] != request.headers.get("host", "")


def web_address(url: str | None) -> str | None:
    """An address that may stand in a link: http or https, else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _name(host: str) -> str:
    """The name in a Host header, without its port; empty where it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
