"""A page's own date: the line on top that says when its text was last changed."""

from functools import lru_cache

from qawl.classify.timex.anchor import Anchor
from qawl.classify.timex.grammar import expressions
from qawl.classify.timex.hit import Clues
from qawl.classify.timex.words import Words
from qawl.lang.times import lexicon

_SHORT = 4  # letters of what may stand before the date, if capitalized: 9:30 PM CEST, Fri
_TOP = 400  # characters of a page in which such a line stands
# How many days before and after what is known as publication such a date is believed.
_BEFORE, _AFTER = 5, 31


@lru_cache(maxsize=4)  # asked for the times of a text, and for those of its statements
def written(text: str, published: str | None, code: str) -> str | None:
    """The date from which a text's relative times count: that of its date line, else `published`.

    A page that was changed after it was first published says today of the day of the change.
    """
    known = Anchor.of(published).day
    for line in text[:_TOP].split("\n"):
        words = Words(line, lexicon(code))
        if phrase := words.find(0, "datelines"):
            hits = (hit for hit in expressions(words, Clues([], [])) if _led_up(words, phrase[1], hit.start))
            told = (hit.value(Anchor()) for hit in hits)
            day = next((found for value in told if value and (found := Anchor.of(value).day)), None)
            if day and (known is None or -_BEFORE <= (day - known).days <= _AFTER):
                return day.isoformat()
    return published


def _led_up(words: Words, at: int, end: int) -> bool:
    """Whether no sentence stands between two words: only marks, numbers, words of dates and hours, short names."""
    while at < end:
        after = words.skip(at, "dating", "day_words", "weekdays", "clock", "noon")
        if after == at and words[at].isalpha() and not (words.capitalized(at) and len(words[at]) <= _SHORT):
            return False
        at = max(after, at + 1)
    return True
