"""Relative clauses that no sign parts from a content's last noun: they belong to it."""

import functools
import re
from bisect import bisect_left

import msgspec

from qawl.lang import Language, language
from qawl.marks import QUOTES
from qawl.types import Span, Statement

_SIGNS = ".…،,؛;:!؟?"


@functools.cache
def _clause(code: str) -> re.Pattern[str]:
    """A relative clause right behind a noun, up to the next sign."""
    words = "|".join(sorted(language(code).relative))
    return re.compile(rf"[{QUOTES}]? (?:{words})\b(?:[^{_SIGNS}\n]*[^{_SIGNS}\s])?")


def related(text: str, statements: list[Statement], language: Language) -> list[Statement]:
    """The statements of one text, in order, each with the relative clause that follows its content at once, unless there is a cue
    in that: it may be the narrator's.
    """
    if not language.relatives_bind:
        return statements
    clause = _clause(language.code)
    cues = sorted(c.start for s in statements for c in s.cue)
    return [_whole(text, s, clause, cues) for s in statements]


def _whole(text: str, s: Statement, clause: re.Pattern[str], cues: list[int]) -> Statement:
    last = s.content[-1]
    match = clause.match(text, last.end)
    if match is None or bisect_left(cues, last.end) < bisect_left(cues, match.end()):
        return s
    return msgspec.structs.replace(s, content=(*s.content[:-1], Span(last.start, match.end())))
