"""What somebody types to search, as terms; and where terms stand in a text."""

import functools
import re
from collections.abc import Iterable, Sequence

from qawl.errors import OnlyUnwanted, TooManyWords
from qawl.fold import words
from qawl.lang import language, languages
from qawl.marks import CLOSING, OPENING, QUOTES, STRAIGHT
from qawl.store import Term
from qawl.types import Span

MOST_TERMS = 32
"""Words and phrases in one search."""

LONGEST = 64
"""Words in one phrase."""

_SHORTEST = 3  # letters of a stem: shorter ones are too often the rest of another word
_TOKEN = re.compile(
    rf"(?P<out>(?<!\S)-)?(?:[{OPENING}{STRAIGHT}](?P<phrase>[^{QUOTES}]*)[{CLOSING}{STRAIGHT}]|(?P<word>[^\s{QUOTES}]+))"
)

Word = tuple[str, int, int]


def terms(typed: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """What must stand in a text, and what must not: words, `"phrases"` in any quotation marks, and either with `-` before it.

    Nothing else has a meaning; signs are passed over. Raises `TooManyWords` past MOST_TERMS or LONGEST, `OnlyUnwanted` where
    there is only what must not.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for token in _TOKEN.finditer(typed):
        found = term(token["phrase"] or token["word"] or "")
        if found is not None:
            (unwanted if token["out"] else wanted).append(found)
    if unwanted and not wanted:
        raise OnlyUnwanted("only words to leave out: name one to find too")
    if len(wanted) + len(unwanted) > MOST_TERMS:
        raise TooManyWords(f"{len(wanted) + len(unwanted)} words, more than {MOST_TERMS}")
    return tuple(wanted), tuple(unwanted)


def term(phrase: str) -> Term | None:
    """A word or phrase with the ways in which its first word may stand in a text; None where it has no letter or digit."""
    exact = tuple(word for word, _, _ in words(phrase))
    if not exact:
        return None
    if len(exact) > LONGEST:
        raise TooManyWords(f"a phrase of {len(exact)} words, more than {LONGEST}")
    near, far = _forms(exact[0])
    return Term(exact, tuple((w, *exact[1:]) for w in near), tuple((w, *exact[1:]) for w in far))


def places(text: Iterable[Word], wanted: Sequence[Term]) -> tuple[Span, ...]:
    """Where terms stand among words (`qawl.fold.words`), in order; each from its first word's start to its last one's end."""
    known = list(text)
    plain = [w for w, _, _ in known]
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in {p for t in wanted for p in t.phrases}:
        phrases.setdefault(phrase[0], []).append(phrase)
    out = []
    for k, word in enumerate(plain):
        fits = [len(p) for p in phrases.get(word, ()) if tuple(plain[k : k + len(p)]) == p]
        if fits:
            out.append(Span(known[k][1], known[k + max(fits) - 1][2]))
    return tuple(out)


@functools.cache
def _prefixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may be written on to a noun with its article, the article included (وال, لل, …); and to one without (و, ب, …)."""
    definite: list[str] = []
    bare: list[str] = []
    for data in map(language, languages()):
        joined = [a for a in data.articles if a[0] not in data.conjunctions]
        prepositions = {a[0] for a in joined if a not in data.definite} | {form[0] for form in data.fused}
        for conjunction in ("", *data.conjunctions):
            definite += [conjunction + a for a in joined]
            bare += [conjunction + p for p in ("", *sorted(prepositions))]
    return tuple(dict.fromkeys(definite)), tuple(dict.fromkeys(bare))


@functools.lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Other ways to write a folded word: as definite as it is, and the other way."""
    definite, bare = _prefixes()
    article = max((d for d in definite if word.startswith(d) and len(word) - len(d) >= _SHORTEST), key=len, default="")
    stem = word.removeprefix(article)
    if len(stem) < _SHORTEST or stem.isascii():
        return (), ()
    alike, other = (definite, bare) if article else (bare, definite)
    near = tuple(p + stem for p in alike if p + stem != word)
    return near, tuple(p + stem for p in other)
