"""What a notebook shows of a record: a small table, everything of the text escaped."""

import html
import unicodedata
from collections.abc import Iterable, Sequence

from qawl.marks import shown

MOST = 50
"""Rows that are shown; the number of the others stands below."""
LONGEST = 300
"""Characters of a cell."""
_STYLE = "text-align:start;vertical-align:top"  # of each cell: notebooks have styles of their own
_SAMPLE = 2000  # characters that tell how a text is written


def direction(text: str) -> str:
    """`rtl` or `ltr`: as most letters of a text's beginning are written."""
    kinds = [unicodedata.bidirectional(c) for c in text[:_SAMPLE]]
    right = sum(k in ("R", "AL") for k in kinds)
    return "rtl" if right > kinds.count("L") else "ltr"


def small_table(title: str, facts: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[str]], way: str) -> str:
    """An HTML table with a caption; `way` is `rtl` or `ltr`."""
    all_rows = list(rows)
    head = "".join(f'<th style="{_STYLE}">{_cell(c)}</th>' for c in columns)
    lines = ("".join(f'<td style="{_STYLE}">{_cell(c)}</td>' for c in row) for row in all_rows[:MOST])
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    facts_line = f"<br><small>{_cell(' · '.join(f for f in facts if f))}</small>"
    more = f"<p><small>+ {len(all_rows) - MOST}</small></p>" if len(all_rows) > MOST else ""
    return (
        f'<div dir="{way}"><table><caption style="{_STYLE}"><b>{_cell(title)}</b>{facts_line}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>"
    )


def _cell(text: str) -> str:
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f"<bdi>{html.escape(shown(' '.join(cut.split())))}</bdi>"
