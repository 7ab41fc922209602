"""robots.txt (RFC 9309): what a site asks of programs that fetch."""

import threading
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from qawl.errors import Disallowed
from qawl.read.options import MAX_HOST_PAUSE
from qawl.read.web.answer import Answer

MAX_ROBOTS_BYTES = 512_000
"""Bytes of a robots.txt that count; more are not read."""


class Robots:
    """The rules of each site, asked for once a run. Safe to share between threads.

    get: fetches a URL, whatever its rules say.
    """

    def __init__(self, agent: str, get: Callable[[str], Answer]) -> None:
        self._agent, self._get = agent, get
        self._rules: dict[str, Protego | None] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def check(self, url: str) -> None:
        """Raises `Disallowed` where the site asks not to fetch the URL, or its server fails to give its rules; and what `get`
        raises.
        """
        rules = self._of(url)
        if rules is None:
            raise Disallowed("the site fails to give its robots.txt, so nothing is fetched from it")
        if not rules.can_fetch(url, self._agent):
            raise Disallowed("the site's robots.txt asks not to fetch it")

    def pause(self, url: str) -> float:
        """Seconds that the site asks for between requests, 0 where it says nothing."""
        rules = self._of(url)
        return min(float((rules and rules.crawl_delay(self._agent)) or 0.0), MAX_HOST_PAUSE)

    def _of(self, url: str) -> Protego | None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._locks[site]:
            if site not in self._rules:
                self._rules[site] = self._fetched(f"{site}/robots.txt")
            return self._rules[site]

    def _fetched(self, url: str) -> Protego | None:
        answer = self._get(url)
        if answer.status >= 500 or answer.status == 429:
            return None
        body = answer.body[:MAX_ROBOTS_BYTES] if answer.status == 200 else b""
        return Protego.parse(body.decode("utf-8", "replace"))
