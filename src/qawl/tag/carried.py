"""A quotation that its paragraph does not close and that goes on in the next ones (convention 7)."""

import re
from bisect import bisect_left, bisect_right

import msgspec

from qawl.marks import QUOTES
from qawl.types import Segments, Span, Spans, Statement

MOST = 30
"""Paragraphs of one quotation."""
_MARK = re.compile(f"[{QUOTES}]|''")


def carried(text: str, statements: list[Statement], segments: Segments) -> list[Statement]:
    """The statements of one text, in order, each with the paragraphs in which its open quotation goes on; those are no
    statements by themselves.
    """
    paragraphs = _Paragraphs(text, segments)
    more = [paragraphs.of(s) for s in statements]
    taken = sorted(span for spans in more for span in spans)
    out = []
    for s, spans in zip(statements, more, strict=True):
        if spans:
            first = next(k for k, c in enumerate(s.content) if c.end > spans[0].start)
            out.append(msgspec.structs.replace(s, content=(*s.content[:first], *spans)))
        elif s.cue or not _within(s.content, taken):
            out.append(s)
    return out


def _within(content: Spans, taken: list[Span]) -> bool:
    k = bisect_right(taken, content[0].start, key=lambda span: span.start) - 1
    return k >= 0 and content[-1].end <= taken[k].end


class _Paragraphs:
    def __init__(self, text: str, segments: Segments) -> None:
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
            more = self._following(bisect_right(self._starts, q.start) - 1)
            return (Span(min(q.start, span.start), q.end), *more) if more else ()
        return ()

    def _following(self, at: int) -> Spans:
        """The paragraphs after one in which its quotation goes on: they begin with a mark, or have none until one ends with it."""
        found: list[Span] = []
        sure = 0
        for a, b in self._paragraphs[at + 1 : at + 1 + MOST]:
            marks = [m.span() for m in _MARK.finditer(self._text, a, b)]
            if not marks:
                found.append(Span(a, b))
                continue
            if marks[0][0] == a:
                end = self._closed.get(a, b)
            elif len(marks) == 1 and not any(c.isalnum() for c in self._text[marks[0][1] : b]):
                end = marks[0][1]
            else:
                break
            found.append(Span(a, end))
            sure = len(found)
            if a in self._closed or marks[0][0] != a:
                break
        return tuple(found[:sure])
