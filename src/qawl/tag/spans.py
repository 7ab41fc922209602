"""From tags on words to spans of characters, with the structure that statements are known to have."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from qawl.lang import Language
from qawl.marks import IGNORED, MARK, QUOTES, bare
from qawl.tag.cues import Cue
from qawl.tag.roles import Tagged
from qawl.types import Quotation, Segments, Span, Spans

_TRAILING = " \t\u00a0.،,؛;:!؟?…-–—"
_LOOSE_BEFORE = set(":،,؛.")
_LOOSE_AFTER = set(".،,؛;:")
_QUOTES = QUOTES + "'"
_LETTERS = re.compile(r"[^\W\d_]+")
_CRUMB = 3  # a piece of content of fewer words, beside a longer one, is none


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as tagged: spans by role, the content's length in words, and what the tagger said."""

    spans: dict[str, Spans]
    words: int
    tagged: Tagged


def _runs(tagged: Tagged, names: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    """Word ranges by role. The cue's own words have no other role: a content around them is two ranges."""
    cue = range(tagged.cue.start, tagged.cue.end) if tagged.cue.worded else range(0)
    runs: dict[str, list[tuple[int, int]]] = {}
    open_role, start = "", 0
    for offset, tag in enumerate([*tagged.tags.tolist(), 0]):
        at = tagged.first + offset
        name = "O" if at in cue else names[tag]
        if open_role and (name == "O" or name[0] in "BS"):
            runs.setdefault(open_role, []).append((start, at))
            open_role = ""
        if name != "O" and (name[0] in "BS" or not open_role):
            open_role, start = name[2:], at
        if open_role and name[0] in "ES":
            runs.setdefault(open_role, []).append((start, at + 1))
            open_role = ""
    return runs


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ascending word ranges, those that touch made one."""
    out: list[tuple[int, int]] = []
    for a, b in ranges:
        if out and a == out[-1][1]:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _merged(spans: Iterable[Span]) -> Spans:
    """Ascending spans, those that overlap made one."""
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(min(out[-1].start, span.start), max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


class Assembler:
    """Makes drafts of one text."""

    def __init__(self, text: str, segments: Segments, names: tuple[str, ...], language: Language) -> None:
        self._text, self._words, self._names, self._language = text, segments.words, names, language
        self._paragraphs = segments.paragraphs
        self._paragraph_starts = [a for a, _ in segments.paragraphs]
        quotations = segments.quotations
        # a conjunction or preposition of one letter, written on to the word
        self._prefix = re.compile(rf"[{language.proclitics}][{IGNORED}]*(?=\w)") if language.proclitics else None
        self._by_start = sorted(quotations, key=lambda q: q.start)
        self._by_end = sorted((q for q in quotations if q.balanced), key=lambda q: q.end)
        self._starts = [q.start for q in self._by_start]
        self._outer = [q for q in self._by_start if q.depth == 0]
        self._outer_starts = [q.start for q in self._outer]
        self._ends = [q.end for q in self._by_end]

    def __call__(self, tagged: Tagged) -> Draft | None:
        """The draft of one tagged cue, or nothing where it has no content."""
        runs = _runs(tagged, self._names)
        contents = self._contents(runs.get("content", []))
        made = (self._span(tagged, a, b, bare_of_conjunction=True) for a, b in contents)
        settled = [self._settled(part) for span in made for part in self._by_paragraph(tagged.cue, span)]
        whole = _merged(self._with_quotation(tagged.cue, s) for s in settled if self._says_something(s))
        spans: dict[str, Spans] = {"content": whole}
        if not spans["content"]:
            return None
        for role in ("source", "addressee", "channel", "occasion"):
            if found := runs.get(role):  # one span: the longest, of equals the nearest
                a, b = max(found, key=lambda r: (r[1] - r[0], -abs(r[0] - tagged.cue.start)))
                span = self._span(tagged, a, b)
                parts = self._by_paragraph(tagged.cue, self._pronoun(span) if role == "source" else span)
                spans[role] = tuple(s for s in parts[:1] if self._says_something(s))
        spans["cue"] = self._cue(tagged, runs.get("cue", []))
        return Draft(spans, sum(b - a for a, b in contents), tagged)

    def _by_paragraph(self, cue: Cue, span: Span) -> list[Span]:
        """The span cut at paragraphs' ends. It stays within one, the cue's if that is among them, else the one it covers
        most of; only a quotation that was not closed goes on in the next, as a span of its own there.
        """
        first = bisect_right(self._paragraph_starts, span.start) - 1
        last = bisect_right(self._paragraph_starts, span.end - 1) - 1
        if first == last:
            return [span]
        lines = self._paragraphs[first : last + 1]
        parts = [Span(max(a, span.start), min(b, span.end)) for a, b in lines]
        home = bisect_right(self._paragraph_starts, self._words[cue.start][0]) - 1 - first
        if not 0 <= home < len(parts):
            home = max(range(len(parts)), key=lambda k: parts[k].end - parts[k].start)
        end = home + 1
        while end < len(parts) and self._is_open(parts[end - 1]):
            end += 1
        return parts[home:end]

    def _is_open(self, part: Span) -> bool:
        """Whether a quotation that begins in the part is not closed by its paragraph's end."""
        inside = self._by_start[bisect_left(self._starts, part.start - 1) : bisect_left(self._starts, part.end)]
        return any(not q.balanced and q.end <= part.end for q in inside)

    def _pronoun(self, source: Span) -> Span:
        """A source without the verb that follows its pronoun, or is written together with it: I’m, he was."""
        first = _LETTERS.match(self._text, source.start, source.end)
        found = first is not None and first.group().lower() in self._language.subject_pronouns
        return Span(source.start, first.end()) if first is not None and found else source

    def _says_something(self, span: Span) -> bool:
        return any(c.isalnum() for c in span.of(self._text))

    def _cue(self, tagged: Tagged, more: list[tuple[int, int]]) -> Spans:
        """The cue's spans: its own words, and words elsewhere that belong to it; neighbours are one span."""
        cue = tagged.cue
        if not cue.worded:
            return ()
        parts = _joined(sorted([(cue.start, cue.end), *more]))
        made = (self._span(tagged, a, b, prefixed=a == cue.start and cue.prefixed) for a, b in parts)
        return tuple(s for s in made if self._says_something(s))

    @staticmethod
    def _contents(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Contents as few spans: neighbours joined, crumbs dropped."""
        joined = _joined(runs)
        longest = max((b - a for a, b in joined), default=0)
        return [r for r in joined if r[1] - r[0] >= min(_CRUMB, longest)]

    def _span(self, tagged: Tagged, a: int, b: int, *, prefixed: bool = False, bare_of_conjunction: bool = False) -> Span:
        """Words a..b as a span, without a prefix that the tagger (or, for a conjunction, the language) leaves outside."""
        start, end = self._words[a][0], self._words[b - 1][1]
        at = a - tagged.first
        if not prefixed and 0 <= at < len(tagged.prefixed):
            prefixed = bool(tagged.prefixed[at]) and a != tagged.cue.start
        if not prefixed and bare_of_conjunction:
            prefixed = self._language.conjoined(bare(self._text[start : self._words[a][1]]))
        return Span(self._after_prefix(start, end) if prefixed else start, end)

    def _after_prefix(self, start: int, end: int) -> int:
        match = self._prefix.match(self._text, start, end) if self._prefix else None
        return match.end() if match else start

    def _settled(self, span: Span) -> Span:
        """A content without loose punctuation at its ends and with whole quotations."""
        text = self._text
        start, end = self._trimmed(span.start, span.end)
        for q in self._by_start[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if q.balanced and q.end > end and not text[end : q.end].strip(_TRAILING + _QUOTES):
                end = q.end
                break
        for q in self._by_end[bisect_right(self._ends, start) : bisect_right(self._ends, end)]:
            if q.start < start and not text[q.start : start].strip(" " + _QUOTES):
                start = q.start
                break
        return Span(*self._trimmed(start, end))

    def _with_quotation(self, cue: Cue, span: Span) -> Span:
        """A content with all of a quotation that it has a part of, where the cue stands outside: what is quoted is said whole."""
        start, end = span.start, span.end
        for at in (start, end - 1):
            q = self._quotation_at(at)
            if q is not None and q.balanced and not (cue.worded and q.start <= self._words[cue.start][0] < q.end):
                start, end = min(start, q.start), max(end, q.end)
        return Span(start, end)

    def _quotation_at(self, at: int) -> Quotation | None:
        """The outer quotation that holds a character."""
        k = bisect_right(self._outer_starts, at) - 1
        return self._outer[k] if k >= 0 and at < self._outer[k].end else None

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end:
            if self._is_loose(start, _LOOSE_BEFORE) or self._closes_before(start):
                start += 1
            elif self._is_loose(end - 1, _LOOSE_AFTER) or self._opens_beyond(end - 1):
                end -= 1
            else:
                break
        return start, end

    def _is_loose(self, at: int, punctuation: set[str]) -> bool:
        c = self._text[at]
        # a mark belongs to the letter before it, an invisible control to nothing
        mark = bool(MARK.match(c)) and not (at and self._text[at - 1].isalnum())
        return c.isspace() or c in punctuation or mark

    def _opens_beyond(self, mark: int) -> bool:
        """Whether the mark at a content's very end opens a quotation that lies beyond it."""
        k = bisect_left(self._starts, mark)
        return k < len(self._starts) and self._starts[k] == mark and self._by_start[k].end > mark + 1

    def _closes_before(self, mark: int) -> bool:
        """Whether the mark at a content's very start closes a quotation that lies before it."""
        k = bisect_left(self._ends, mark + 1)
        return k < len(self._ends) and self._ends[k] == mark + 1 and self._by_end[k].start < mark
