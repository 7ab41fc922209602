"""One statement that several outlets report, shown as one; and what differs between two reports of it."""

import datetime
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from qawl.fold import fold
from qawl.query.search import Hit

APART = 3
"""Days between two reports of one statement at most."""

ALIKE = 0.5
"""Share of the words of two contents that both have: they report one statement."""

FEWEST = 4
"""Words that they must share at least."""

_WORD = re.compile(r"\S+\s*")

Piece = tuple[Literal["same", "gone", "new"], str]


class Said(msgspec.Struct, frozen=True):
    """A statement as it was reported first, and the other reports of it, with what is gone and new in each."""

    first: Hit
    others: tuple[tuple[Hit, tuple[Piece, ...]], ...] = ()


def gather(hits: Iterable[Hit]) -> tuple[Said, ...]:
    """Hits of statements as statements said, in the order of each one's first report."""
    groups: list[tuple[Hit, frozenset[str], list[Hit]]] = []
    by_speaker: dict[str | tuple[int, ...], list[int]] = {}
    for h in hits:
        own, who = frozenset(fold(h.shown).split()), h.found.speakers or fold(h.found.speaker)
        near = (k for k in by_speaker.get(who, ()) if _same(groups[k], h, own)) if who else iter(())
        at = next(near, None)
        if at is None:
            by_speaker.setdefault(who, []).append(len(groups))
            groups.append((h, own, []))
        else:
            groups[at][2].append(h)
    return tuple(Said(first, tuple((o, changed(first.shown, o.shown)) for o in others)) for first, _, others in groups)


def changed(before: str, after: str) -> tuple[Piece, ...]:
    """The second text in pieces: what both have, what is gone and what is new; words that fold to the same are the same."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, [fold(w) for w in old], [fold(w) for w in new], autojunk=False)
    out: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            out.append(("same", "".join(new[c:d])))
            continue
        if b > a:
            out.append(("gone", "".join(old[a:b])))
        if d > c:
            out.append(("new", "".join(new[c:d])))
    return tuple(out)


def _same(group: tuple[Hit, frozenset[str], list[Hit]], h: Hit, own: frozenset[str]) -> bool:
    first, known, others = group
    if any(h.found.document == x.found.document for x in (first, *others)) or not _near(first.found.said, h.found.said):
        return False
    both = len(known & own)
    return both >= FEWEST and both >= ALIKE * len(known | own)


def _near(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return a == b
    return abs((datetime.date.fromisoformat(a) - datetime.date.fromisoformat(b)).days) <= APART
