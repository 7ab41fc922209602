"""Disputes: issues on which parties stand against each other, and claims that cannot both be true.

Precision first: a wrong contradiction about a minister is worse than a missed one.
"""

from qawl.derive.issues import nearness, topic
from qawl.types import Dispute, Position, Side, Statement

FOR = frozenset({"supports", "accepts", "offers", "demands"})
AGAINST = frozenset({"rejects", "denies"})
NEAR = 0.6
"""Of the words of two issues in common: they are one."""
DENIED = 0.5
"""Of the words of a denial and a claim in common: it is the claim that is denied."""
FEWEST = 2  # words that two issues share at least


def disputes(text: str, statements: tuple[Statement, ...], positions: tuple[Position, ...]) -> tuple[Dispute, ...]:
    """The disputes of a document, in the text's order: each with two sides, and the pairs of statements that contradict."""
    by_id = {s.id: s for s in statements}
    topics = {p: _about(text, p, by_id[p.statement]) for p in positions}
    out: list[Dispute] = []
    used: set[Position] = set()
    for p in positions:
        if p in used:
            continue
        for q in positions:
            if q in used or q is p or q.holder == p.holder:
                continue
            conflict, score, reason = _conflict(p, q, topics, by_id)
            if score < NEAR:
                continue
            claims = ((p.statement, q.statement),) if conflict else ()
            sides = (_side(p, positions, topics), _side(q, positions, topics))
            out.append(Dispute(p.issue, sides, claims, round(min(0.95, score), 2), reason))
            used |= {p, q}
            break
    return tuple(out)


def _about(text: str, p: Position, s: Statement) -> frozenset[str]:
    return topic(" ".join(c.of(text) for c in s.content)) | topic(p.issue)


def _conflict(
    p: Position, q: Position, topics: dict[Position, frozenset[str]], by_id: dict[str, Statement]
) -> tuple[bool, float, str]:
    """Whether two positions contradict as claims, how surely they stand against each other, and why in words."""
    a, b = by_id[p.statement], by_id[q.statement]
    shared = topics[p] & topics[q]
    near = nearness(topic(p.issue), topic(q.issue))
    if {p.stance, q.stance} == {"accuses", "denies"} and len(shared) >= FEWEST:
        return True, max(near, DENIED + 0.1 * len(shared)), f"{q.holder} {q.stance} what {p.holder} {p.stance}"
    opposed = (p.stance in FOR and q.stance in AGAINST) or (p.stance in AGAINST and q.stance in FOR)
    if opposed and len(shared) >= FEWEST and a.parent != b.id and b.parent != a.id:
        return False, near, f"{p.holder} {p.stance}, {q.holder} {q.stance}: {len(shared)} words in common"
    return False, 0.0, ""


def _side(p: Position, positions: tuple[Position, ...], topics: dict[Position, frozenset[str]]) -> Side:
    same = [
        q
        for q in positions
        if q.holder == p.holder and (q is p or (q.stance == p.stance and nearness(topics[p], topics[q]) >= NEAR))
    ]
    return Side((p.holder,), p.stance, tuple(dict.fromkeys(q.statement for q in same)))
