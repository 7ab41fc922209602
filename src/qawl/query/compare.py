"""Two parties side by side: who takes which stance on what is at issue."""

from collections.abc import Sequence

import msgspec

from qawl.derive.grouping import Grouping, by_words
from qawl.fold import words
from qawl.query.search import entities
from qawl.query.words import places, terms
from qawl.store import Stood, Store, Term


class Stand(msgspec.Struct, frozen=True):
    """A stance of one party on one issue, and all reports of it by date."""

    stance: str
    issue: str
    reports: tuple[Stood, ...]


class Row(msgspec.Struct, frozen=True):
    """An issue, and what each of the parties takes on it."""

    issue: str
    stands: tuple[tuple[Stand, ...], ...]

    @property
    def sides(self) -> int:
        """How many of the parties take a stance."""
        return sum(bool(s) for s in self.stands)


def compare(
    store: Store,
    parties: Sequence[str],
    issue: str = "",
    group: Grouping = by_words,
    *,
    limit: int | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[Row, ...]:
    """Issues on which the parties stand, those on which most of them do first, then those reported most.

    issue: words that the issue must have. limit: only so many latest positions of each party; since, until: dates as in `Ask`.
    Raises `NoSuch` where the store knows no such party, `UsageError`.
    """
    wanted, unwanted = terms(issue)
    held: list[tuple[int, Stood]] = []
    for side, name in enumerate(parties):
        held += [(side, p) for p in store.positions(entities(store, name), limit, since, until)]
    found = [(side, p) for side, p in held if _about(p.issue, wanted, unwanted)] if wanted else held
    numbers = group([p.issue for _, p in found])
    issues: dict[int, list[tuple[int, Stood]]] = {}
    for number, item in zip(numbers, found, strict=True):
        issues.setdefault(number, []).append(item)
    rows = [
        Row(members[0][1].issue, tuple(_stands([p for s, p in members if s == side]) for side in range(len(parties))))
        for members in issues.values()
    ]
    return tuple(sorted(rows, key=lambda r: (-r.sides, -sum(len(x.reports) for s in r.stands for x in s))))


def _about(issue: str, wanted: Sequence[Term], unwanted: Sequence[Term]) -> bool:
    said = list(words(issue))
    return all(places(said, [t]) for t in wanted) and not any(places(said, [t]) for t in unwanted)


def _stands(positions: Sequence[Stood]) -> tuple[Stand, ...]:
    """Positions by stance, each statement once: one of joint speakers is a position of each."""
    out: dict[str, dict[tuple[str, str], Stood]] = {}
    for p in positions:
        out.setdefault(p.stance, {}).setdefault((p.document, p.statement), p)
    return tuple(Stand(stance, next(iter(m.values())).issue, tuple(m.values())) for stance, m in out.items())
