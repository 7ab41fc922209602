"""Which phrases name one issue. For now by their words; grouping by meaning takes the same place (`Grouping`)."""

import functools
from collections.abc import Callable, Sequence

from qawl.fold import fold
from qawl.lang import language, languages

Grouping = Callable[[Sequence[str]], Sequence[int]]
"""From phrases to the number of each one's group: two phrases are one issue where the numbers are the same."""

_SHARED = 0.6  # of the shorter phrase's words: one issue
_FEWEST = 2  # words in common; one is too little unless a phrase has no more
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SHORTEST = 3  # letters of a word that says something


def by_words(phrases: Sequence[str]) -> tuple[int, ...]:
    """Groups by shared content words after folding; each group is compared by the phrase that opens it.

    A phrase without content words is alone with those that are letter for letter the same.
    """
    heads: list[frozenset[str]] = []
    known: dict[str, int] = {}  # folded phrases
    having: dict[str, list[int]] = {}  # the groups whose opening phrase has a word
    out = []
    for phrase in phrases:
        words, plain = _content(phrase), fold(phrase)
        near = sorted({k for w in words for k in having.get(w, ())})
        at = next((k for k in near if _alike(heads[k], words)), known.get(plain, len(heads)))
        if at == len(heads):
            heads.append(words)
            for w in words:
                having.setdefault(w, []).append(at)
        known.setdefault(plain, at)
        out.append(at)
    return tuple(out)


def _content(phrase: str) -> frozenset[str]:
    words = (_bare(w) for w in fold(phrase).split() if w not in _empty())
    return frozenset(w for w in words if len(w) >= _SHORTEST)


def _bare(word: str) -> str:
    """A folded word without an article and what is written on to it."""
    return next((word[len(p) :] for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= _SHORTEST), word)


@functools.cache
def _empty() -> frozenset[str]:
    """Words of any language that are too frequent to say what a phrase is about."""
    data = [language(code) for code in languages()]
    return frozenset(fold(w) for d in data for group in (d.frequent, d.complementizers, d.determiners) for w in group)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    shared, least = len(a & b), min(len(a), len(b))
    return least > 0 and (a == b if least < _FEWEST else shared >= max(_FEWEST, _SHARED * least))
