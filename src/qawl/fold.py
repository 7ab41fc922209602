"""Names and words made comparable: what outlets and keyboards write differently is made the same."""

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from qawl.marks import IGNORED, MARK

# Spellings that vary between outlets and keyboards, beyond what Unicode decomposes (hamza seats, presentation forms).
_SPELLINGS = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ھ": "ه", "ک": "ك"}
REMEMBERED = 1 << 14
"""Words and names whose folding, and what it leads to, is remembered: few make up most of a text."""
_LONG = 200
"""Characters of what is no name: remembered, long texts would fill the memory."""
_WORD = re.compile(r"\w+")
_WRITTEN = re.compile(rf"\w[\w{IGNORED}]*")


class _Letters(dict[int, str]):
    """What becomes of each character, worked out when it is first met. Digits of any script are 0 to 9.

    A character at a time, not a text: `unicodedata.normalize` sorts runs of combining marks in quadratic time.
    """

    def __init__(self, spellings: Mapping[str, str]) -> None:
        super().__init__()
        self._spellings = spellings

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code))
        kept = (self._letter(c) for c in plain if not unicodedata.combining(c) and not MARK.match(c))
        self[code] = "".join(kept).casefold()
        return self[code]

    def _letter(self, c: str) -> str:
        return str(unicodedata.decimal(c)) if c.isdecimal() else self._spellings.get(c, c)


# a foreign g is written غ or ج; in words that are not names these are two letters
_NAMES = _Letters({**_SPELLINGS, "غ": "ج"})
_WORDS = _Letters(_SPELLINGS)


def fold(name: str) -> str:
    """A name in the one form in which two spellings of it are equal: `الأميركيّة` → `الاميركيه`, `Élysée` → `elysee`.

    Gone are marks, accents, tatweel, invisible controls, hamza seats (`أ إ آ ؤ ئ` as `ا ا ا و ي`), case, and
    punctuation, which leaves one space. `ى` is `ي`, `ة` is `ه`, `غ` is `ج`, and Persian kaf and ya are the Arabic ones.
    "" where nothing is left. Time is linear in the name's length.
    """
    return _folded(name) if len(name) < _LONG else _fold(name)


def _fold(name: str) -> str:
    return " ".join(_WORD.findall(name.translate(_NAMES)))


_folded = functools.lru_cache(REMEMBERED)(_fold)


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text for searching, in its order: each folded like a name (but `غ` stays), with its start and end.

    `الرّئيس` and `الرئيس` are one word, `٢٠٢٢` and `2022` too. What folding parts (`½`) has the characters of the whole.
    """
    for match in _WRITTEN.finditer(text):
        for word in _WORD.findall(match.group().translate(_WORDS)):
            yield word, match.start(), match.end()
