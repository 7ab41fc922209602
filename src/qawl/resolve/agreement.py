"""Gender and number that a cue or a source's words show."""

import functools
import re
from typing import NamedTuple

from qawl.fold import fold
from qawl.lang import Language, language
from qawl.marks import bare
from qawl.resolve.cluster import Cluster, nearest
from qawl.resolve.entities import Entities
from qawl.resolve.lexicon import lexicon
from qawl.resolve.phrase import stem, words


class Agreement(NamedTuple):
    """feminine: True, False, or None where it can't be told; plural likewise (the dual counts as plural)."""

    feminine: bool | None = None
    plural: bool | None = None


UNKNOWN = Agreement()


@functools.cache
def _rules(code: str) -> tuple[tuple[re.Pattern[str], Agreement], ...]:
    return tuple((re.compile(pattern), Agreement(*of)) for pattern, *of in language(code).verb_agreement)


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern or r"(?!)")


def of_cue(cue: str, language: Language) -> Agreement:
    """What a cue's first word says of its subject: `قالت` a woman or a body, `قالوا` several; a noun (`دعوته`) nothing."""
    found = bare(cue).split()
    if not found or of_owner(cue, language) != UNKNOWN:
        return UNKNOWN
    return next((of for pattern, of in _rules(language.code) if pattern.fullmatch(found[0])), UNKNOWN)


def continues(cue: str, language: Language) -> bool:
    """Whether a cue's form goes on with what the same speaker said: `مضيفاً`, `adding`."""
    return _is_formed(cue, language.continuing)


def first_person(cue: str, language: Language) -> bool:
    """Whether a cue's form says that the speaker speaks of himself: `نؤكد`."""
    return _is_formed(cue, language.first_person)


def _is_formed(cue: str, pattern: str) -> bool:
    """Whether a pattern fits a cue's first word."""
    found = bare(cue).split()
    return bool(found) and _pattern(pattern).fullmatch(found[0]) is not None


def of_owner(cue: str, language: Language) -> Agreement:
    """What the possessive on a noun cue says of whose it is: `قوله` his, `دعوتها` hers."""
    found = bare(cue).split()
    if not found or not _pattern(language.verbal_nouns).fullmatch(found[0]):
        return UNKNOWN
    return next((Agreement(*of) for e, of in language.possessive_agreement.items() if found[0].endswith(e)), UNKNOWN)


@functools.cache
def _nouns(code: str) -> dict[str, Agreement]:
    """The listed nouns, without article, and what they are: heads of bodies and persons without an ending are masculine."""
    data = language(code)
    out: dict[str, Agreement] = {}
    if data.noun_endings:
        marked = tuple(fold(e) for e in data.noun_endings)
        heads = (stem(w, data) for entry in data.bodies | data.functions | data.unnamed for w in words(entry)[:1])
        out = {w: Agreement(False, False) for w in heads if not w.endswith(marked)}
    for listed, agreement in (
        (data.masculine, Agreement(False, False)),
        (data.feminine, Agreement(True, False)),
        (data.plurals, Agreement(None, True)),
    ):
        out |= {stem(w, data): agreement for entry in listed for w in words(entry)[:1]}
    return out


def of_noun(word: str, language: Language) -> Agreement:
    """What a noun at the head of a name or a description is: as listed, else by its ending.

    A word with a capital shows nothing by its ending where names have them, but as a noun of bodies or persons: Jones, Reuters.
    """
    lowered = bare(word).lower()
    noun = stem(next(iter(words(lowered)), ""), language)
    listed = _nouns(language.code).get(noun)
    if listed is not None:
        return listed
    if language.name_particles and word[:1].isupper() and not _is_noun(noun, language):
        return UNKNOWN
    for ending, agreement in language.noun_endings.items():
        if lowered.endswith(ending) and len(lowered) > len(ending) + 1:
            return Agreement(*agreement)
    return UNKNOWN


def _of_name(word: str, language: Language) -> Agreement:
    """What the first word of a name is; a plural ending without an article may be the name's own letters (`أمازون`)."""
    found, noun = of_noun(word, language), next(iter(words(word)), "")
    own = found.plural and language.definite and not word.startswith(language.definite) and not _is_noun(noun, language)
    return UNKNOWN if own and noun not in _nouns(language.code) else found


def _is_noun(stem: str, language: Language) -> bool:
    known = lexicon(language.code)
    return stem in known.nouns or stem in known.unnamed


def agreement_of(c: Cluster, entities: Entities) -> Agreement:
    """What a party is, by its given name or its name's first word, by the verbs that were said of it so far, or its titles."""
    language = entities.language
    if c.members:
        return Agreement(None, True)
    first = c.name.split()[:1]
    noun = UNKNOWN
    if first:
        noun = of_noun(first[0], language) if c.description else _of_name(first[0], language)
    if c.kind == "person" and not c.description:
        return Agreement(_woman(c, first[0] if first else "", noun, entities), False)
    if c.kind == "state":
        masculine = noun.feminine is False
        return Agreement(not masculine if language.feminine_states else None, False)
    if noun == UNKNOWN and c.feminine:
        return Agreement(c.feminine > 0, False)
    return noun


def _woman(person: Cluster, given: str, noun: Agreement, entities: Entities) -> bool | None:
    """Whether a person is a woman, where that can be told."""
    language, given = entities.language, fold(given)
    if given in language.women or given in language.men:
        return given in language.women
    if person.feminine:
        return person.feminine > 0
    if noun.plural is False and " " in person.name:  # one word may be a surname
        return noun.feminine
    office = next((s.of(entities.text).split()[0] for s in nearest(person.title_spans, len(entities.text))), "")
    held = next(iter(entities.stems(office)), "") in entities.lexicon.functions
    return of_noun(office, language).feminine if held else None
