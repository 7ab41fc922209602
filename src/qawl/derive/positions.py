"""Positions: which party takes which stance on what, each resting on one statement."""

import itertools
import re
from collections.abc import Mapping

from qawl.derive.issues import issue_of, nearness, phrase, topic
from qawl.derive.parties import Speakers
from qawl.derive.phrases import plain_words
from qawl.lang import Language
from qawl.marks import WORD
from qawl.types import Position, Span, Stance, Statement

SAME_ISSUE = 0.75
"""Of the words of two issues in common: one stance of one holder, said twice."""


_OPENING = 2  # words of a content that may say that it condoles
LONGEST, SHORTEST = 30, 12
"""Words of an evidence: a longer one ends with a clause between the two, if one ends there."""
_CLAUSE_END = re.compile(r"[،,؛;:!؟?»”\n]|\.(?=\s)")
FARTHEST = 40
"""Characters between a source and the rest of its statement, for the evidence to show both."""


def positions(
    text: str, statements: tuple[Statement, ...], stances: Mapping[str, Stance], speakers: Speakers, language: Language
) -> tuple[Position, ...]:
    """One position for each stance of each party, in the text's order.

    stances: by statement id, of those that take one (`qawl.classify.stance`). A stance that a party repeats is kept where it is
    said at most length.
    """
    found: dict[tuple[str, Stance], list[tuple[frozenset[str], Position]]] = {}
    by_id = {s.id: s for s in statements}
    for s in statements:
        stance = stances.get(s.id)
        if stance is None or _condoles(text, s, language):
            continue
        about = issue_of(text, s.content, language)
        evidence = _evidence(text, s)
        whose = by_id.get(s.parent or "") if speakers.owned(s.speaker) else None  # his government: his party's
        for holder in speakers.behind(whose or s):
            position = Position(holder, stance, phrase(text, about), evidence, s.id, span=about)
            known = found.setdefault((holder, stance), [])
            words = topic(position.issue)
            twin = next((k for k, (w, _) in enumerate(known) if nearness(words, w) >= SAME_ISSUE), None)
            if twin is None:
                known.append((words, position))
            elif _length(evidence) > _length(known[twin][1].evidence):
                known[twin] = (words, position)
    order = {s.id: k for k, s in enumerate(statements)}
    return tuple(sorted((p for known in found.values() for _, p in known), key=lambda p: (order[p.statement], p.holder)))


def _condoles(text: str, s: Statement, language: Language) -> bool:
    """Whether a statement of regret only condoles: its cue, or its content's first words, say so."""
    if s.act != "regret":
        return False
    spoken = " ".join([*(c.of(text) for c in s.cue), *s.content[0].of(text).split()[:_OPENING]])
    return any(w.startswith(language.condolences) for w in plain_words(spoken))


def _evidence(text: str, s: Statement) -> Span:
    """From the cue to the content's end, and the source where it stands in the same line, near; shortened where long."""
    shown = Span(min(x.start for x in (*s.cue, *s.content)), max(x.end for x in (*s.cue, *s.content)))
    if s.source:
        low, high = min(shown.start, s.source[0].start), max(shown.end, s.source[-1].end)
        apart = (high - low) - (shown.end - shown.start) - (s.source[-1].end - s.source[0].start)
        if apart <= FARTHEST and "\n" not in text[low : shown.start] + text[shown.end : high]:
            shown = Span(low, high)
    return _shortened(text, shown)


def _shortened(text: str, span: Span) -> Span:
    """A long stretch up to its last clause that ends early enough; as it is where none does."""
    words = list(itertools.islice(WORD.finditer(text, span.start, span.end), LONGEST + 1))
    if len(words) <= LONGEST:
        return span
    ends = [m.start() for m in _CLAUSE_END.finditer(text, words[SHORTEST].end(), words[-1].start())]
    return Span(span.start, ends[-1]) if ends else span


def _length(span: Span) -> int:
    return span.end - span.start
