"""Pages fetched before, in a folder: what a server needs to say that nothing changed, and what it then does not send."""

import contextlib
import hashlib
import os
import threading
import time
from pathlib import Path

import msgspec

from qawl.read.options import CACHE_DAYS


class Stored(msgspec.Struct, frozen=True):
    """One answer: the URL that gave it (after redirects), its validators, its type, its body unpacked."""

    url: str
    etag: str
    modified: str
    content_type: str
    body: bytes


class Cache:
    """One file a URL. What can't be read counts as absent, what can't be written is not kept: fetching goes on without."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        oldest = time.time() - CACHE_DAYS * 86_400
        with contextlib.suppress(OSError):
            for path in folder.glob("*.page"):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def get(self, url: str) -> Stored | None:
        """What was stored for the URL."""
        path = self._path(url)
        try:
            stored = msgspec.msgpack.decode(path.read_bytes(), type=Stored)
            os.utime(path)
        except (OSError, msgspec.DecodeError):
            return None
        return stored

    def put(self, url: str, stored: Stored) -> None:
        """Keep an answer; a process killed meanwhile leaves the old one whole."""
        path = self._path(url)
        part = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.part")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(msgspec.msgpack.encode(stored))
            part.replace(path)

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()}.page"
