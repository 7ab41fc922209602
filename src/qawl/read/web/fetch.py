"""A URL to its bytes, under the limits of `qawl.read.options`."""

import threading
import time
from collections import defaultdict
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Timeout

from qawl.errors import NotFetched, TooLarge
from qawl.read.options import MAX_REDIRECTS, SIDE_BY_SIDE, Options
from qawl.read.web.address import pools
from qawl.read.web.answer import Answer
from qawl.read.web.cache import Cache, Stored
from qawl.read.web.robots import Robots

ROBOT = "Qawl"
"""The name by which a robots.txt may address us."""

AGENT = f"{ROBOT} (reads news for its user; keeps to robots.txt)"
"""The name under which pages are fetched."""

_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8"
_CHUNK = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_SHOWN = 200  # characters of a URL in a message


class Fetcher:
    """Fetches pages, of one host one at a time. It asks each site's robots.txt first, keeps the pause between two requests to a
    host, and connects to public addresses only. Safe to share between threads.
    """

    def __init__(self, options: Options) -> None:
        self._limits = options.limits
        self._pool = urllib3.PoolManager(num_pools=4 * SIDE_BY_SIDE, retries=False)
        self._pool.pool_classes_by_scheme = pools(frozenset(h.strip("[]").rstrip(".").lower() for h in options.allow_hosts))
        self._cache = Cache(options.cache) if options.cache else None
        self._robots = Robots(ROBOT, lambda url: self._followed(url, {}, checked=False))
        self._last: dict[str, float] = {}
        self._hosts: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def __call__(self, url: str) -> Answer:
        """The page of a URL, or the one stored where the server says that it has not changed.

        Raises `NotFetched`, `RefusedAddress`, `Disallowed`, `TooLarge`.
        """
        stored = self._cache.get(url) if self._cache else None
        headers = {}
        if stored:
            headers = {k: v for k, v in (("If-None-Match", stored.etag), ("If-Modified-Since", stored.modified)) if v}
        answer = self._followed(url, headers, checked=True)
        if answer.status == 304 and stored:
            return Answer(url=stored.url, status=200, content_type=stored.content_type, body=stored.body)
        if answer.status != 200:
            raise NotFetched(f"the server answers with status {answer.status}")
        if self._cache and (answer.etag or answer.modified):
            self._cache.put(url, Stored(answer.url, answer.etag, answer.modified, answer.content_type, answer.body))
        return answer

    def _followed(self, url: str, headers: dict[str, str], *, checked: bool) -> Answer:
        """The answer at the end of the redirects. checked: ask robots.txt before every step."""
        left = self._limits.fetch_seconds
        for _ in range(MAX_REDIRECTS + 1):
            _check(url)
            pause = 0.0
            if checked:
                self._robots.check(url)
                pause = max(self._limits.host_pause, self._robots.pause(url))
            answer, took = self._one(url, headers, pause, left)
            left -= took
            if answer.status not in _REDIRECTS or not answer.location:
                return answer
            url = urljoin(url, answer.location)
        raise NotFetched(f"more than {MAX_REDIRECTS} redirects")

    def _one(self, url: str, headers: dict[str, str], pause: float, left: float) -> tuple[Answer, float]:
        """The answer, and the seconds that it took once it was its turn at the host. pause: since the last request there."""
        host = urlsplit(url).hostname or ""
        with self._hosts[host]:
            rest = self._last.get(host, -pause) + pause - time.monotonic()
            if rest > 0:
                time.sleep(rest)
            start = time.monotonic()
            if pause:
                self._last[host] = start
            return self._sent(url, headers, start + left), time.monotonic() - start

    def _sent(self, url: str, headers: dict[str, str], until: float) -> Answer:
        sent = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": _ACCEPT, **headers}
        wait = Timeout(connect=self._limits.wait_seconds, read=self._limits.wait_seconds)
        try:
            response = self._pool.request("GET", url, headers=sent, timeout=wait, redirect=False, preload_content=False)
        except (HTTPError, LocationParseError, ValueError, OSError) as error:
            raise NotFetched(_reason(error)) from error
        try:
            body = self._body(response, until) if response.status == 200 else b""
        except (HTTPError, OSError) as error:
            raise NotFetched(_reason(error)) from error
        finally:
            response.close()
        told = response.headers
        return Answer(
            url=url,
            status=response.status,
            content_type=told.get("Content-Type", ""),
            etag=told.get("ETag", ""),
            modified=told.get("Last-Modified", ""),
            location=_unmangled(told.get("Location", "")),
            body=body,
        )

    def _body(self, response: urllib3.BaseHTTPResponse, until: float) -> bytes:
        """The body, unpacked piece by piece, so that a small answer that unpacks to gigabytes costs no more than the limit."""
        most = self._limits.bytes
        out = bytearray()
        while piece := response.read(_CHUNK, decode_content=True):
            out += piece
            if len(out) > most:
                raise TooLarge(f"more than {most:,} bytes")
            if time.monotonic() > until:
                raise NotFetched(f"not there after {self._limits.fetch_seconds:.0f} seconds")
        return bytes(out)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise NotFetched(f"not a URL: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotFetched(f"not an http or https URL: {url[:_MOST_SHOWN]}")


def _unmangled(value: str) -> str:
    """A header's value: servers write UTF-8 (Arabic addresses), which is read as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _reason(error: BaseException) -> str:
    """The innermost reason: urllib3 wraps what the system says."""
    while (inner := getattr(error, "reason", None)) and isinstance(inner, BaseException):
        error = inner
    return str(error).partition(": ")[2] or str(error) or type(error).__name__
