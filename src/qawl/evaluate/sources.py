"""What kind of words a statement's source is: how far they are from the speaker's name."""

import functools
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

import msgspec

from qawl.evaluate.gold import Json
from qawl.evaluate.names import normal
from qawl.lang import language, languages
from qawl.parties import Parties

SourceKind = Literal["name", "surname", "title", "metonym", "description", "dropped", "pronoun", "unnamed", "joint"]

# In the order in which they are shown.
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)

# An article or a proclitic is only cut off a word that keeps so many letters: ...وال begins names, too.
_LEAST = 2


class SourceKinds:
    """Tells the kinds of the sources of one gold document."""

    def __init__(self, text: str, entities: Iterable[Json]) -> None:
        self._text = text
        self._entities = {entity["name"]: entity for entity in entities}

    def of(self, statement: Json) -> SourceKind | None:
        """The kind of a gold statement's source, the first that fits; None without a speaker.

        `dropped`: no source stands there. `pronoun`: nothing but pronouns. `joint`: of several speakers. `unnamed`: of
        one whom nobody names. `name`: every word of the speaker's canonical or English name stands in it (articles
        and what else is written on to a word aside). Of a person: `surname`, a part of the name (not an office that
        belongs to it, `البابا`), and `title`, no part. Of a body or state: `surname`, a part that tells it from
        others; `metonym`, no part, but the name of any party on record (`qawl.parties`): a capital, a house, a short name;
        `description`, the rest: other words, or no more of the name than its head or a word for a body (`الحركة`).
        """
        speaker = statement.get("speaker")
        if not speaker:
            return None
        kind = statement.get("speaker_kind") or self._entities.get(speaker, {}).get("kind")
        source = " ".join(self._text[start:end] for start, end in statement.get("source") or ())
        found = normal(source).split()
        if not found:
            return "dropped"
        if _known().pronouns.issuperset(found):
            return "pronoun"
        if " + " in speaker:
            return "joint"
        return "unnamed" if kind == "unnamed" else self._named(source, found, speaker, kind)

    def _named(self, source: str, found: list[str], speaker: str, kind: str | None) -> SourceKind:
        english = self._entities.get(speaker, {}).get("name_en")
        names = [parts for name in (speaker, english) if (parts := _parts(name))]
        held = {form for word in found for form in _forms(word)}
        if any(held.issuperset(name) for name in names):
            return "name"
        shared = held.intersection(part for name in names for part in name)
        if kind == "person":
            return "surname" if shared - _known().functions else "title"
        if shared - _known().bodies - {name[0] for name in names}:
            return "surname"
        return "metonym" if not shared and Parties.shipped().find(source) else "description"


class _Known(msgspec.Struct, frozen=True):
    """Words of all languages, normalized; `functions` and `bodies` as stems. `small`: determiners and prepositions."""

    pronouns: frozenset[str]
    functions: frozenset[str]
    bodies: frozenset[str]
    small: frozenset[str]
    articles: tuple[str, ...]
    proclitics: frozenset[str]


@functools.cache
def _known() -> _Known:
    data = [language(code) for code in languages()]
    articles = {normal(article) for d in data for article in d.articles}
    longest_first = tuple(sorted(articles, key=lambda a: (-len(a), a)))

    def stems(words: Iterable[str]) -> frozenset[str]:
        return frozenset(_cut(normal(word), longest_first) for word in words)

    return _Known(
        pronouns=frozenset(normal(word) for d in data for word in d.pronouns),
        functions=stems(word for d in data for word in d.functions),
        bodies=stems(word for d in data for word in d.bodies),
        small=frozenset(normal(word) for d in data for word in d.determiners | d.of_words),
        articles=longest_first,
        proclitics=frozenset(letter for d in data for letter in d.proclitics),
    )


def _parts(name: str | None) -> list[str]:
    """The words of a name without articles and small words."""
    found = normal(name).split()
    return [_cut(word, _known().articles) for word in found if word not in _known().small or len(found) == 1]


def _forms(word: str) -> Iterator[str]:
    """A word of a source without its article, and without a letter that may be written on to it."""
    yield _cut(word, _known().articles)
    if word[0] in _known().proclitics and len(word) > _LEAST:
        yield _cut(word[1:], _known().articles)


def _cut(word: str, articles: tuple[str, ...]) -> str:
    article = next((a for a in articles if word.startswith(a) and len(word) >= len(a) + _LEAST), "")
    return word[len(article) :]
