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
    out = []
    for k, s in enumerate(statements):
        anchor = (s.cue or s.content)[0]
        holder, size = None, 0
        i = bisect_right(starts, anchor.start) - 1
        while i >= 0 and reach[i] >= anchor.end:
            start, end, other = extents[i]
            if other != k and start <= anchor.start and anchor.end <= end and (holder is None or end - start < size):
                if not _holds(statements[other], s, holder=other, held=k):
                    i -= 1
                    continue
                holder, size = other, end - start
            i -= 1
        if holder is None:
            out.append(s)
        elif _relays(text, statements[holder], language):
            out.append(msgspec.structs.replace(s, via=statements[holder].id))
        else:
            out.append(msgspec.structs.replace(s, parent=statements[holder].id))
    return tuple(out)


def _holds(outer: Statement, inner: Statement, *, holder: int, held: int) -> bool:
    """Two statements whose contents hold each other's cues: the one that comes first holds."""
    anchor = (outer.cue or outer.content)[0]
    mutual = any(c.start <= anchor.start and anchor.end <= c.end for c in inner.content)
    return not mutual or holder < held


def _relays(text: str, statement: Statement, language: Language) -> bool:
    if not statement.cue:
        return False
    words = statement.cue[0].of(text).lower().split()
    return bool(words) and words[0] in language.relaying_cues
