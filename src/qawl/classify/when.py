"""When a statement was said, where the text gives it: the time expression that stands with its cue (guidelines, `time`).

A time in a content is part of what was said. Of those outside, one counts that stands between cue and content, in front of
the cue, right behind a cue that follows its content, or right behind the content. Nothing is carried over to the next cue.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import msgspec

from qawl.classify.timex import Anchor, Words, iso, week, written
from qawl.lang.times import Lexicon, lexicon
from qawl.segment.paragraphs import iter_sentences
from qawl.types import Span, Statement, Time

_SAID = re.compile(r"(\d{4}(?:-W\d\d|-\d\d(?:-\d\d)?)?)(?=$|T|-)")
_QUOTES = "\"'«“”"
_COMMAS = frozenset(",،;؛")
_CLOSING = frozenset(",،-–—")  # the last sign of a clause put in
_DAY, _YEAR = len("2022-01-12"), len("2022")
_FAR = 400  # characters between a cue and its time
_NEAR = 6  # cues looked at before a time
_PHRASE = 14  # words of a phrase that begins a sentence, up to its time
_BYLINE, _MARKUP = 120, 6  # characters between a post's text and the date in its byline, behind and before it
# How many words that are neither source, channel, addressee nor occasion may stand between: source and cue with the time, a cue
# and the time behind it, a content and the time behind it.
_WITH_SOURCE, _AFTER, _TRAILING = 10, 4, 2
_LOOK = 20  # characters that hold the words right before a place
_SIGNS = 6  # characters between a time and the content that follows it at once
_OPENING = 20  # characters of a conjunction, a preposition and signs before a time that begins a sentence
_FRAMED = 20  # words between that time and the cue
# How a time stands to a cue, best first.
_BETWEEN, _BESIDE, _BEHIND = range(3)


class _Said(NamedTuple):
    """A time at which something may have been said, and its ISO date, week, month or year."""

    span: Span
    value: str


class _Choice(NamedTuple):
    """A time for a statement; the least is the best: how it stands to the cue, how exact and how close it is."""

    rank: int
    vagueness: int
    distance: int
    value: str


def when(
    text: str, statements: tuple[Statement, ...], times: tuple[Time, ...], published: str | None, code: str
) -> tuple[Statement, ...]:
    """The statements, each with the date, week, month or year at which the text says that it was said.

    times: those of `qawl.classify.times`, in order. One that lies after publication is no statement's. code: the text's language.
    """
    words = lexicon(code)
    said = list(_past(times, written(text, published, code)))
    order = sorted((k for k, s in enumerate(statements) if s.cue), key=lambda k: statements[k].cue[0])
    starts = [statements[k].cue[0].start for k in order]
    sentences = list(iter_sentences(text))
    ends = [end for _, end in sentences]
    best: dict[int, _Choice] = {}
    for time in said:
        at = bisect_right(ends, time.span.start)
        low, high = sentences[at] if at < len(sentences) else (0, 0)
        k = bisect_left(starts, time.span.start)
        near = [n for n in order[max(0, k - _NEAR) : k + 1] if low <= statements[n].cue[0].start < high]
        choices = [(choice, n) for n in near if (choice := _choice(text, words, low, time, n, near, statements))]
        if choices:
            choice, n = min(choices)
            best[n] = min(best.get(n, choice), choice)
        elif at and _remark(text, words, low, time.span, (c for n in near for c in statements[n].content)):
            # about the first who speaks in the sentence before
            first = bisect_left(starts, sentences[at - 1][0])
            if first < len(starts) and starts[first] < low:
                best.setdefault(order[first], _Choice(_BEHIND, 0, 0, time.value))
    found = {n: choice.value for n, choice in best.items()}
    dated = ((found.get(n) or _posted(text, s, said), s) for n, s in enumerate(statements))
    return tuple(msgspec.structs.replace(s, time=value) if value else s for value, s in dated)


def _past(times: Iterable[Time], published: str | None) -> Iterator[_Said]:
    """The times that begin on the day after publication at the latest."""
    last = Anchor.of(published).relative(1)
    for time in times:
        if match := _SAID.match(time.value):
            value = match[1]
            limit = (published or "") if last is None else (week(last) if "W" in value else iso(last)) or ""
            least = min(len(value), len(limit))
            if value[:least] <= limit[:least]:
                yield _Said(time.span, value)


def _remark(text: str, words: Lexicon, sentence: int, time: Span, contents: Iterable[Span]) -> bool:
    """Whether a sentence says of what was just said that it came at a time: with words that point back, and no event between."""
    begin = Words(text[sentence : min(time.start, sentence + _FAR)], words)
    found = begin.find(1 if begin[0] == words.conjunction else 0, "remarks")
    if found is None or any(begin.find(k, "past") for k in range(found[1], len(begin))):
        return False
    return not any(sentence + _SIGNS < c.start <= time.start < c.end for c in contents)


def _posted(text: str, statement: Statement, said: list[_Said]) -> str | None:
    """The date in the byline of an embedded post, behind its text or right before it."""
    low, high = statement.content[0].start, statement.content[-1].end
    behind = bisect_left(said, high, key=lambda t: t.span.start)
    if behind < len(said) and not statement.cue:
        span, value = said[behind]
        if len(value) == _DAY and span.start - high <= _BYLINE and "(@" in text[high : span.start]:
            return value
    before = bisect_right(said, low, key=lambda t: t.span.end) - 1
    if before >= 0:
        span, value = said[before]
        if len(value) == _DAY and low - span.end <= _MARKUP and "@" in text[max(0, span.start - _BYLINE) : span.start]:
            return value
    return None


def _choice(
    text: str, words: Lexicon, sentence: int, time: _Said, n: int, near: list[int], statements: tuple[Statement, ...]
) -> _Choice | None:
    """A time as one statement's, of those near it; None where it is not."""
    place = _Place(text, words, sentence, time, statements[n])
    if any(place.parted(statements[m]) for m in near if m != n):
        return None
    rank = place.rank()
    distance = abs(statements[n].cue[0].start - time.span.start)
    return None if rank is None else _Choice(rank, -len(time.value), distance, time.value)


