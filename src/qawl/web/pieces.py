"""Texts cut into what a page shows differently; nothing is added to them or left out."""

from collections.abc import Iterator, Sequence

from qawl.derive.references import JOINT
from qawl.fold import words
from qawl.query.words import places
from qawl.store import Term


def marked(text: str, wanted: Sequence[Term]) -> Iterator[tuple[str, bool]]:
    """A text in pieces, with whether a term that was searched stands there."""
    if not wanted:
        yield text, False
        return
    at = 0
    for place in places(words(text), wanted):
        if place.start < at:  # a phrase that begins within another
            continue
        if place.start > at:
            yield text[at : place.start], False
        yield text[place.start : place.end], True
        at = place.end
    if at < len(text):
        yield text[at:], False


def speakers(name: str) -> list[str]:
    """The names of those who speak together."""
    return [part for part in name.split(JOINT) if part]
