"""Statements that a preposition relays (`according to`), behind them or in their middle: relayed is the whole statement."""

from bisect import bisect_right

import msgspec

from qawl.lang import Language
from qawl.types import Segments, Span, Spans, Statement

_NEAR = 6  # cues looked at before a relaying one
_GAP = 8  # characters, signs among them, between a relay and what goes on behind it
_SIGNS = 3  # characters by which two contents that end together may differ


def relayed(text: str, statements: list[Statement], segments: Segments, language: Language) -> list[Statement]:
    """The statements of one text, in order, each that relays what another says with the other's source and cue in its content."""
    starts = [a for a, _ in segments.sentences]
    order = sorted((k for k, s in enumerate(statements) if s.cue), key=lambda k: statements[k].cue[0])
    out = list(statements)
    for at, k in enumerate(order):
        s = statements[k]
        if not s.source or language.relaying(s.cue[0].of(text)) != "preposition":
            continue
        sentence = starts[bisect_right(starts, s.cue[0].start) - 1]
        near = [statements[n] for n in order[max(0, at - _NEAR) : at]]
        whole = [c for x in near if _begin(x) >= sentence and (c := _whole(s, x))]
        if whole:
            out[k] = msgspec.structs.replace(s, content=min(whole))
    return out


def _begin(s: Statement) -> int:
    return min(s.cue[0].start, s.content[0].start, *(x.start for x in s.source))


def _end(s: Statement) -> int:
    return max(span.end for span in (*s.cue, *s.source, *s.channel))


def _whole(relay: Statement, other: Statement) -> Spans:
    """The content of a statement that relays the other one whole; none where it does not, or has it all already."""
    begin, cue = _begin(other), relay.cue[0].start
    last = other.content[-1]
    if last.end <= cue:  # X said that ..., according to Y
        first = relay.content[0]
        ends = len(relay.content) == 1 and abs(first.end - last.end) <= _SIGNS
        return (Span(begin, first.end),) if ends and other.source and begin < first.start < last.end else ()
    # X said, according to Y, that ...
    if other.cue[0].end > cue or other.content[0].start < cue or not 0 <= other.content[0].start - _end(relay) <= _GAP:
        return ()
    has_all = relay.content[-1].end > cue and any(c.start <= other.cue[0].start < c.end for c in relay.content)
    return () if has_all else (Span(begin, _before(other, cue)), *other.content)


def _before(other: Statement, place: int) -> int:
    """Where the words of a statement's source and cue that stand before a place end."""
    return max(span.end for span in (*other.cue, *other.source, *other.addressee, *other.channel) if span.end <= place)
