"""Resolve: who speaks. A first, simple answer: the words of the source, or the last speaker where there are none."""

import re

import msgspec

from qawl.lang import Language
from qawl.marks import IGNORED, QUOTES, bare
from qawl.types import SpeakerKind, Statement

__all__ = ["resolve"]

_WORD = re.compile(rf"[\w{IGNORED}]+")
_EDGES = " \n،,؛;:.-–—"
_QUOTED = re.compile(f"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")


class _Names:
    """Speakers named so far, by the words of their names."""

    def __init__(self) -> None:
        self._full: dict[frozenset[str], str] = {}
        self._latest: dict[str, frozenset[str]] = {}  # by word: the latest name of several words that holds it

    def full(self, source: str) -> str:
        """The fuller name that was given before to whom a source names (Rawi: the envoy Salem Rawi), else the source."""
        words = frozenset(_words(source))
        for word in words:
            known = self._latest.get(word)
            if known and words < known:
                return self._full[known]
        name = self._full.setdefault(words, source)
        if len(words) > 1:
            self._latest.update(dict.fromkeys(words, words))
        return name


def resolve(text: str, statements: tuple[Statement, ...], language: Language) -> tuple[Statement, ...]:
    """The statements with `speaker` and `speaker_kind`, in the order given (the text's)."""
    names = _Names()
    by_id: dict[str, str] = {}
    out: list[Statement] = []
    last = ""
    for s in statements:
        words = _words(" ".join(span.of(text) for span in s.source))
        if not words or all(w.lower() in language.pronouns for w in words):
            # a nested statement without a source: most often its parent's speaker goes on
            speaker = by_id.get(s.parent or "", "") or last
        else:
            named = text[s.source[0].start : s.source[-1].end].strip(_EDGES).replace("\n", " ")
            quoted = _QUOTED.fullmatch(named)
            speaker = names.full(quoted[1] if quoted else named)
        if not s.parent:
            last = speaker or last
        by_id[s.id] = speaker
        out.append(msgspec.structs.replace(s, speaker=speaker, speaker_kind=_kind(speaker, language)))
    return tuple(out)


def _words(source: str) -> list[str]:
    return [w for w in map(bare, _WORD.findall(source)) if w]


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
