"""Disputes: issues on which parties stand against each other, and claims that cannot both be true.

Precision first: a wrong contradiction about a minister is worse than a missed one.
"""

from collections.abc import Iterable, Mapping

from qawl.derive.issues import nearness, topic
from qawl.derive.opposition import FEATURES, Opposition, Pairs
from qawl.runtime import Floats
from qawl.types import Dispute, Entity, Position, Reason, Side, Statement

NEAR = 0.6
"""Of the words of two issues in common: they are one."""
MEANT = 0.5
"""Cosine of two contents of one party that are about one issue."""


def disputes(
    text: str,
    statements: tuple[Statement, ...],
    positions: tuple[Position, ...],
    entities: Iterable[Entity],
    meaning: Mapping[str, Floats],
    opposition: Opposition | None,
) -> tuple[Dispute, ...]:
    """The disputes of a document, in the text's order: each with two sides, and the pairs of statements that contradict.

    meaning: see `Pairs`. opposition: weighs the pairs; without it there is no dispute.
    """
    if opposition is None or len(positions) < 2:
        return ()
    pairs = Pairs(text, statements, positions, entities, meaning)
    if not pairs.pairs:
        return ()
    features = pairs.features()
    scores = opposition(features)
    order = {s.id: k for k, s in enumerate(statements)}
    out: list[tuple[int, Dispute]] = []
    settled: set[frozenset[str]] = set()
    for k in sorted(range(len(scores)), key=lambda k: (-scores[k], k)):
        if scores[k] < opposition.least:
            break
        i, j = pairs.pairs[k]
        p, q = positions[i], positions[j]
        parties = frozenset((p.holder, q.holder))
        if parties in settled:
            continue
        settled.add(parties)
        claims = ((p.statement, q.statement),) if {p.stance, q.stance} == {"accuses", "denies"} else ()
        sides = (_side(i, pairs), _side(j, pairs))
        found = Dispute(p.issue, sides, claims, round(float(scores[k]), 2), _reasons(p, q, pairs.shared(i, j), features[k]))
        out.append((order[p.statement], found))
    return tuple(d for _, d in sorted(out, key=lambda x: x[0]))


def _side(i: int, pairs: Pairs) -> Side:
    """What a party says of an issue: the position that stands against another's, and its others of that stance on it."""
    p = pairs.positions[i]
    words = topic(p.issue)
    same = (
        q.statement
        for k, q in enumerate(pairs.positions)
        if k == i
        or (
            (q.holder == p.holder and q.stance == p.stance)
            and (nearness(words, topic(q.issue)) >= NEAR or pairs.likeness(i, k) >= MEANT)
        )
    )
    return Side((p.holder,), p.stance, tuple(dict.fromkeys(same)))


def _reasons(p: Position, q: Position, shared: int, features: Floats) -> tuple[Reason, ...]:
    """Why two positions are taken for a dispute."""
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
