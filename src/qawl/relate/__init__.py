"""Relate: which statement stands inside another's content, and which is relayed whole by another.

Conventions 13 to 16 of the guidelines. Innermost containment gives the holder; whether the holder states (`parent`) or only
passes on (`via`) is told by its cue, by where it stands, and by how much of its content the held statement fills.
"""

from bisect import bisect_right

import msgspec

from qawl.lang import Language
from qawl.types import ROLES, Spans, Statement, covered

__all__ = ["chain", "relate"]

MOST = 0.75
"""Share of a holder's content that a statement fills which is all of it but for an introduction."""
LEAST = 0.25
"""Share below which a statement is a detail of the holder's content, not what the holder relays."""


def relate(text: str, statements: tuple[Statement, ...], language: Language) -> tuple[Statement, ...]:
    """The statements with `parent` and `via`.

    The innermost content that holds a statement's cue (or, without one, its content) is its holder's; where that other
    statement only passes on what somebody said (`quoted`, `according to`), it is its `via`, else its `parent`. A statement that
    shares its content with a relaying one (`X quoted Y as saying that`) is relayed by it, and so is one whose cue says that
    another has it from there (`X said, citing Y, that`).
    """
    holders = _holders(statements)
    alike: dict[Spans, list[int]] = {}
    for k, s in enumerate(statements):
        alike.setdefault(s.content, []).append(k)
    out = []
    for k, s in enumerate(statements):
        if k in holders:
            holder = statements[holders[k]]
            field = "via" if _relays(text, holder, s, language) else "parent"
            out.append(msgspec.structs.replace(s, **{field: holder.id}))
            continue
        twin = _relaying(text, statements, k, alike[s.content], language)
        if twin is not None and not _leads_to(holders, twin, k):
            holders[k] = twin
            out.append(msgspec.structs.replace(s, via=statements[twin].id))
        else:
            out.append(s)
    return tuple(out)


def chain(statement: Statement, by_id: dict[str, Statement]) -> tuple[Statement, ...]:
    """The statement and those that it stands in or is relayed by, outwards. `by_id` holds the document's statements."""
    out = [statement]
    while (holder := by_id.get(out[-1].parent or out[-1].via or "")) and holder not in out:
        out.append(holder)
    return tuple(out)


def _holders(statements: tuple[Statement, ...]) -> dict[int, int]:
    """For every statement that stands inside another's content: the innermost such other, never in a circle."""
    extents = sorted(((c.start, c.end, k) for k, s in enumerate(statements) for c in s.content), key=lambda e: (e[0], -e[1]))
    starts = [e[0] for e in extents]
    reach: list[int] = []  # the farthest end among the extents so far, to stop the search early
    for _, end, _ in extents:
        reach.append(max(end, reach[-1]) if reach else end)
    holders: dict[int, int] = {}
    for k, s in enumerate(statements):
        anchor = (s.cue or s.content)[0]
        size = 0
        i = bisect_right(starts, anchor.start) - 1
        while i >= 0 and reach[i] >= anchor.end:
            start, end, other = extents[i]
            i -= 1
            if other == k or start > anchor.start or anchor.end > end or (k in holders and end - start >= size):
                continue
            if other > k and _holds(s, statements[other]):  # they hold each other: the first one in the text holds
                continue
            if not _leads_to(holders, other, k):
                holders[k], size = other, end - start
    return holders


def _holds(outer: Statement, inner: Statement) -> bool:
    anchor = (inner.cue or inner.content)[0]
    return any(c.start <= anchor.start and anchor.end <= c.end for c in outer.content)


def _leads_to(holders: dict[int, int], start: int, goal: int) -> bool:
    """Whether going from holder to holder leads from one statement to another."""
    at: int | None = start
    while at is not None:
        if at == goal:
            return True
        at = holders.get(at)
    return False


def _manner(text: str, statement: Statement, language: Language) -> str:
    """How a statement passes on what others said, if it does."""
    return language.relaying(statement.cue[0].of(text)) if statement.cue else ""


def _relaying(text: str, statements: tuple[Statement, ...], k: int, alike: list[int], language: Language) -> int | None:
    """Which of the statements with one content passes statement k on."""
    cited = _cited(text, statements[k], language)
    if len(alike) < 2 or (not cited and _manner(text, statements[k], language)):
        return None
    others = (j for j in alike if j != k and not _cited(text, statements[j], language))
    return next((j for j in others if cited or _manner(text, statements[j], language)), None)


def _cited(text: str, statement: Statement, language: Language) -> bool:
    """Whether a cue names whom another speaker has it from: `نقلاً عن`."""
    return bool(statement.cue) and language.cites(statement.cue[0].of(text))


def _relays(text: str, holder: Statement, held: Statement, language: Language) -> bool:
    """Whether the holder passes on the held statement rather than stating something that mentions it."""
    share = _share(holder, held)
    after = bool(holder.cue) and holder.cue[0].start >= holder.content[-1].end
    match _manner(text, holder, language):
        case "preposition":
            return after or share >= LEAST
        case "verb":
            return share >= LEAST
        case _:
            if after and share >= MOST and holder.quotation != "direct":  # a cue that is quoted is nested (convention 1)
                return True
            # reported *from X his saying* that ...
            return bool(held.cue) and language.takes_from(text[holder.content[0].start : held.cue[0].end])


def _share(holder: Statement, held: Statement) -> float:
    """How much of the holder's content the held statement fills with its spans."""
    size = sum(c.end - c.start for c in holder.content)
    spans = sorted(span for role in ROLES for span in getattr(held, role))
    return sum(covered(c, spans) for c in holder.content) / size if size else 0.0
