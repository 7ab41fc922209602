"""From tags on words to spans of characters, with the structure that statements are known to have."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from qawl.lang import Language
from qawl.marks import IGNORED
from qawl.tag.roles import Tagged
from qawl.types import Quotation, Span, Spans

# A written conjunction or preposition of one letter that may stand before a span's first word.
_PREFIX = re.compile(rf"[وفلبك][{IGNORED}]*(?=\w)")
_DROPPED = re.compile(f"[{IGNORED}]")
_TRAILING = " \t\u00a0.،,؛;:!؟?…-–—"
_SENTENCE_PUNCTUATION = set(".،,؛;:")
_CRUMB = 3  # a piece of content of fewer words, beside a longer one, is none


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as tagged: spans by role, and the evidence for its classification."""

    spans: dict[str, Spans]
    tagged: Tagged


def _runs(tagged: Tagged, names: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    """Word ranges by role."""
    runs: dict[str, list[tuple[int, int]]] = {}
    open_role, start = "", 0
    for offset, tag in enumerate([*tagged.tags.tolist(), 0]):
        name = names[tag]
        at = tagged.first + offset
        if open_role and (name == "O" or name[0] in "BS"):
            runs.setdefault(open_role, []).append((start, at))
            open_role = ""
        if name != "O" and (name[0] in "BS" or not open_role):
            open_role, start = name[2:], at
        if open_role and name[0] in "ES":
            runs.setdefault(open_role, []).append((start, at + 1))
            open_role = ""
    return runs


class Assembler:
    """Makes drafts of one text."""

    def __init__(
        self,
        text: str,
        words: tuple[tuple[int, int], ...],
        quotations: tuple[Quotation, ...],
        names: tuple[str, ...],
        language: Language,
    ) -> None:
        self._text, self._words, self._names, self._language = text, words, names, language
        self._by_start = sorted(quotations, key=lambda q: q.start)
        self._by_end = sorted((q for q in quotations if q.balanced), key=lambda q: q.end)
        self._starts = [q.start for q in self._by_start]
        self._ends = [q.end for q in self._by_end]

    def __call__(self, tagged: Tagged) -> Draft | None:
        """The draft of one tagged cue, or nothing where it has no content."""
        runs = _runs(tagged, self._names)
        cue = tagged.cue
        spans: dict[str, Spans] = {}
        for role, found in runs.items():
            if role == "cue":
                continue
            if role == "content":
                chosen = self._contents(found)
            else:
                chosen = [max(found, key=lambda r: (r[1] - r[0], -abs(r[0] - cue.start)))]
            made = [self._span(tagged, role, a, b) for a, b in chosen]
            if role == "content":
                made = [self._settled(s) for s in made]
            kept = tuple(s for s in made if any(c.isalnum() for c in s.of(self._text)))
            if kept or role != "content":
                spans[role] = kept
        if not spans.get("content"):
            return None
        parts = [(cue.start, cue.end)] if cue.worded else []
        parts += [r for r in runs.get("cue", ()) if cue.worded and (r[1] <= cue.start or r[0] >= cue.end)]
        spans["cue"] = tuple(self._cue_span(tagged, a, b, a == cue.start and cue.prefixed) for a, b in sorted(parts))
        spans["cue"] = tuple(s for s in spans["cue"] if s.start < s.end)
        return Draft(spans, tagged)

    def _contents(self, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Contents as few spans: neighbours joined, crumbs dropped."""
        joined = [runs[0]]
        for a, b in runs[1:]:
            if a - joined[-1][1] == 0:
                joined[-1] = (joined[-1][0], b)
            else:
                joined.append((a, b))
        longest = max(b - a for a, b in joined)
        return [r for r in joined if r[1] - r[0] >= min(_CRUMB, longest)]

    def _span(self, tagged: Tagged, role: str, a: int, b: int) -> Span:
        start, end = self._words[a][0], self._words[b - 1][1]
        first = _DROPPED.sub("", self._text[start : self._words[a][1]])
        if tagged.prefixed[a - tagged.first] or (role == "content" and self._language.conjoined(first)):
            start = self._after_prefix(start, end)
        return Span(start, end)

    def _cue_span(self, tagged: Tagged, a: int, b: int, prefixed: bool) -> Span:
        start, end = self._words[a][0], self._words[b - 1][1]
        inner = tagged.cue.start != a and 0 <= a - tagged.first < len(tagged.prefixed) and tagged.prefixed[a - tagged.first]
        return Span(self._after_prefix(start, end) if prefixed or inner else start, end)

    def _after_prefix(self, start: int, end: int) -> int:
        match = _PREFIX.match(self._text, start, end)
        return match.end() if match else start

    def _settled(self, span: Span) -> Span:
        """A content without loose punctuation at its ends and with whole quotations."""
        text = self._text
        start, end = self._trimmed(span.start, span.end)
        for q in self._by_start[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if q.balanced and q.end > end and not text[end : q.end - 1].strip(_TRAILING):
                end = q.end
                break
        for q in self._by_end[bisect_right(self._ends, start) : bisect_right(self._ends, end)]:
            if q.start < start and not text[q.start + 1 : start].strip():
                start = q.start
                break
        return Span(*self._trimmed(start, end))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self._text
        while start < end:
            if text[start].isspace() or text[start] in ":،,؛." or self._closes_before(start, start):
                start += 1
            elif text[end - 1].isspace() or text[end - 1] in _SENTENCE_PUNCTUATION or self._opens_beyond(end - 1, end):
                end -= 1
            else:
                break
        return start, end

    def _opens_beyond(self, mark: int, end: int) -> bool:
        """Whether the mark at a content's very end opens a quotation that lies beyond it."""
        k = bisect_left(self._starts, mark)
        return k < len(self._starts) and self._starts[k] == mark and self._by_start[k].end > end

    def _closes_before(self, mark: int, start: int) -> bool:
        """Whether the mark at a content's very start closes a quotation that lies before it."""
        k = bisect_left(self._ends, mark + 1)
        return k < len(self._ends) and self._ends[k] == mark + 1 and self._by_end[k].start < start
