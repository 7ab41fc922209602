"""Where parties stand: their positions, and what they plainly claim, which another's denial may be of."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from qawl.derive.issues import issue_of, phrase
from qawl.derive.parties import Speakers
from qawl.lang import Language
from qawl.types import Position, Span, Stance, Statement

AGAINST: tuple[Stance, ...] = ("rejects", "denies")
SURE = 0.5
"""Confidence of a statement on which a dispute may rest."""
_CLAIMS = ("assert", "accuse", "warn")


class Stand(NamedTuple):
    """What a party says on something: a position's stance, or `asserts` of a claim that is no position."""

    holder: str
    stance: Stance | Literal["asserts"]
    issue: str
    statement: str
    span: Span | None


def stands(
    text: str, statements: Iterable[Statement], positions: Iterable[Position], speakers: Speakers, language: Language
) -> tuple[Stand, ...]:
    """The positions, and the claims that are none where some party rejects or denies something; in the text's order.

    Nothing rests on a statement that is likely none.
    """
    sure = {s.id: (k, s) for k, s in enumerate(statements) if s.confidence is None or s.confidence >= SURE}
    found = [Stand(p.holder, p.stance, p.issue, p.statement, p.span) for p in positions if p.statement in sure]
    if any(p.stance in AGAINST for p in found):
        taken = {p.statement for p in found}
        for id_, (_, s) in sure.items():
            if id_ not in taken and s.act in _CLAIMS:
                about = issue_of(text, s.content, language)
                found += [Stand(holder, "asserts", phrase(text, about), id_, about) for holder in speakers.behind(s)]
    return tuple(sorted(found, key=lambda x: sure[x.statement][0]))
