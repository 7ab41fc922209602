"""A quotation that its paragraph does not close and that goes on in the next ones (convention 7)."""

import re
from bisect import bisect_right

import msgspec

from qawl.marks import QUOTES
from qawl.tag.said import Said
from qawl.types import Segments, Span, Spans, Statement

MOST = 30
"""Paragraphs of one quotation."""
_MARK = re.compile(f"[{QUOTES}]|''")


def carried(text: str, statements: list[Statement], segments: Segments) -> list[Statement]:
    """The statements of one text, in order, each with the paragraphs in which its open quotation goes on; those are no
    statements by themselves.
    """
    paragraphs = _Paragraphs(text, statements, segments)
    taken: list[Span] = []
    out: dict[int, Statement] = {}
    for k in sorted(range(len(statements)), key=lambda k: statements[k].content[0]):
        s = statements[k]
        if not s.cue and any(t.start <= s.content[0].start and s.content[-1].end <= t.end for t in taken[-MOST:]):
            continue
        if spans := paragraphs.of(s):
            taken += spans
            first = next(n for n, c in enumerate(s.content) if c.end > spans[0].start)
            s = msgspec.structs.replace(s, content=(*s.content[:first], *spans))
        out[k] = s
    return [out[k] for k in sorted(out)]


class _Paragraphs:
    def __init__(self, text: str, statements: list[Statement], segments: Segments) -> None:
        self._said = Said(statements)
        self._text, self._paragraphs = text, segments.paragraphs
        self._starts = [a for a, _ in segments.paragraphs]
        self._open = [q for q in segments.quotations if q.depth == 0 and not q.balanced]
        self._open_starts = [q.start for q in self._open]
        self._closed = {q.start: q.end for q in segments.quotations if q.depth == 0 and q.balanced}

    def of(self, s: Statement) -> Spans:
        """An open quotation that a statement says, and its further paragraphs; none where it does not go on."""
        for span in s.content:
            k = bisect_right(self._open_starts, span.end - 1) - 1
            if k < 0 or self._open[k].end < span.end or any(c.start >= self._open[k].start for c in s.cue):
                continue
            q = self._open[k]
            more = self._following(s, bisect_right(self._starts, q.start) - 1)
            return (Span(min(q.start, span.start), q.end), *more) if more else ()
        return ()

    def _following(self, s: Statement, at: int) -> Spans:
        """The paragraphs after one in which its quotation goes on: with a mark before each, or with none until the last one's.

        None in which words follow the quotation, or that another cue has: they have a sentence of their own.
        """
        found: list[Span] = []
        sure = 0
        for a, b in self._paragraphs[at + 1 : at + 1 + MOST]:
            marks = [m.span() for m in _MARK.finditer(self._text, a, b)]
            if not marks:
                found.append(Span(a, b))
                continue
            if marks[0][0] == a:
                end = self._closed.get(a, b)
            elif len(marks) == 1:
                end = marks[0][1]
            else:
                break
            if any(c.isalnum() for c in self._text[end:b]) or self._said.elsewhere(Span(a, end), but=s):
                break
            found.append(Span(a, end))
            sure = len(found)
            if a in self._closed or marks[0][0] != a:
                break
        return tuple(found[:sure])
