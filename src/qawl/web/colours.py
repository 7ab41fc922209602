"""Which party each statement is of, and its colour in the page."""

from collections import Counter
from dataclasses import dataclass

from qawl.derive import Speakers
from qawl.lang import language, languages
from qawl.lang.detect import of_script
from qawl.parties import Parties
from qawl.types import Record

COLOURS = 8
"""Colours of parties (`p1`, `p2`, ... in the style sheet); parties beyond, and statements of nobody's, have `p0`."""


@dataclass(frozen=True)
class Colours:
    """parties: those with a colour, and how many statements each has, most first. of: by statement id, its parties."""

    parties: tuple[tuple[str, int], ...]
    of: dict[str, tuple[str, ...]]

    def name(self, statement: str) -> str:
        """The class of a statement's colour: that of its first party that has one."""
        ranked = [name for name, _ in self.parties]
        found = next((ranked.index(p) + 1 for p in self.of.get(statement, ()) if p in ranked), 0)
        return f"p{found}"


def colours(record: Record) -> Colours:
    """The colours of a document: the party that speaks most has the first."""
    lang = record.lang if record.lang in languages() else of_script(record.text)
    speakers = Speakers(record.entities, record.roles, language(lang), Parties.shipped())
    of = {s.id: speakers.behind(s) for s in record.statements}
    counts = Counter(party for parties in of.values() for party in parties)
    return Colours(tuple(counts.most_common(COLOURS)), of)