class _Place:
    """Where a time stands, seen from a statement in its sentence."""

    def __init__(self, text: str, words: Lexicon, sentence: int, time: _Said, statement: Statement) -> None:
        self._text, self._lexicon, self._sentence = text, words, sentence
        self._time, self._statement, self._cue = time.span, statement, statement.cue[0]
        self._is_day, self._is_year = len(time.value) == _DAY, len(time.value) == _YEAR
        s = statement
        signs = any(0 <= c.start - self._time.end <= _SIGNS and not _worded(text[self._time.end : c.start]) for c in s.content)
        self._leads = signs and self._cue.end <= self._time.start  # nothing stands between the time and the content
        self._own = sorted(chain(s.source, s.cue, s.channel, s.addressee, s.occasion))

    def parted(self, other: Statement) -> bool:
        """Whether another statement parts time and cue: the time is in its content, or its cue stands between."""
        cue, time = self._cue, self._time
        if _inside(time, other.content) and not _inside(cue, other.content):
            return True
        if self._leads and other.content[-1].end <= time.start:  # the minister, who called for talks, said on Friday
            return False
        return min(cue.start, time.start) < other.cue[0].start < max(cue.start, time.start)

    def rank(self) -> int | None:
        """How the time stands to the cue; None where it is not the statement's."""
        time, cue, content = self._time, self._cue, self._statement.content
        if _inside(time, content) or abs(cue.start - time.start) > _FAR or (self._is_year and not self._adverbial()):
            return None
        if time.end <= cue.start:
            rank, holds = _BESIDE, self._in_front()
        elif any(c.start > time.start for c in content):
            rank, holds = _BETWEEN, not self._related()
        elif (end := max(c.end for c in content)) > cue.end:
            rank, holds = _BEHIND, self._close_to(end, _TRAILING) and not self._left(end)
        else:
            rank, holds = _BESIDE, self._close_to(cue.end, _AFTER)
        return rank if holds else None

    def _in_front(self) -> bool:
        """Whether the time is the cue's that follows: in the source, between source and cue, or with nothing between."""
        time, cue = self._time, self._cue
        if _inside(time, self._statement.source):
            return True
        behind = self._gap(time.end, cue.start)
        if self._statement.content[0].start > cue.start and self._frames():
            between = Words(self._text[time.end : cue.start], self._lexicon)
            return _count(between) <= _FRAMED and not between.led(len(between), "relatives")
        if _has(behind, "joins"):
            return False
        sources = [s.end for s in self._statement.source if s.end <= time.start]
        if sources and not self._is_year and not self._since():
            ahead = self._gap(sources[-1], time.start)
            if _has(ahead, "relatives") or _has(behind, "relatives"):
                return False
            if _count(ahead) + _count(behind) <= _WITH_SOURCE:
                return True
        comma = not self._is_year and not _COMMAS.isdisjoint(behind.folded)
        return _count(behind) == 0 and ((comma and not self._of_another()) or self._fronted())

    def _frames(self) -> bool:
        """Whether the time is what the sentence begins with: yesterday the two met and announced."""
        if self._time.start - self._sentence > _OPENING:
            return False
        ahead = Words(self._text[self._sentence : self._time.start].lstrip(_QUOTES), self._lexicon)
        after = ahead.skip(int(ahead[0] in [prefix for prefix, _ in self._lexicon.prefixes]), "framing")
        return ahead.skip(ahead.skip(after, "vague"), "links") == len(ahead)  # earlier on the same day

    def _fronted(self) -> bool:
        """Whether a phrase that holds the time begins the sentence or clause: in a statement of yesterday he said."""
        phrase, commas = self._ahead()
        prefixes = [prefix for prefix, _ in self._lexicon.prefixes]
        for start in (0, *commas[-1:]):
            first = start + (phrase[start] in prefixes)
            length = len(phrase) - first
            if length > 1 and phrase.find(first, "since"):
                continue  # since he took over six weeks ago
            if length == 0 or (length <= (2 if self._is_year else _PHRASE) and phrase.find(first, "fronting")):
                return True
        return False

    def _of_another(self) -> bool:
        """Whether a relative clause of something that is no occasion holds the time: at the summit that met in June, he said."""
        if any(self._sentence <= s.start < self._time.start for s in self._events()):
            return False
        phrase, commas = self._ahead()
        # behind a comma it is put in: during the games, which began on Monday, he said
        return any(phrase.find(k, "relatives") for k in range(commas[-1] + 1 if commas else 0, len(phrase)))

    def _ahead(self) -> tuple[Words, list[int]]:
        """The words of the sentence up to the time that are none of the statement's own, and where parts of it begin."""
        phrase = self._gap(max(self._sentence, self._time.start - _FAR), self._time.start)
        return phrase, [k + 1 for k, w in enumerate(phrase.folded) if w in _COMMAS]

    def _since(self) -> bool:
        """Whether the time is one since which something goes on."""
        before = self._before(self._time.start)
        return before.led(len(before), "since")

    def _related(self) -> bool:
        """Whether a relative clause about the speaker holds the time (the minister, who came yesterday), not an occasion or the
        speaking itself.
        """
        if any(self._cue.start < s.start < self._time.start for s in self._events()):
            return False
        if self._leads and self._text[max(0, self._time.start - 3) : self._time.start].rstrip()[-1:] in _CLOSING:
            return False
        words = Words(self._text[self._cue.end : self._time.start], self._lexicon)
        return any(words.find(k, "relatives") and not words.find(k + 1, "remarks") for k in range(len(words)))

    def _events(self) -> Iterator[Span]:
        """Where or by what it was said: a relative clause about these tells when."""
        return chain(self._statement.channel, self._statement.occasion)

    def _close_to(self, place: int, most: int) -> bool:
        gap = self._gap(place, self._time.start)
        return _count(gap) <= most and not _has(gap, "relatives") and not _has(gap, "breaks")

    def _left(self, place: int) -> bool:
        """Whether the relative clause of the cue ends before the time: he who promised peace, came to power in May."""
        before = self._before(self._cue.start)
        gap = self._gap(place, self._time.start)
        return before.led(len(before), "relatives") and (_count(gap) > 1 or not _COMMAS.isdisjoint(gap.folded))

    def _adverbial(self) -> bool:
        """Whether the time stands by itself or after a preposition, no noun's (the elections of 2024)."""
        before = self._before(self._time.start)
        last = len(before) - 1
        if last < 0 or not before[last].isalnum() or before.find(last, "fronting"):
            return True
        ended = any(s.start < self._time.start and s.end == self._time.end for s in self._events())
        return ended or any(self._time.start - s.end in (0, 1) for s in self._own)

    def _before(self, place: int) -> Words:
        """The words right before a place."""
        return Words(self._text[max(0, place - _LOOK) : place], self._lexicon)

    def _gap(self, low: int, high: int) -> Words:
        """The words between two places that are none of the statement's own."""
        kept, at = [], low
        for span in self._own:
            if low <= span.start < high:
                kept.append(self._text[at : span.start])
                at = max(at, span.end)
        return Words(" ".join([*kept, self._text[at:high]]), self._lexicon)


def _worded(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _count(words: Words) -> int:
    return sum(w.isalnum() for w in words.folded)


def _has(words: Words, kind: str) -> bool:
    """Whether words of a class are among them; dashes do not count."""
    return any(w.isalnum() and words.find(k, kind) for k, w in enumerate(words.folded))


def _inside(span: Span, spans: Iterable[Span]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in spans)
