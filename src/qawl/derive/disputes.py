"""Disputes: issues on which parties stand against each other, and claims that cannot both be true.

Precision first: a wrong contradiction about a minister is worse than a missed one.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, product

from qawl.derive.couples import Couples
from qawl.derive.issues import nearness
from qawl.derive.opposition import Opposition
from qawl.derive.pairs import FEATURES, Pairs
from qawl.derive.parties import Speakers
from qawl.derive.stands import AGAINST, Stand
from qawl.runtime import Floats
from qawl.types import Dispute, Entity, Reason, Side

NEAR = 0.5
"""Of the words of two issues in common: they are one."""
SHARED = 2
"""Words that two contents about one thing have in common, else."""
LIKELY = 0.3
"""Probability from which on a pair of stands is part of the dispute of its parties."""
CERTAIN = 0.5
"""Probability of a pair of which the one may deny what the other claims."""
SHORT = 60
"""Characters of a denial that need not say again what it denies."""
AGAIN = 0.1
"""By how much a further dispute of a document is to be surer than its first: most have one at most."""


def disputes(pairs: Pairs, speakers: Speakers, entities: Iterable[Entity], opposition: Opposition | None) -> tuple[Dispute, ...]:
    """The disputes of a document, in the text's order: each with two sides, and the pairs of statements that contradict.

    opposition: weighs the pairs of stands and the parties; without it there is no dispute.
    """
    if opposition is None or not pairs.pairs:
        return ()
    scores = opposition.stands(pairs.features)
    couples = Couples(pairs, scores, speakers, entities)
    sure = dict(zip(couples.of, opposition.parties(couples.features).tolist(), strict=True))
    found: list[_Found] = []
    for both in sorted(couples.of, key=lambda both: -sure[both]):
        if sure[both] < opposition.least:
            break
        k, *_ = couples.of[both]
        if not any(f.takes(k) for f in found) and sure[both] >= opposition.least + (AGAIN if found else 0):
            found.append(_Found(pairs, k, sure[both]))
    out = [f.dispute(couples.of, scores) for f in found]
    return tuple(sorted(out, key=lambda d: min(pairs.order[s] for side in d.sides for s in side.statements)))


class _Found:
    """A dispute that grows: its strongest pair of stands, and the sides' holders with the stands that brought them."""

    def __init__(self, pairs: Pairs, k: int, sure: float) -> None:
        self._pairs, self._first, self._sure = pairs, k, sure
        i, j = pairs.pairs[k]
        self._sides: tuple[dict[str, int], dict[str, int]] = ({pairs.stands[i].holder: i}, {pairs.stands[j].holder: j})

    def takes(self, k: int) -> bool:
        """Whether a pair belongs here: its parties stand on the two sides already, or one does and the other joins them."""
        i, j = self._pairs.pairs[k]
        for (a, b), side in product(((i, j), (j, i)), (0, 1)):
            ours, theirs = self._sides[side], self._sides[1 - side]
            one, other = self._pairs.stands[a].holder, self._pairs.stands[b].holder
            if one in ours and other in theirs:
                return True
            if one in ours and other not in ours and (self._about(a, ours) or self._about(b, theirs)):
                theirs[other] = b
                return True
        return False

    def _about(self, i: int, side: dict[str, int]) -> bool:
        return any(_one_thing(self._pairs, i, j) for j in side.values())

    def dispute(self, between: Mapping[frozenset[str], Sequence[int]], scores: Floats) -> Dispute:
        """As it is recorded. The sides rest on the likely pairs between them: `between`, by two parties."""
        pairs = self._pairs
        resting = [{pairs.stands[i].statement: None for i in side.values()} for side in self._sides]
        claims: dict[str, tuple[str, str]] = {}  # by what is denied in it: of several claims the likeliest
        against = chain.from_iterable(between.get(frozenset(two), ()) for two in product(*self._sides))
        for k in sorted((k for k in against if scores[k] >= LIKELY), key=lambda k: (-scores[k], k)):
            i, j = pairs.pairs[k]
            p, q = pairs.stands[i], pairs.stands[j]
            side = int(p.holder not in self._sides[0])
            resting[side][p.statement] = resting[1 - side][q.statement] = None
            if scores[k] >= CERTAIN and _contradict(p, q) and (_one_thing(pairs, i, j) or _answered(pairs, i, j)):
                claims.setdefault((p if p.stance == "denies" else q).statement, (p.statement, q.statement))
        i, j = pairs.pairs[self._first]
        p, q = pairs.stands[i], pairs.stands[j]
        issue = q.issue if p.stance in AGAINST and q.stance not in AGAINST else p.issue  # what is rejected says more
        sides = tuple(
            Side(tuple(side), x.stance, tuple(sorted(resting[n], key=pairs.order.__getitem__)))
            for n, (side, x) in enumerate(zip(self._sides, (p, q), strict=True))
        )
        reasons = _reasons(p, q, pairs.shared(i, j), pairs.features[self._first])
        return Dispute(issue, sides, tuple(claims.values()), round(self._sure, 2), reasons)


def _one_thing(pairs: Pairs, i: int, j: int) -> bool:
    """Whether two stands are about one thing."""
    same = pairs.stands[i].statement == pairs.stands[j].statement
    return same or nearness(pairs.topics[i], pairs.topics[j]) >= NEAR or pairs.shared(i, j) >= SHARED


def _answered(pairs: Pairs, i: int, j: int) -> bool:
    """Whether a denial in few words (`these accusations`) is of a claim that names who denies."""
    denial, claim = (i, j) if pairs.stands[i].stance == "denies" else (j, i)
    said = pairs.statements[pairs.stands[denial].statement]
    short = sum(c.end - c.start for c in said.content) < SHORT
    return short and pairs.stands[denial].holder in pairs.named(pairs.stands[claim].statement)


def _contradict(p: Stand, q: Stand) -> bool:
    """Whether one denies and the other claims."""
    return "denies" in (p.stance, q.stance) and bool({p.stance, q.stance} & {"accuses", "asserts"})


def _reasons(p: Stand, q: Stand, shared: int, features: Floats) -> tuple[Reason, ...]:
    """Why two stands are taken for a dispute."""
    of = dict(zip(FEATURES, features.tolist(), strict=True))
    found = [Reason("stances", (p.stance, q.stance))]
    if shared:
        found.append(Reason("shared_words", count=shared))
    if of["names_both"]:
        found.append(Reason("names_both"))
    elif of["names_other"]:
        found.append(Reason("names_one"))
    if of["nested"]:
        found.append(Reason("inside"))
    return tuple(found)
