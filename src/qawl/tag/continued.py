"""Quotations around a cue: the one that goes on in the next sentence, and the one that is somebody else's."""

import re
from bisect import bisect_left, bisect_right

import msgspec

from qawl.tag.said import Said
from qawl.types import Segments, Span, Statement

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?؟][”\"»’']?\s+(?=[^\W\d_])")
_END = re.compile(r"[.!?؟][”\"»’']?\s+$")
_FAR = 300  # characters from a cue to the end of its sentence


def continued(text: str, statements: list[Statement], segments: Segments) -> list[Statement]:
    """The statements of one text, in order, each with no quotation that is all of another's content, and with both quotations of
    one that stands around its cue: `“...,” she said on Monday. “...”` (conventions 7 and 8).
    """
    alone = {s.content[0]: k for k, s in enumerate(statements) if len(s.content) == 1 and s.cue}
    out = []
    for s in statements:
        own = tuple(c for c in s.content if c not in alone or _keeps(s, statements[alone[c]]))
        out.append(msgspec.structs.replace(s, content=own) if own and own != s.content else s)
    around = _Around(text, out, segments)
    found = [around.other_part(s) for s in out]
    taken = [q for q in found if q is not None]
    return [
        msgspec.structs.replace(s, content=tuple(sorted((*s.content, q)))) if q is not None else s
        for s, q in zip(out, found, strict=True)
        if s.cue or not any(q.start <= s.content[0].start and s.content[-1].end <= q.end for q in taken)
    ]


def _keeps(s: Statement, other: Statement) -> bool:
    """Whether what is all of another statement's content is part of this one's too: it has no cue, or passes the other on."""
    return s is other or not s.cue or any(c.start <= other.cue[0].start < c.end for c in s.content)


class _Around:
    def __init__(self, text: str, statements: list[Statement], segments: Segments) -> None:
        self._text, self._paragraphs = text, segments.paragraphs
        self._paragraph_starts = [a for a, _ in segments.paragraphs]
        self._quotations = [Span(q.start, q.end) for q in segments.quotations if q.depth == 0]
        self._said = Said(statements)

    def other_part(self, s: Statement) -> Span | None:
        """The quotation before or after a statement's cue that belongs to its content too."""
        if not s.cue:
            return None
        first = min(s.cue[0].start, *(x.start for x in s.source), s.content[0].start)
        k = bisect_left(self._quotations, Span(s.cue[-1].end, 0))
        found = None
        if s.content[-1].end <= s.cue[0].start:
            found = self._next(s.cue[-1].end, k) if self._quoted(s.content[-1]) else None
        elif s.cue[-1].end < s.content[0].start and self._quoted(s.content[0]) and self._ends_sentence(s):
            before = self._quotations[k - 1] if k else None
            found = before if before and before.end <= first and not self._text[before.end : first].strip() else None
        return None if found is None or self._apart(found, s.cue[0]) or self._said.elsewhere(found) else found

    def _next(self, low: int, k: int) -> Span | None:
        """The quotation that begins the sentence after an offset's."""
        for q in self._quotations[k:]:
            if not self._near(low, q.start):
                return None
            if _END.search(self._text, low, q.start):
                return q
        return None

    def _near(self, low: int, high: int) -> bool:
        """Whether no more than the end of one sentence lies between two offsets."""
        return high - low <= _FAR and not _SENTENCE.search(self._text, low, high)

    def _ends_sentence(self, s: Statement) -> bool:
        low, high = s.cue[-1].end, s.content[0].start
        return self._near(low, high) and bool(_END.search(self._text, low, high))

    def _quoted(self, content: Span) -> bool:
        k = bisect_right(self._quotations, content.end - 1, key=lambda q: q.start) - 1
        return k >= 0 and content.end <= self._quotations[k].end

    def _apart(self, q: Span, cue: Span) -> bool:
        """Whether a quotation stands in another paragraph than a cue, and does not fill the next one."""
        here, there = (bisect_right(self._paragraph_starts, span.start) - 1 for span in (cue, q))
        if here == there:
            return False
        a, b = self._paragraphs[there]
        return there != here + 1 or q.start != a or any(c.isalnum() for c in self._text[q.end : b])
