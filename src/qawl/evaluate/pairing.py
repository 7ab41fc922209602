"""Which predicted statement is which gold statement."""

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any, TypeVar

from qawl.evaluate.gold import Json
from qawl.types import ROLES

WORD = re.compile(r"\w+")
# Under this share of common words, contents are those of different statements.
_SAME_CONTENT = 0.5
# Under this likeness, things other than statements are different ones.
_ALIKE = 0.5

# Spans as they are decoded from JSON: pairs of code points.
_Spans = Iterable[Sequence[int]]

_G = TypeVar("_G")
_P = TypeVar("_P")


def words(text: str, spans: _Spans | None) -> frozenset[int]:
    """The words inside the spans, each as the code point at which it starts.

    A span that starts inside a word counts the rest of the word.
    """
    return frozenset(m.start() for start, end in spans or () for m in WORD.finditer(text, start, end))


def letters(text: str, spans: _Spans | None) -> frozenset[int]:
    """The code points of the letters and digits inside the spans."""
    return frozenset(i for start, end in spans or () for i in range(start, end) if text[i].isalnum())


def pieces(text: str, statements: Iterable[Json], role: str) -> set[frozenset[int]]:
    """The distinct contiguous spans of a role in a document, each as its words; spans without a word are left out."""
    return {words(text, [span]) for s in statements for span in s.get(role) or ()} - {frozenset()}


def dice(a: Set[Any], b: Set[Any]) -> float:
    """The Dice coefficient of two sets, 0 where both are empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def matched(golds: Sequence[_G], preds: Sequence[_P], likeness: Callable[[_G, _P], float]) -> list[tuple[_G, _P]]:
    """One-to-one pairs of a likeness of 0.5 or more, the greatest first, then the order of gold and of prediction."""
    candidates = sorted((-likeness(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(preds))
    used_g: set[int] = set()
    used_p: set[int] = set()
    pairs: list[tuple[_G, _P]] = []
    for value, i, j in candidates:
        if -value >= _ALIKE and i not in used_g and j not in used_p:
            used_g.add(i)
            used_p.add(j)
            pairs.append((golds[i], preds[j]))
    return pairs


class Side:
    """A statement with its spans as sets: `words` and `letters` map each role to positions in the text."""

    def __init__(self, text: str, statement: Json) -> None:
        self.statement = statement
        self.words = {role: words(text, statement.get(role)) for role in ROLES}
        self.letters = {role: letters(text, statement.get(role)) for role in ROLES if role != "content"}


@dataclass(frozen=True)
class Pair:
    """A gold and a predicted statement that are the same: indexes into the sides, and the contents' Dice, 0.5 to 1."""

    gold: int
    pred: int
    dice: float


@dataclass(frozen=True)
class Pairing:
    """All statements of a document, and the pairs, best first; a statement is in one pair at most."""

    golds: tuple[Side, ...]
    preds: tuple[Side, ...]
    pairs: tuple[Pair, ...]


def pair(text: str, golds: Iterable[Json], preds: Iterable[Json]) -> Pairing:
    """Pairs statements one to one.

    Two can be the same where their cues overlap, or neither has one, and their contents share half of their words.
    The greatest overlap of content goes first, then that of cue, then the order of gold and of prediction.
    """
    gold_sides = tuple(Side(text, s) for s in golds)
    pred_sides = tuple(Side(text, s) for s in preds)
    candidates: list[tuple[float, float, int, int]] = []
    for i, g in enumerate(gold_sides):
        for j, p in enumerate(pred_sides):
            cue_g, cue_p = g.letters["cue"], p.letters["cue"]
            if cue_g.isdisjoint(cue_p) and (cue_g or cue_p):
                continue
            shared = dice(g.words["content"], p.words["content"])
            if shared >= _SAME_CONTENT:
                candidates.append((-shared, -dice(cue_g, cue_p), i, j))
    used_g: set[int] = set()
    used_p: set[int] = set()
    pairs: list[Pair] = []
    for shared, _, i, j in sorted(candidates):
        if i not in used_g and j not in used_p:
            used_g.add(i)
            used_p.add(j)
            pairs.append(Pair(i, j, -shared))
    return Pairing(gold_sides, pred_sides, tuple(pairs))
