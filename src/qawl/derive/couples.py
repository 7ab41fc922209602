"""Couples of parties of a document, and named features of what speaks for a dispute between them.

Two parties are told by all that they say: one pair of stands that looks opposed is often an accident, and who quarrels in an
article is named often in it and speaks of the other.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from qawl.derive.pairs import Pairs
from qawl.derive.parties import Speakers
from qawl.runtime import Floats
from qawl.types import Act, Entity

FEATURES = (
    "surest", "second", "any", "sum", "pairs", "behind_surest", "place", "others_most", "others_least",
    "stands_most", "stands_least", "stand_share", "hostile", "friendly", "joint", "stands", "holders",
    "statements_most", "statements_least", "naming_most", "naming_least", "opposing_most", "opposing_least",
    "persons", "states", "unlisted", "known", "named_most", "named_least", "rank_first", "rank_second",
)  # fmt: skip
"""Names of the numbers that `Couples.features` gives, in order."""

_OPPOSING: tuple[Act, ...] = ("accuse", "deny", "reject", "warn")
_LEAST = 1e-4
"""Of a probability, and of its distance from 1: the ends of the scale."""
_NONE = 0.01
"""Probability of a pair that is not there."""
_PLACES, _RANKS = 3, 5
"""Places among the couples, ranks by mentions, beyond which all are alike."""


class Couples:
    """The couples of parties that pairs of stands are of. scores: the probability of each of `pairs.pairs`."""

    def __init__(self, pairs: Pairs, scores: Floats, speakers: Speakers, entities: Iterable[Entity]) -> None:
        self._pairs = pairs
        self.of: dict[frozenset[str], list[int]] = {}
        """By two parties the numbers of their pairs, the surest first."""
        for k in sorted(range(len(scores)), key=lambda k: (-scores[k], k)):
            self.of.setdefault(pairs.parties(*pairs.pairs[k]), []).append(k)
        self._scores = {both: [float(scores[k]) for k in numbers] for both, numbers in self.of.items()}
        self._surest: dict[str, list[float]] = {}  # by party the surest pair of each couple that it is of, the surest first
        for both, found in sorted(self._scores.items(), key=lambda x: -x[1][0]):
            for party in both:
                self._surest.setdefault(party, []).append(found[0])
        self._entities = {e.name: e for e in entities}
        self._mentions = {e.name: len(e.mentions) for e in self._entities.values()}
        self._counts = sorted(self._mentions.values())
        self._held = pairs.held.total()
        self._said, self._naming, self._opposing = self._statements(speakers)

    def _statements(self, speakers: Speakers) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[tuple[str, str]]]:
        """How many statements each party makes; of each two parties, how many of the one's name the other; how many of these
        oppose something.
        """
        said, naming, opposing = Counter[str](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        parties = frozenset().union(*self.of)
        for s in self._pairs.statements.values() if parties else ():
            behind = [party for party in speakers.behind(s) if party in parties]
            named = self._pairs.named(s.id) & parties if behind else ()
            said.update(behind)
            for two in ((party, other) for party in behind for other in named if party != other):
                naming[two] += 1
                opposing[two] += s.act in _OPPOSING
        return said, naming, opposing

    @property
    def features(self) -> Floats:
        """FEATURES of each couple of `of`, [couples, FEATURES]."""
        surest = sorted(scores[0] for scores in self._scores.values())
        rows = [self._row(both, surest) for both in self.of]
        return np.array(rows, np.float32).reshape(len(rows), len(FEATURES))

    def _row(self, both: frozenset[str], surest: list[float]) -> list[float]:
        p, q = sorted(both)
        pairs = self._pairs
        return [
            *self._evidence(both, surest),
            *_most_and_least(pairs.held[p], pairs.held[q]),
            (pairs.held[p] + pairs.held[q]) / max(1, self._held),
            *(math.log1p(count[both]) for count in (pairs.hostile, pairs.friendly, pairs.joint)),
            math.log1p(self._held),
            math.log1p(len(pairs.held)),
            *_most_and_least(self._said[p], self._said[q]),
            *_most_and_least(self._naming[p, q], self._naming[q, p]),
            *_most_and_least(self._opposing[p, q], self._opposing[q, p]),
            *self._kinds(both),
            *self._salience(both),
        ]

    def _evidence(self, both: frozenset[str], surest: list[float]) -> list[float]:
        """What their pairs say, beside those of other couples. surest: the surest pair of each couple, in order."""
        scores = self._scores[both]
        others = [self._beside(party, scores[0]) for party in both]
        return [
            _logit(scores[0]),
            _logit(scores[1] if len(scores) > 1 else _NONE),
            _logit(1 - math.prod(1 - s for s in scores)),
            math.log(sum(scores) + _LEAST),
            math.log1p(len(scores)),
            _logit(scores[0]) - _logit(surest[-1]),
            min(_PLACES, _above(surest, scores[0])),
            _logit(max(others)),
            _logit(min(others)),
        ]

    def _beside(self, party: str, own: float) -> float:
        """The surest pair of a party with another one than that with which its surest pair is `own`."""
        others = self._surest[party]
        return others[0] if others[0] != own else others[1] if len(others) > 1 else _NONE

    def _kinds(self, both: frozenset[str]) -> list[float]:
        listed = [self._entities[party] for party in both if party in self._entities]
        kinds = [e.kind for e in listed]
        known = sum(e.key is not None for e in listed)
        return [kinds.count("person") / 2, kinds.count("state") / 2, 1 - len(listed) / 2, known / 2]

    def _salience(self, both: frozenset[str]) -> list[float]:
        """How often the text names them, and how many are named oftener."""
        counts = [self._mentions.get(party, 0) for party in both]
        ranks = sorted(_above(self._counts, count) for count in counts)
        return [*_most_and_least(*counts), *(min(_RANKS, rank) / _RANKS for rank in ranks)]


def _above(numbers: Sequence[float], least: float) -> int:
    """How many of some numbers in order are greater than one."""
    return len(numbers) - bisect_right(numbers, least)


def _most_and_least(a: int, b: int) -> tuple[float, float]:
    return math.log1p(max(a, b)), math.log1p(min(a, b))


def _logit(p: float) -> float:
    p = min(max(p, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))
