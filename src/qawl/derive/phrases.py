"""Words and names as derived facts compare them."""

from collections.abc import Iterable

from qawl.fold import fold
from qawl.types import Entity


def plain_words(phrase: str) -> list[str]:
    """The folded words of a phrase, without the article that Arabic writes on to them."""
    return [w.removeprefix("ال") for w in fold(phrase).split()]


def bodies_called(entities: Iterable[Entity]) -> dict[str, str]:
    """The names of bodies and states, by all that a document calls them, folded."""
    return {fold(a): e.name for e in entities if e.kind != "person" for a in (*e.aliases_in_text, e.name)}
