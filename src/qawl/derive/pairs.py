"""Pairs of stands of different parties, and named features of what speaks for their being against each other."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import combinations

import numpy as np

from qawl.derive.issues import nearness, topic
from qawl.derive.naming import Naming
from qawl.derive.stands import AGAINST, Stand
from qawl.runtime import Floats
from qawl.types import Stance, Statement

FOR: tuple[Stance, ...] = ("supports", "accepts", "offers", "demands")
HOSTILE: tuple[Stance, ...] = ("accuses", "rejects", "denies", "threatens")
FRIENDLY: tuple[Stance, ...] = ("supports", "accepts", "offers")

FEATURES = (
    "accuses_denies", "accuses_rejects", "accuses_for", "accuses_both", "for_rejects", "for_denies", "demands_rejects",
    "both_for", "both_against", "threatens_any", "same_stance", "claim_denied", "claim_rejected", "issue_nearness",
    "shared_words", "names_other", "names_both", "accuser_names_denier", "denial_names", "same_parent", "nested",
    "answers_inside", "refers_back", "apart", "next", "in_title", "hostile", "friendly", "joint", "holders",
    "pairs_of_holders", "holder_share",
)  # fmt: skip
"""Names of the numbers that `Pairs.features` gives, in order; each lies between -1 and 2 or so."""

_AT = {name: k for k, name in enumerate(FEATURES)}
_MOST = 60
"""Stands after it that each one is compared with."""
_SHORT = 30
"""Characters of a content that only points back to what another said: he rejects this."""


class Pairs:
    """The pairs of stands of a document that two different parties take, with what speaks for a dispute between them."""

    def __init__(self, text: str, statements: Iterable[Statement], stands: tuple[Stand, ...], naming: Naming) -> None:
        self.stands = stands
        self.topics = [topic(x.issue) for x in stands]
        self.statements = {s.id: s for s in statements}
        self.order = {i: k for k, i in enumerate(self.statements)}
        self._title_end = text.find("\n") if "\n" in text else 0
        self._naming = naming
        self._named: dict[str, frozenset[str]] = {}
        self._about = [topic(" ".join(c.of(text) for c in self.statements[x.statement].content)) for x in stands]
        self.held = Counter(x.holder for x in stands if x.stance != "asserts")
        near = ((i, j) for i in range(len(stands)) for j in range(i + 1, min(len(stands), i + 1 + _MOST)))
        self.pairs = [(i, j) for i, j in near if _comparable(stands[i], stands[j])]
        self._between = Counter(self.parties(i, j) for i, j in self.pairs)
        self.hostile, self.friendly, self.joint = self._relations()

    def _relations(self) -> tuple[Counter[frozenset[str]], Counter[frozenset[str]], Counter[frozenset[str]]]:
        """How often each two parties stand against each other by name, for each other by name, and speak together."""
        hostile, friendly, joint = Counter[frozenset[str]](), Counter[frozenset[str]](), Counter[frozenset[str]]()
        together: dict[str, set[str]] = {}
        for x in self.stands:
            together.setdefault(x.statement, set()).add(x.holder)
            for other in self.named(x.statement) - {x.holder}:
                hostile[frozenset((x.holder, other))] += x.stance in HOSTILE
                friendly[frozenset((x.holder, other))] += x.stance in FRIENDLY
        for holders in together.values():
            joint.update(map(frozenset, combinations(sorted(holders), 2)))
        return hostile, friendly, joint

    def named(self, statement: str) -> frozenset[str]:
        """The parties, and the persons, that a statement names."""
        if statement not in self._named:
            s = self.statements[statement]
            self._named[statement] = self._naming((*s.cue, *s.content))
        return self._named[statement]

    def parties(self, i: int, j: int) -> frozenset[str]:
        """The two parties of a pair."""
        return frozenset((self.stands[i].holder, self.stands[j].holder))

    def shared(self, i: int, j: int) -> int:
        """Words that two contents have in common."""
        return len(self._about[i] & self._about[j])

    @cached_property
    def features(self) -> Floats:
        """FEATURES of each of `pairs`, [pairs, FEATURES]."""
        x: Floats = np.zeros((len(self.pairs), len(FEATURES)), np.float32)
        for k, (i, j) in enumerate(self.pairs):
            found = self._stances(i, j) | self._words(i, j) | self._places(i, j) | self._parties(i, j)
            for name, value in found.items():
                x[k, _AT[name]] = value
        return x

    def _stances(self, i: int, j: int) -> dict[str, float]:
        p, q = self.stands[i], self.stands[j]
        stances = {p.stance, q.stance}
        fors, against = stances & set(FOR), stances & set(AGAINST)
        return {
            "accuses_denies": stances == {"accuses", "denies"},
            "accuses_rejects": stances == {"accuses", "rejects"},
            "accuses_for": "accuses" in stances and bool(fors),
            "accuses_both": stances == {"accuses"},
            "for_rejects": bool(fors) and "rejects" in stances,
            "for_denies": bool(fors) and "denies" in stances,
            "demands_rejects": stances == {"demands", "rejects"},
            "both_for": stances == fors,
            "both_against": stances == against,
            "threatens_any": "threatens" in stances,
            "same_stance": len(stances) == 1,
            "claim_denied": stances == {"asserts", "denies"},
            "claim_rejected": stances == {"asserts", "rejects"},
        }

    def _words(self, i: int, j: int) -> dict[str, float]:
        p, q = self.stands[i], self.stands[j]
        there, back = q.holder in self.named(p.statement), p.holder in self.named(q.statement)
        later = max((p, q), key=lambda x: self.order[x.statement])
        short = sum(c.end - c.start for c in self.statements[later.statement].content) < _SHORT
        return {
            "issue_nearness": nearness(self.topics[i], self.topics[j]),
            "shared_words": min(2.0, math.log1p(self.shared(i, j))),
            "names_other": there or back,
            "names_both": there and back,
            "accuser_names_denier": (p.stance == "accuses" and there) or (q.stance == "accuses" and back),
            "denial_names": (p.stance in AGAINST and there) or (q.stance in AGAINST and back),
            "refers_back": short and not self.shared(i, j),
        }

    def _places(self, i: int, j: int) -> dict[str, float]:
        p, q = self.stands[i], self.stands[j]
        a, b = self.statements[p.statement], self.statements[q.statement]
        apart = abs(self.order[a.id] - self.order[b.id])
        return {
            "same_parent": a.parent is not None and a.parent == b.parent,
            "nested": a.parent == b.id or b.parent == a.id,
            # what is denied or rejected stands inside the denial
            "answers_inside": (p.stance in AGAINST and b.parent == a.id) or (q.stance in AGAINST and a.parent == b.id),
            "apart": min(1.0, math.log1p(apart) / math.log1p(40)),
            "next": apart <= 1,
            "in_title": min(a.content[0].start, b.content[0].start) < self._title_end,
        }

    def _parties(self, i: int, j: int) -> dict[str, float]:
        p, q = self.stands[i], self.stands[j]
        both = self.parties(i, j)
        return {
            "hostile": min(2.0, math.log1p(self.hostile[both])),
            "friendly": min(2.0, math.log1p(self.friendly[both])),
            "joint": min(2.0, math.log1p(self.joint[both])),
            "holders": min(1.0, len(self.held) / 10),
            "pairs_of_holders": min(1.0, math.log1p(self._between[both]) / math.log1p(40)),
            "holder_share": (self.held[p.holder] + self.held[q.holder]) / max(1, self.held.total()),
        }


def _comparable(x: Stand, y: Stand) -> bool:
    """Whether two stands may be against each other: of two parties, and of a claim one that rejects or denies."""
    claim = "asserts" in (x.stance, y.stance)
    return x.holder != y.holder and x.statement != y.statement and (not claim or x.stance in AGAINST or y.stance in AGAINST)
