"""Which parties a stretch of text names: by name, by a person who speaks for them, or by an adjective (`الأميركية`)."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from qawl.parties import Parties, usual_name
from qawl.types import Entity, Span, Spans

_WORD = re.compile(r"\w+")


class Naming:
    """The parties that spans of one document name. party: for whom an entity speaks, by its name."""

    def __init__(self, text: str, entities: Iterable[Entity], party: Callable[[str], str], parties: Parties, code: str) -> None:
        self._text, self._parties, self._code = text, parties, code
        found = [(m, frozenset((e.name, party(e.name)))) for e in entities for m in e.mentions]
        self._mentions = sorted(found, key=lambda x: x[0])
        self._starts = [m.start for m, _ in self._mentions]

    def __call__(self, spans: Spans) -> frozenset[str]:
        """The names of the parties, and of the persons, that spans name."""
        return frozenset().union(*map(self._named, spans))

    def _named(self, span: Span) -> frozenset[str]:
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        named = [names for m, names in self._mentions[low:high] if m.end <= span.end]
        states = (self._parties.adjective(w) for w in _WORD.findall(self._text, span.start, span.end))
        return frozenset().union(*named, (usual_name(s, self._code) for s in states if s))
