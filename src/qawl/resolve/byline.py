"""Who stands under a quotation: a pull quote or a post with the name or the office of its speaker behind it."""

import re

import msgspec

from qawl.resolve.entities import Entities
from qawl.types import Span, Statement

_AFTER = re.compile(r'[ "”».…]*(?:[-–—] ?|\n ?)?')
_ENDED = re.compile(r'\n ?$|[.!?؟…][ "”»]*$')
"""A line or a sentence that ends: what follows may be one of its own."""
_LINE = 120
"""Most characters of what only says who spoke, up to the line's end."""
_GAP = 3
"""Most characters between an office and a name."""


def with_byline(statement: Statement, entities: Entities) -> Statement:
    """The statement with the person right behind its quotation for a source, where it has neither cue nor source."""
    if statement.cue or statement.source or statement.quotation != "direct":
        return statement
    behind = _AFTER.match(entities.text, statement.content[-1].end)
    assert behind is not None  # it matches nothing, too
    start = behind.end()
    line = entities.text[start : start + _LINE + 1].split("\n", maxsplit=1)[0].rstrip()
    before = entities.text[statement.content[-1].start : start]
    if _ENDED.search(before) and (len(line) > _LINE or line.endswith((".", ":"))):
        return statement
    source = _person(start, entities)
    return statement if source is None else msgspec.structs.replace(statement, source=(source,))


def _person(start: int, entities: Entities) -> Span | None:
    """The person's name or office, or both, that begins at an offset."""
    title, name = entities.title_at(start, start + 1), _name(start, start + 1, entities)
    if title is not None and title.start == start:
        name = _name(title.end, title.end + _GAP, entities)
        return Span(start, name.end if name else title.end)
    if name is None:
        return None
    title = entities.title_at(name.end, name.end + _GAP)
    return Span(start, title.end if title else name.end)


def _name(low: int, high: int, entities: Entities) -> Span | None:
    """The person's name that begins between two offsets."""
    return next((entities.names[k].span for k in entities.between(low, high) if entities.of[k].kind == "person"), None)
