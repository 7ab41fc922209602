"""Who somebody is: offices, what they said last and when they spoke, to whom, on what, and where they stand."""

import msgspec

from qawl.derive.grouping import Grouping, by_words
from qawl.errors import NoSuch
from qawl.fold import fold
from qawl.query.search import search
from qawl.query.variants import Said, gather
from qawl.store import Ask, Held, Named, Stood, Store

MONTHS = 600
"""Months of which statements are counted at most: those with most."""

POSITIONS = 500
"""Latest positions that issues are gathered from."""

_UNDATED = "9999"  # sorts after every date


class Office(msgspec.Struct, frozen=True):
    """An office as it was last given, how many documents give it, and the date of the first that has one."""

    last: Held
    documents: int
    first: str | None = None


class Topic(msgspec.Struct, frozen=True):
    """An issue in the words of its latest position, and how often each stance is taken on it, the most frequent first."""

    issue: str
    stances: tuple[tuple[str, int], ...]

    @property
    def times(self) -> int:
        """How often a stance is taken on it."""
        return sum(n for _, n in self.stances)


class Profile(msgspec.Struct, frozen=True):
    """What the store knows of the entities that a name may mean.

    `months` counts statements by month, in order; `addressees` those to whom they speak, the most frequent first.
    """

    entities: tuple[Named, ...]
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]
    said: tuple[Said, ...]
    statements: int
    positions: tuple[Stood, ...]
    months: tuple[tuple[str, int], ...] = ()
    addressees: tuple[tuple[str, int], ...] = ()
    issues: tuple[Topic, ...] = ()


def who(store: Store, name: str, limit: int = 10, group: Grouping = by_words) -> Profile:
    """The profile of whoever has a name: the offices that most documents give, the latest statements and positions, the most
    frequent addressees and issues, at most so many of each.

    What is said for a state or body by those who speak for it counts as its own. Raises `NoSuch`.
    """
    found = store.named(name)
    if not found:
        raise NoSuch(f"nobody and nothing in the store is called {name}")
    numbers = tuple(n.entity for n in found)
    page = search(store, Ask(voice=numbers, sort="date", limit=limit, facets=("month", "addressee"), values=MONTHS))
    counts = {f.name: f.counts for f in page.facets}
    positions = store.positions(numbers, POSITIONS)[::-1]
    return Profile(
        entities=found,
        aliases=store.aliases(numbers),
        offices=_offices(store.offices(numbers))[:limit],
        said=gather(page.hits),
        statements=page.total,
        positions=positions[:limit],
        months=tuple(sorted(counts["month"])),
        addressees=counts["addressee"][:limit],
        issues=_topics(positions, group)[:limit],
    )


def timeline(store: Store, question: Ask) -> tuple[Said, ...]:
    """What was said, by date, each statement once with all its reports; what has no date comes last.

    question: of the statements that it finds, its `limit` takes the latest.
    """
    found = search(store, msgspec.structs.replace(question, sort="date")).hits
    # dates are found latest first, but what was said on one day in the text's order
    return gather(sorted(found, key=lambda h: h.found.said or _UNDATED))


def _offices(held: tuple[Held, ...]) -> tuple[Office, ...]:
    """Offices that most documents give first. One given without its body is that of the body with which most give it."""
    offices: dict[tuple[str, str], list[Held]] = {}
    for h in held:
        offices.setdefault((fold(h.office), fold(h.of)), []).append(h)
    for bare in [key for key in offices if not key[1]]:
        of_bodies = [key for key in offices if key[0] == bare[0] and key[1]]
        if of_bodies:
            offices[max(of_bodies, key=lambda key: len(offices[key]))] += offices.pop(bare)
    given = [
        Office(h[0], len({x.document for x in h}), min((x.as_of for x in h if x.as_of), default=None)) for h in offices.values()
    ]
    return tuple(sorted(given, key=lambda o: -o.documents))


def _topics(positions: tuple[Stood, ...], group: Grouping) -> tuple[Topic, ...]:
    """Issues by how often a stance is taken on them; each statement counts once."""
    issues: dict[int, list[Stood]] = {}
    for number, position in zip(group([p.issue for p in positions]), positions, strict=True):
        issues.setdefault(number, []).append(position)
    topics = []
    for members in issues.values():
        stances: dict[str, set[tuple[str, str]]] = {}
        for p in members:
            stances.setdefault(p.stance, set()).add((p.document, p.statement))
        counts = sorted(((stance, len(said)) for stance, said in stances.items()), key=lambda c: -c[1])
        topics.append(Topic(members[0].issue, tuple(counts)))
    return tuple(sorted(topics, key=lambda t: -t.times))
