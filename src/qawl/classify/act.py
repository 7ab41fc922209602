"""Which act a statement is: the tagger's likeliest, unless the cue leaves no choice (`denied`, `نفى`)."""

import functools

from qawl.fold import fold
from qawl.lang import Language, language
from qawl.types import Act


@functools.cache
def _decided(code: str) -> dict[str, Act]:
    return {fold(word): act for act, words in language(code).acts.items() for word in words}


def act_of(cue: str, likeliest: Act, language: Language) -> Act:
    """The act that a cue's first word decides by itself, or else the likeliest one."""
    first = fold(cue).split()[:1]
    return _decided(language.code).get(first[0], likeliest) if first else likeliest
