"""Gender and number that a cue or a source's words show."""

import functools
import re
from typing import NamedTuple

from qawl.lang import Language, language
from qawl.marks import bare


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
    """What a cue's first word says of its subject: `قالت` a woman or a body, `قالوا` several."""
    found = bare(cue).split()
    if not found:
        return UNKNOWN
    return next((of for pattern, of in _rules(language.code) if pattern.fullmatch(found[0])), UNKNOWN)


def continues(cue: str, language: Language) -> bool:
    """Whether a cue's form goes on with what the same speaker said: `مضيفاً`, `adding`."""
    found = bare(cue).split()
    return bool(found) and _pattern(language.continuing).fullmatch(found[0]) is not None


def of_owner(cue: str, language: Language) -> Agreement:
    """What the possessive on a noun cue says of whose it is: `قوله` his, `دعوتها` hers."""
    found = bare(cue).split()
    if not found or not _pattern(language.verbal_nouns).fullmatch(found[0]):
        return UNKNOWN
    return next((Agreement(*of) for e, of in language.possessive_agreement.items() if found[0].endswith(e)), UNKNOWN)


def of_noun(word: str, language: Language) -> Agreement:
    """What a noun at the head of a name or a description is, by its ending."""
    lowered = bare(word).lower()
    if lowered in language.feminine:
        return Agreement(True, False)
    if lowered in language.masculine:
        return Agreement(False, False)
    if lowered in language.plurals:
        return Agreement(None, True)
    for ending, agreement in language.noun_endings.items():
        if lowered.endswith(ending) and len(lowered) > len(ending) + 1:
            return Agreement(*agreement)
    return UNKNOWN
