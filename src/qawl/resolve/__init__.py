"""Resolve: who speaks. A first, simple answer: the words of the source, or the last speaker where there are none."""

import re

import msgspec

from qawl.lang import Language
from qawl.marks import IGNORED, QUOTES
from qawl.types import SpeakerKind, Statement

__all__ = ["resolve"]

_WORD = re.compile(rf"[\w{IGNORED}]+")
_DROPPED = re.compile(f"[{IGNORED}]")
_EDGES = f" \n،,؛;:.()-–—{QUOTES}"


def resolve(text: str, statements: tuple[Statement, ...], language: Language) -> tuple[Statement, ...]:
    """The statements with `speaker` and `speaker_kind`, in the order given (the text's)."""
    named: list[tuple[frozenset[str], str]] = []
    out: list[Statement] = []
    last = ""
    top: dict[str, str] = {}
    for s in statements:
        words = _words(" ".join(span.of(text) for span in s.source))
        if not words or all(w.lower() in language.pronouns for w in words):
            # a nested statement without a source is seldom its parent's speaker's own, but nothing better is known
            speaker = top.get(s.parent or "", "") or last
        else:
            speaker = text[s.source[0].start : s.source[-1].end].strip(_EDGES).replace("\n", " ")
            key = frozenset(words)
            earlier = next((name for known, name in reversed(named) if key < known), None)
            if earlier:
                speaker = earlier
            else:
                named.append((key, speaker))
        if not s.parent:
            last = speaker or last
        top[s.id] = speaker
        out.append(msgspec.structs.replace(s, speaker=speaker, speaker_kind=_kind(speaker, language)))
    return tuple(out)


def _words(source: str) -> list[str]:
    return _WORD.findall(_DROPPED.sub("", source))


def _kind(speaker: str, language: Language) -> SpeakerKind | None:
    words = [w.lower() for w in _words(speaker)]
    if not words:
        return None
    if words[0] in language.unnamed:
        return "unnamed"
    if words[0] in language.functions:
        return "person"
    if any(w in language.bodies for w in words[:2]):
        return "organization"
    return "person" if len(words) > 1 else "organization"
