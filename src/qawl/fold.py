"""Names made comparable: what outlets and keyboards write differently is made the same."""

import re
import unicodedata

from qawl.marks import MARK

# Spellings that vary between outlets and keyboards, beyond what Unicode decomposes (hamza seats, presentation forms).
_SPELLINGS = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ھ": "ه", "غ": "ج", "ک": "ك"}
_WORD = re.compile(r"\w+")


class _Letters(dict[int, str]):
    """What becomes of each character, worked out when it is first met.

    A character at a time, not a text: `unicodedata.normalize` sorts runs of combining marks in quadratic time.
    """

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code))
        kept = (_SPELLINGS.get(c, c) for c in plain if not unicodedata.combining(c) and not MARK.match(c))
        self[code] = "".join(kept).casefold()
        return self[code]


_LETTERS = _Letters()


def fold(name: str) -> str:
    """A name in the one form in which two spellings of it are equal: `الأميركيّة` → `الاميركيه`, `Élysée` → `elysee`.

    Gone are marks, accents, tatweel, invisible controls, hamza seats (`أ إ آ ؤ ئ` as `ا ا ا و ي`), case, and
    punctuation, which leaves one space. `ى` is `ي`, `ة` is `ه`, `غ` is `ج`, and Persian kaf and ya are the Arabic ones.
    "" where nothing is left. Time is linear in the name's length.
    """
    return " ".join(_WORD.findall(name.translate(_LETTERS)))
