"""A document that could not be done."""

import msgspec

from qawl.errors import QawlError


class Failure(msgspec.Struct, frozen=True):
    """A document that could not be done: which, and why."""

    id: str
    error: QawlError
