"""Relate: which statement stands inside another's content, and which is relayed whole by another."""

from bisect import bisect_right

import msgspec

from qawl.lang import Language
from qawl.types import Statement

__all__ = ["relate"]


def relate(text: str, statements: tuple[Statement, ...], language: Language) -> tuple[Statement, ...]:
    """The statements with `parent` and `via`.

    The innermost content that holds a statement's cue (or, without one, its content) is its parent's; where that
    other statement only passes on what somebody said (`quoted`, `according to`), it is its `via` instead.
    """
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
    out = []
    for k, s in enumerate(statements):
        if k not in holders:
            out.append(s)
        elif _relays(text, statements[holders[k]], language):
            out.append(msgspec.structs.replace(s, via=statements[holders[k]].id))
        else:
            out.append(msgspec.structs.replace(s, parent=statements[holders[k]].id))
    return tuple(out)


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


def _relays(text: str, statement: Statement, language: Language) -> bool:
    if not statement.cue:
        return False
    words = statement.cue[0].of(text).lower().split()
    return bool(words) and words[0] in language.relaying_cues
