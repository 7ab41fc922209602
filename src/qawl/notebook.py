"""What a notebook shows of a record: a small table, everything of the text escaped."""

import html
import unicodedata
from collections.abc import Iterable, Sequence

from qawl.marks import shown

MOST = 50
"""Rows that are shown; the number of the others stands below."""
LONGEST = 300
"""Characters of a cell."""
_SAMPLE = 2000  # characters that tell how a text is written


def direction(text: str) -> str:
    """`rtl` or `ltr`: as most letters of a text's beginning are written."""
    kinds = [unicodedata.bidirectional(c) for c in text[:_SAMPLE]]
    right = sum(k in ("R", "AL") for k in kinds)
    return "rtl" if right > kinds.count("L") else "ltr"


def small_table(title: str, facts: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[str]], way: str) -> str:
    """An HTML table with a caption; `way` is `rtl` or `ltr`."""
    all_rows = list(rows)
    head = "".join(f"<th>{_cell(c)}</th>" for c in columns)
    body = "".join("<tr>" + "".join(f"<td>{_cell(c)}</td>" for c in row) + "</tr>" for row in all_rows[:MOST])
    facts_line = f"<br><small>{_cell(' · '.join(f for f in facts if f))}</small>"
    more = f"<p><small>+ {len(all_rows) - MOST}</small></p>" if len(all_rows) > MOST else ""
    style = "text-align:start;vertical-align:top"
    return (
        f'<div dir="{way}"><table style="{style}"><caption style="{style}"><b>{_cell(title)}</b>{facts_line}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>"
    )


def _cell(text: str) -> str:
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f"<bdi>{html.escape(shown(' '.join(cut.split())))}</bdi>"
