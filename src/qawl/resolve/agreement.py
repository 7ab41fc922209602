"""Gender and number that a cue or a source's words show."""

from typing import NamedTuple

from qawl.lang import Language
from qawl.marks import bare


class Agreement(NamedTuple):
    """feminine: True, False, or None where it can't be told; plural likewise (the dual counts as plural)."""

    feminine: bool | None = None
    plural: bool | None = None


UNKNOWN = Agreement()


def of_cue(cue: str, language: Language) -> Agreement:
    """What a cue's first word says of its subject: `قالت` a woman or a body, `قالوا` several."""
    found = bare(cue).split()
    if not found or not language.verb_agreement:
        return UNKNOWN
    word = found[0]
    for rule in language.verb_agreement:
        if word.startswith(rule.prefix) and word.endswith(rule.suffix) and len(word) >= rule.letters:
            return Agreement(rule.feminine, rule.plural)
    return UNKNOWN


def of_owner(cue: str, language: Language) -> Agreement:
    """What the possessive on a noun cue says of whose it is: `قوله` his, `دعوتها` hers."""
    found = bare(cue).split()
    if not found:
        return UNKNOWN
    for ending, agreement in language.possessive_agreement.items():
        if found[0].endswith(ending) and len(found[0]) > len(ending) + 2:
            return Agreement(*agreement)
    return UNKNOWN


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
