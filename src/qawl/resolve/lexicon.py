"""A language's words for sources, in the form that heads of phrases are compared in."""

import functools
from dataclasses import dataclass

from qawl.lang import language
from qawl.resolve.phrase import stem, words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stems of heads of sources and names.

    unnamed: of unnamed sources; bodies; functions: of persons; media: of bodies that are called something (the newspaper X);
    ministries: of those whose names may lack the word; generic: words that name no body by themselves (the country); owned: words
    that do not with a possessive (his party); documents: of what somebody wrote; duals: nouns of which two may speak (sides).
    """

    unnamed: frozenset[str]
    bodies: frozenset[str]
    functions: frozenset[str]
    media: frozenset[str]
    ministries: frozenset[str]
    generic: frozenset[str]
    owned: frozenset[str]
    documents: frozenset[str]
    duals: frozenset[str]


@functools.cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language by its code."""
    data = language(code)

    def stemmed(listed: frozenset[str]) -> frozenset[str]:
        return frozenset(stem(w, data) for entry in listed for w in words(entry)[:1])

    media = data.media
    listed = (
        data.unnamed,
        data.bodies,
        data.functions,
        media,
        data.ministries,
        data.generic,
        data.bodies | media,
        data.documents,
        data.duals,
    )
    return Lexicon(*map(stemmed, listed))
