"""One answer of a server."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """The URL that gave it (after redirects), its status, what its headers say, and its body unpacked."""

    url: str
    status: int
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    location: str = ""
    body: bytes = b""
