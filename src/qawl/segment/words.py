"""Words: the units that the tagger labels."""

import re
from collections.abc import Iterator

from qawl.marks import IGNORED
from qawl.types import Span

# Letters, digits and the marks on them; an apostrophe between letters stays inside (don't); any other visible
# character is a unit of its own, so that a span can begin or end at it.
_WORD = re.compile(rf"(?=[^\s{IGNORED}])(?:[\w{IGNORED}]+(?:['’](?=\w)[\w{IGNORED}]+)*|[^\w\s][{IGNORED}]*)")


def iter_words(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every word, in order, as plain tuples (the fast form of `words`)."""
    for match in _WORD.finditer(text):
        yield match.span()


def words(text: str) -> tuple[Span, ...]:
    """Spans of all words and single symbols of the text, in order, never overlapping.

    Arabic marks, tatweel and invisible controls belong to the word they follow.
    """
    return tuple(Span(start, end) for start, end in iter_words(text))
