"""The words of pages in a language: what stands around an article. `reading.json` in the language's folder."""

import functools
import importlib.resources

import msgspec

from qawl.fold import fold
from qawl.lang import languages


class ReadingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases, folded, of all languages: pages mix them.

    updated: they mark a date as a later one than that of publication. bylines: they stand before an author's name. beside: lines
    that begin with one of several words, or are one, lead away from the article. house: lines that hold one are the publisher's.
    """

    updated: tuple[str, ...]
    bylines: tuple[str, ...]
    beside: tuple[str, ...]
    house: tuple[str, ...]


@functools.cache
def reading_words() -> ReadingWords:
    """The words of every language that has some."""
    found: dict[str, list[str]] = {name: [] for name in ReadingWords.__struct_fields__}
    for code in languages():
        file = importlib.resources.files("qawl.lang") / code / "reading.json"
        if file.is_file():
            words = msgspec.json.decode(file.read_bytes(), type=ReadingWords)
            for name in found:
                found[name] += map(fold, getattr(words, name))
    return ReadingWords(**{name: tuple(phrases) for name, phrases in found.items()})


def holds(folded: str, phrases: tuple[str, ...]) -> bool:
    """Whether a folded text holds one of the phrases, as whole words."""
    padded = f" {folded} "
    return any(f" {phrase} " in padded for phrase in phrases)


def leads_away(folded: str) -> bool:
    """Whether a folded line begins with one of the phrases `beside`; a phrase of one word must be all of it, since it may begin
    a sentence too.
    """
    return any(folded == p or (" " in p and folded.startswith(f"{p} ")) for p in reading_words().beside)
