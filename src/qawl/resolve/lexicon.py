"""A language's words for sources, in the form that heads of phrases are compared in."""

import functools
from dataclasses import dataclass

from qawl.lang import Language, language
from qawl.marks import bare
from qawl.resolve.phrase import stem, stems, words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Stems of heads of sources and names.

    unnamed: of unnamed sources; bodies; functions: of persons; nouns: both of these; offices: functions in the singular, and of
    who speaks for somebody; media: of bodies that are called something (the newspaper X); ministries: of those whose names may
    lack the word; movements: of those whose usual names take it; generic: words that name no body by themselves (the country);
    owned: words that do not with a possessive (his party); documents: of what somebody wrote; duals: nouns of which two may
    speak (sides); honours: words of titles of no office.
    """

    unnamed: frozenset[str]
    bodies: frozenset[str]
    functions: frozenset[str]
    nouns: frozenset[str]
    offices: frozenset[str]
    media: frozenset[str]
    ministries: frozenset[str]
    movements: frozenset[str]
    generic: frozenset[str]
    owned: frozenset[str]
    documents: frozenset[str]
    duals: frozenset[str]
    honours: frozenset[str]

    def is_somebody(self, head: str) -> bool:
        """Whether a head is of people or of somebody's office, not of a body."""
        return head in self.unnamed or head in self.functions


@functools.cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language by its code."""
    data = language(code)

    def stemmed(listed: frozenset[str]) -> frozenset[str]:
        return frozenset(stem(w, data) for entry in listed for w in words(entry)[:1])

    def inflected(listed: frozenset[str]) -> frozenset[str]:
        found = stemmed(listed)
        return found | {w + e for w in found for e in data.plural_endings}

    media = data.media
    bodies, functions = stemmed(data.bodies), inflected(data.functions)
    return Lexicon(
        unnamed=inflected(data.unnamed),
        bodies=bodies,
        functions=functions,
        nouns=bodies | functions,
        offices=stemmed(data.functions | data.representing | data.counterparts),
        media=stemmed(media),
        ministries=stemmed(data.ministries),
        movements=stemmed(data.movements),
        generic=stemmed(data.generic),
        owned=stemmed(data.bodies | media),
        documents=stemmed(data.documents),
        duals=stemmed(data.duals),
        honours=frozenset(part for honour in data.honours for part in stems(honour, data)),
    )


def unprefixed(word: str, data: Language) -> str:
    """The noun of a body or an office that a stem is with a preposition written on to it (`لحلف`), else the stem."""
    nouns = lexicon(data.code).nouns
    attached = word[:1] in data.proclitics and word[1:] in nouns and word not in nouns
    return word[1:] if attached else word


def owned(word: str, data: Language) -> str:
    """The body or the country that a stem with a possessive is somebody's, without it (`حزب`); empty where it is none."""
    known = lexicon(data.code)
    for ending in data.possessives:
        plain = word.removesuffix(ending)
        if plain != word and len(plain) > 1:
            feminine = plain[:-1] + "ه" if plain.endswith("ت") else plain
            found = next((w for w in (plain, feminine) if w in known.owned or w in known.generic), "")
            if found:
                return found
    return ""


def possessed(phrase: str, data: Language) -> str:
    """The noun of an unnamed source that a phrase with a possessive begins with (`زملاؤه`, `محاموهم`), as a stem; empty where it
    begins with none.
    """
    known = lexicon(data.code).unnamed
    first = next(iter(stems(phrase, data)), "")
    for ending in data.possessives:
        plain = first.removesuffix(ending)
        feminine = plain[:-1] + "ه" if plain.endswith("ت") else plain
        if plain != first and len(plain) > 2 and ending in bare(phrase.split(maxsplit=1)[0]):
            found = next((w for w in (plain, plain[:-1] + "ء", plain + "ن", feminine) if w in known), "")
            if found:
                return found
    return ""


def without_possessive(phrase: str, data: Language) -> tuple[str, str]:
    """The first word of such a phrase as it is written before a name (`زملاء`, `عائلة`), and the possessive; empty for another
    phrase, and for a share of several (`بعضهم`).
    """
    noun = possessed(phrase, data)
    first = bare(phrase.split(maxsplit=1)[0]) if noun else ""
    ending = max((e for e in data.possessives if first.endswith(e)), key=len, default="")
    if not ending or any(noun == stem(w, data) for share in data.shares for w in words(share)):
        return "", ""
    plain = first.removesuffix(ending)
    return (plain[:-1] + data.before_possessives.get(plain[-1], plain[-1]) if plain else ""), ending


def refers_back(phrase: str, data: Language) -> bool:
    """Whether a phrase names nobody by itself: `البلاد`, `بلاده`, `حزبه`, `حكومته`."""
    parts = stems(phrase, data)
    if len(parts) != 1:
        return not parts
    return parts[0] in lexicon(data.code).generic or bool(owned(parts[0], data))
