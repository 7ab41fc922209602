"""Whether two positions stand against each other: named features of a pair, weighed by a small trained network."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from qawl.derive.issues import nearness, topic
from qawl.errors import ModelError
from qawl.runtime import Dense, Floats
from qawl.types import Entity, Position, Span, Stance, Statement

FOR: tuple[Stance, ...] = ("supports", "accepts", "offers", "demands")
AGAINST: tuple[Stance, ...] = ("rejects", "denies")

FEATURES = (
    "accuses_denies", "accuses_rejects", "accuses_for", "accuses_both", "for_rejects", "for_denies", "demands_rejects",
    "both_for", "both_against", "threatens_any", "same_stance", "issue_nearness", "shared_words", "meaning",
    "names_other", "names_both", "accuser_names_denier", "same_parent", "nested", "apart", "next", "in_title",
    "holders", "pairs_of_holders", "denial_names", "holder_share", "best_of_pair",
)  # fmt: skip
"""Names of the numbers that `Pairs.features` gives, in order; each lies between -1 and 2 or so."""

_AT = {name: k for k, name in enumerate(FEATURES)}
_MOST = 60
"""Positions after it that each one is compared with."""
_FEWEST = 3
"""Contents whose meanings can be told apart."""


class Opposition:
    """Scores pairs of positions. network: from FEATURES to one number, the logit of "they stand against each other"."""

    def __init__(self, network: Dense, least: float) -> None:
        if network.layers[0][0].shape[0] != len(FEATURES):
            raise ModelError(f"the weights for disputes are not made for {len(FEATURES)} features")
        self._network, self.least = network, least

    @classmethod
    def load(cls, path: Path) -> "Opposition":
        """Read the weights that training wrote. Raises `ModelError` where they are for other features."""
        with np.load(path) as file:
            if tuple(file["features"]) != FEATURES:
                raise ModelError(f"{path} was made for other features")
            return cls(Dense.read(file), float(file["least"]))

    def __call__(self, features: Floats) -> Floats:
        """Probabilities [pairs] of features [pairs, FEATURES]."""
        result: Floats = (1 / (1 + np.exp(-self._network(features)[:, 0].clip(-50, 50)))).astype(np.float32)
        return result


class Pairs:
    """The pairs of positions of a document that two different parties hold, with what speaks for a dispute between them.

    meaning: the mean vector of each statement's content, by id (any length; empty where there are none).
    """

    def __init__(
        self,
        text: str,
        statements: Iterable[Statement],
        positions: tuple[Position, ...],
        entities: Iterable[Entity],
        meaning: Mapping[str, Floats],
    ) -> None:
        self.positions = positions
        self._statements = {s.id: s for s in statements}
        self._order = {i: k for k, i in enumerate(self._statements)}
        self._title_end = text.find("\n") if "\n" in text else 0
        self._mentions = {e.name: sorted(e.mentions) for e in entities}
        self._held = Counter(p.holder for p in positions)
        self._topics = [topic(p.issue) for p in positions]
        self._about = [topic(" ".join(c.of(text) for c in self._statements[p.statement].content)) for p in positions]
        self._meaning = _centered(meaning)
        self.pairs = [(i, j) for i in range(len(positions)) for j in range(i + 1, min(len(positions), i + 1 + _MOST))]
        self.pairs = [(i, j) for i, j in self.pairs if positions[i].holder != positions[j].holder]
        self._between: dict[frozenset[str], int] = {}
        for i, j in self.pairs:
            key = frozenset((positions[i].holder, positions[j].holder))
            self._between[key] = self._between.get(key, 0) + 1

    def likeness(self, i: int, j: int) -> float:
        """Cosine of two contents' meanings, after taking off what all of the document have in common; 0 where unknown."""
        a, b = (self._meaning.get(self.positions[k].statement) for k in (i, j))
        return float(a @ b) if a is not None and b is not None else 0.0

    def shared(self, i: int, j: int) -> int:
        """Words that two positions' contents have in common."""
        return len(self._about[i] & self._about[j])

    def _names(self, position: Position, holder: str) -> bool:
        return _stands_in(self._mentions.get(holder, []), position.evidence)

    def features(self) -> Floats:
        """FEATURES of each of `pairs`, [pairs, FEATURES]."""
        x: Floats = np.zeros((len(self.pairs), len(FEATURES)), np.float32)
        for k, (i, j) in enumerate(self.pairs):
            x[k] = self._features(i, j)
        best: dict[frozenset[str], float] = {}
        rough = x[:, _AT["issue_nearness"]] + x[:, _AT["meaning"]]
        keys = [frozenset((self.positions[i].holder, self.positions[j].holder)) for i, j in self.pairs]
        for key, value in zip(keys, rough, strict=True):
            best[key] = max(best.get(key, -9.0), value)
        x[:, _AT["best_of_pair"]] = [value >= best[key] for key, value in zip(keys, rough, strict=True)]
        return x

    def _features(self, i: int, j: int) -> Floats:
        p, q = self.positions[i], self.positions[j]
        a, b = self._statements[p.statement], self._statements[q.statement]
        x = np.zeros(len(FEATURES), np.float32)
        stances = {p.stance, q.stance}
        fors, against = stances & set(FOR), stances & set(AGAINST)
        x[_AT["accuses_denies"]] = stances == {"accuses", "denies"}
        x[_AT["accuses_rejects"]] = stances == {"accuses", "rejects"}
        x[_AT["accuses_for"]] = "accuses" in stances and bool(fors)
        x[_AT["accuses_both"]] = stances == {"accuses"}
        x[_AT["for_rejects"]] = bool(fors) and "rejects" in stances
        x[_AT["for_denies"]] = bool(fors) and "denies" in stances
        x[_AT["demands_rejects"]] = stances == {"demands", "rejects"}
        x[_AT["both_for"]] = stances == fors
        x[_AT["both_against"]] = stances == against
        x[_AT["threatens_any"]] = "threatens" in stances
        x[_AT["same_stance"]] = p.stance == q.stance
        x[_AT["issue_nearness"]] = nearness(self._topics[i], self._topics[j])
        x[_AT["shared_words"]] = min(2.0, math.log1p(self.shared(i, j)))
        x[_AT["meaning"]] = self.likeness(i, j)
        there, back = self._names(p, q.holder), self._names(q, p.holder)
        x[_AT["names_other"]] = there or back
        x[_AT["names_both"]] = there and back
        x[_AT["accuser_names_denier"]] = (p.stance == "accuses" and there) or (q.stance == "accuses" and back)
        x[_AT["denial_names"]] = (p.stance in AGAINST and there) or (q.stance in AGAINST and back)
        x[_AT["same_parent"]] = a.parent is not None and a.parent == b.parent
        x[_AT["nested"]] = a.parent == b.id or b.parent == a.id
        apart = abs(self._order[a.id] - self._order[b.id])
        x[_AT["apart"]] = min(1.0, math.log1p(apart) / math.log1p(40))
        x[_AT["next"]] = apart <= 1
        x[_AT["in_title"]] = min(p.evidence.start, q.evidence.start) < self._title_end
        x[_AT["holders"]] = min(1.0, len(self._held) / 10)
        x[_AT["pairs_of_holders"]] = min(1.0, math.log1p(self._between[frozenset((p.holder, q.holder))]) / math.log1p(40))
        x[_AT["holder_share"]] = (self._held[p.holder] + self._held[q.holder]) / len(self.positions)
        return x


def _stands_in(mentions: list[Span], span: Span) -> bool:
    k = bisect_left(mentions, Span(span.start, span.start))
    return k < len(mentions) and mentions[k].end <= span.end


def _centered(meaning: Mapping[str, Floats]) -> dict[str, Floats]:
    """Vectors of length 1, by id, without what all of them have in common."""
    if len(meaning) < _FEWEST:  # two are always opposite
        return {}
    rows: Floats = np.stack([*meaning.values()])
    rows = rows - rows.mean(0)
    rows = rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True))
    return dict(zip(meaning, rows.astype(np.float32), strict=True))
