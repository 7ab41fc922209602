"""Outlets on one event: what each reported, what all did, and what one left out."""

from collections.abc import Sequence

import msgspec

from qawl.query.search import search
from qawl.query.variants import Said, gather
from qawl.store import Ask, Store

_UNDATED = "9999"  # sorts after every date


class Coverage(msgspec.Struct, frozen=True):
    """Statements by the outlets that report them, each once with all its reports, by date.

    `shared` have at least two of the outlets; `alone` has, for each outlet, those that no other reports. `counts` are the
    statements and documents of each. `cut` says that there are more statements than were taken.
    """

    outlets: tuple[str, ...]
    shared: tuple[Said, ...]
    alone: tuple[tuple[Said, ...], ...]
    counts: tuple[tuple[int, int], ...]
    cut: bool = False


def coverage(store: Store, question: Ask, outlets: Sequence[str]) -> Coverage:
    """What outlets report of an event: of the statements that answer a question, at most its `limit`, the latest.

    Two reports are of one statement where `qawl.query.variants` says so: one speaker, half of the words, three days.
    """
    names = tuple(dict.fromkeys(outlets))
    found = search(store, msgspec.structs.replace(question, outlet=names, sort="date"))
    said = gather(sorted(found.hits, key=lambda h: h.found.said or _UNDATED))
    by = [(s, {h.found.outlet for h in (s.first, *(o for o, _ in s.others))}) for s in said]
    counts = [[h.found.document for h in found.hits if h.found.outlet == name] for name in names]
    return Coverage(
        outlets=names,
        shared=tuple(s for s, who in by if len(who) > 1),
        alone=tuple(tuple(s for s, who in by if who == {name}) for name in names),
        counts=tuple((len(documents), len(set(documents))) for documents in counts),
        cut=found.total > len(found.hits),
    )
