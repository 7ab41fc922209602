"""One party of a document, and the small questions about names that gathering them needs."""

import unicodedata
from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from qawl.lang import Language
from qawl.parties import Party
from qawl.types import EntityKind, Span

_UNQUOTED = str.maketrans(dict.fromkeys('«»“”"„', None))
_EDGES = " ،,:؛"


@dataclass(eq=False, slots=True)
class Cluster:
    """One party of a document and what refers to it.

    spans: its names, title_spans: titles that stand for it, both in the text's order. titles: the stems of each office or
    description that stood beside its name. description: it has no name (an unnamed source, or one that only a description
    names). members: of joint speakers. speech: indices of the statements that it said. feminine: votes of verbs and titles,
    those for a man taken off. nations: keys of the states that its titles and its name belong to.
    """

    kind: EntityKind | None
    name: str = ""
    forms: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    titles: list[frozenset[str]] = field(default_factory=list)
    title_spans: list[Span] = field(default_factory=list)
    nations: frozenset[str] = frozenset()
    party: Party | None = None
    feminine: int = 0
    description: bool = False
    members: tuple["Cluster", ...] = ()
    speech: list[int] = field(default_factory=list)

    def near(self, low: int, high: int) -> list[Span]:
        """Its names that begin between two offsets."""
        return self.spans[bisect_left(self.spans, Span(low, low)) : bisect_left(self.spans, Span(high, high))]

    def titles_near(self, low: int, high: int) -> list[Span]:
        """The titles that stand for it and begin between two offsets."""
        found = self.title_spans
        return found[bisect_left(found, Span(low, low)) : bisect_left(found, Span(high, high))]

    def called(self, title: Span) -> None:
        """Add a title that stands for it."""
        if title not in self.titles_near(title.start, title.start + 1):
            insort(self.title_spans, title)


def nearest(spans: list[Span], at: int) -> list[Span]:
    """The last of some ascending spans that begins before an offset, or else the first; none of none."""
    k = bisect_left(spans, Span(at, at))
    return spans[k - 1 : k] if k else spans[:1]


def clean(name: str) -> str:
    """A name on one line, without quotation marks around it or in it."""
    return " ".join(name.translate(_UNQUOTED).split()).strip(_EDGES)


def unfused(name: str, language: Language) -> str:
    """A name whose first word has its article fused with a preposition (`للبيان`), with the article alone (`البيان`)."""
    for fused, article in language.fused.items():
        if name.startswith(fused) and len(name) > len(fused) + 2:
            return article + name[len(fused) :]
    return name


def latin(name: str) -> bool:
    """Whether a name is written in Latin letters, by its first letter."""
    first = next((c for c in name if c.isalpha()), "")
    return bool(first) and unicodedata.name(first, "").startswith("LATIN")
