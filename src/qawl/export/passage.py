"""A place in a document's text, to read in a terminal."""

import re
from bisect import bisect_right

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from qawl.export.table import isolated, table
from qawl.lang import language, languages
from qawl.marks import shown
from qawl.types import Record, Span

BEGIN, END = "[[", "]]"
"""Around the place: without colours it would not be seen."""


def passage_table(record: Record, place: Span, around: int = 1) -> RenderableType:
    """The lines in which a place stands, with so many before and after them, the place marked; then the record's statements."""
    right = record.lang in languages() and language(record.lang).right_to_left
    facts = (record.title or record.id, record.outlet, record.author, record.published, f"[{place.start}:{place.end}]")
    head = Text("  ".join(isolated(f) for f in facts if f), style="bold")
    lines = Text(justify="right" if right else "left")
    low, high = _lines(record.text, place, around)
    for part, style in (
        (record.text[low : place.start], "default"),
        (BEGIN + place.of(record.text) + END, "bold yellow"),
        (record.text[place.end : high], "default"),
    ):
        lines.append("\n".join(map(shown, part.split("\n"))), style=style)
    return Group(Rule(head, align="left", style="dim"), lines, *([table(record)] if record.statements else []))


def _lines(text: str, place: Span, around: int) -> tuple[int, int]:
    """Start of the first line and end of the last one."""
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    first = bisect_right(starts, place.start) - 1 - around
    after = bisect_right(starts, max(place.start, place.end - 1)) + around
    return starts[max(first, 0)], starts[after] - 1 if after < len(starts) else len(text)
