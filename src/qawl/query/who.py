"""Who somebody is: offices, what they said last, where they stand."""

import msgspec

from qawl.errors import NoSuch
from qawl.fold import fold
from qawl.query.search import search
from qawl.query.variants import Said, gather
from qawl.store import Ask, Held, Named, Stood, Store

_UNDATED = "9999"  # sorts after every date


class Office(msgspec.Struct, frozen=True):
    """An office as it was last given, and how many documents give it."""

    last: Held
    documents: int


class Profile(msgspec.Struct, frozen=True):
    """What the store knows of the entities that a name may mean."""

    entities: tuple[Named, ...]
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]
    said: tuple[Said, ...]
    statements: int
    positions: tuple[Stood, ...]


def who(store: Store, name: str, limit: int = 10) -> Profile:
    """The profile of whoever has a name: the offices that most documents give, the latest statements and positions, at most so
    many of each. Raises `NoSuch`.
    """
    found = store.named(name)
    if not found:
        raise NoSuch(f"nobody and nothing in the store is called {name}")
    numbers = tuple(n.entity for n in found)
    page = search(store, Ask(speaker=numbers, sort="date", limit=limit))
    offices: dict[tuple[str, str], list[Held]] = {}
    for held in store.offices(numbers):
        offices.setdefault((fold(held.office), fold(held.of)), []).append(held)
    given = [Office(h[0], len({x.document for x in h})) for h in offices.values()]
    return Profile(
        entities=found,
        aliases=store.aliases(numbers),
        offices=tuple(sorted(given, key=lambda o: -o.documents)[:limit]),
        said=gather(page.hits),
        statements=page.total,
        positions=store.positions(numbers)[::-1][:limit],
    )


def timeline(store: Store, question: Ask) -> tuple[Said, ...]:
    """What was said, by date, each statement once with all its reports; what has no date comes last.

    question: of the statements that it finds, its `limit` takes the latest.
    """
    found = search(store, msgspec.structs.replace(question, sort="date")).hits
    # dates are found latest first, but what was said on one day in the text's order
    return gather(sorted(found, key=lambda h: h.found.said or _UNDATED))
