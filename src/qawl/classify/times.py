"""Times: every time expression of a document, with its TIMEX3 value."""

from qawl.classify.timex import Anchor, Clues, Words, expressions, written
from qawl.lang.times import lexicon
from qawl.types import Span, Time


def times(text: str, published: str | None, code: str) -> tuple[Time, ...]:
    """All time expressions of a text, in order, never overlapping.

    published: the ISO date (or month, or year) from which relative times count, moved to the day of writing where the text tells
    it apart; without one, those that need it are left out. code: the text's language.
    """
    words = Words(text, lexicon(code))
    clues = Clues([], [])
    found = list(expressions(words, clues))
    anchor = Anchor.of(written(text, published, code)).written(clues.weekdays, clues.coming)
    return tuple(
        Time(Span(*words.span(hit.start, hit.end)), hit.type, value) for hit in found if (value := hit.value(anchor)) is not None
    )
