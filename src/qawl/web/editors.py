"""The people who may correct, kept while the application runs."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from qawl.errors import NotAnEditor
from qawl.web.settings import Settings

COOKIE = "editor"
"""The cookie for which a token is exchanged."""


@dataclass(frozen=True)
class Editor:
    """Somebody who may correct: under which name, `form` as a word that their forms carry, until when (`time.monotonic`)."""

    name: str
    form: str
    until: float


class Editors:
    """Tokens and cookies. May be shared between threads.

    A token lets one person in, once; then the next one is announced.
    """

    def __init__(self, settings: Settings, announce: Callable[[str], None]) -> None:
        self._settings, self._announce = settings, announce
        self._editors: dict[str, Editor] = {}
        self._lock = threading.Lock()
        self._token = self._renewed()

    def enter(self, token: str, name: str) -> str:
        """The cookie for a token. Raises `NotAnEditor` for one that is wrong or used, or without a name."""
        name = " ".join(name.split())[: self._settings.name_chars]
        if not name:
            raise NotAnEditor("give a name: it stands beside what you correct")
        with self._lock:
            if not secrets.compare_digest(token.encode(), self._token.encode()):
                raise NotAnEditor("this token is wrong or was used before; the terminal shows the one that counts")
            cookie = secrets.token_urlsafe(32)
            while len(self._editors) >= self._settings.editors:
                del self._editors[next(iter(self._editors))]
            self._editors[cookie] = Editor(name, secrets.token_urlsafe(16), time.monotonic() + self._settings.editor_seconds)
            self._token = self._renewed()
        return cookie

    def of(self, cookie: str) -> Editor | None:
        """Who has a cookie; None where nobody does any more."""
        with self._lock:
            found = self._editors.get(cookie)
            if found is not None and found.until < time.monotonic():
                del self._editors[cookie]
                return None
            return found

    def leave(self, cookie: str) -> None:
        """Forget whoever has a cookie."""
        with self._lock:
            self._editors.pop(cookie, None)

    def _renewed(self) -> str:
        token = secrets.token_urlsafe(16)
        self._announce(token)
        return token
