"""The words of a name or a description, made comparable."""

import functools
import re
from itertools import takewhile

from qawl.fold import REMEMBERED, fold
from qawl.lang import Language
from qawl.marks import bare

_WORD = re.compile(r"[^\W_]+")
_SERVANT = re.compile(r"\bعبد(?=ال\w\w)")
_WEAK = str.maketrans("", "", "اوي")
_LONG = 7
_VARIANT_LETTERS = 6  # shorter words that differ in a vowel are other names (Saad and Saeed, Salman and Suleiman)


@functools.lru_cache(REMEMBERED)
def words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase; `عبدالله` is two, as `عبد الله` is."""
    return tuple(_WORD.findall(_SERVANT.sub("عبد ", fold(phrase))))


def stem(word: str, language: Language) -> str:
    """A folded word without its article."""
    for article in language.definite:
        if word.startswith(article) and len(word) > len(article) + 1:
            return word[len(article) :]
    return word


def stems(phrase: str, language: Language) -> tuple[str, ...]:
    """The folded words of a phrase without articles."""
    return tuple(stem(w, language) for w in words(phrase) if w not in language.determiners)


def own_words(phrase: str, language: Language) -> list[str]:
    """The words of a phrase up to where it turns to others: *to* Yemen, *who* met the Russians."""
    turns = (language.relative, language.posted_at)
    return list(takewhile(lambda w: not any(bare(w) in listed for listed in turns), phrase.split()))


def variant(a: str, b: str) -> bool:
    """Whether two folded words are spellings of one name: the same, or long, of the same consonants, one letter apart."""
    if a == b:
        return True
    if min(len(a), len(b)) < _VARIANT_LETTERS or abs(len(a) - len(b)) > 1 or a.translate(_WEAK) != b.translate(_WEAK):
        return False
    if len(a) == len(b) >= _LONG and sorted(a) == sorted(b):  # two letters in another order
        return True
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]


def shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of one name are words of another, in the same order, spellings aside."""
    rest = iter(full)
    return all(any(variant(part, word) for word in rest) for part in short)


def key(word: str) -> str:
    """What all spellings that `variant` accepts have in common: an index key."""
    return word.translate(_WEAK) or word


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Dice coefficient of two sets of words, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
