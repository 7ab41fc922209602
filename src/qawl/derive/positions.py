"""Positions: which party takes which stance on what, each resting on one statement."""

from collections.abc import Mapping

from qawl.derive.issues import issue_of, nearness, phrase, topic
from qawl.derive.parties import Speakers
from qawl.fold import fold
from qawl.lang import Language
from qawl.types import Position, Span, Stance, Statement

SAME_ISSUE = 0.75
"""Of the words of two issues in common: one stance of one holder, said twice."""


_OPENING = 2  # words of a content that may say that it condoles
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
    spoken = fold(" ".join([*(c.of(text) for c in s.cue), *s.content[0].of(text).split()[:_OPENING]]))
    return any(w.removeprefix("ال").startswith(language.condolences) for w in spoken.split())


def _evidence(text: str, s: Statement) -> Span:
    """From the cue to the content's end, and the source where it stands in the same line, near."""
    shown = Span(min(x.start for x in (*s.cue, *s.content)), max(x.end for x in (*s.cue, *s.content)))
    if not s.source:
        return shown
    low, high = min(shown.start, s.source[0].start), max(shown.end, s.source[-1].end)
    apart = (high - low) - (shown.end - shown.start) - (s.source[-1].end - s.source[0].start)
    return Span(low, high) if apart <= FARTHEST and "\n" not in text[low : shown.start] + text[shown.end : high] else shown


def _length(span: Span) -> int:
    return span.end - span.start
