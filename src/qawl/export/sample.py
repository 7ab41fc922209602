"""A random sample of statements, as a sheet in which a coder checks them. `qawl.export.agreement` reads it back."""

import random
from collections.abc import Iterable, Iterator

from qawl.export.csv import BOM, csv_line
from qawl.export.places import said
from qawl.types import ROLES, Record, Statement

COUNT = 100
"""Statements of a sheet, unless told otherwise."""
SEED = 1
"""Of the random choice: the same records give the same sample."""
AROUND = 200
"""Characters of the text before and after a statement that the coder sees."""

SHOWN = ("document", "statement", "context", "speaker", "cue", "content", "act", "quotation")
"""Columns that Qawl fills."""
CHECKED = ("is_statement", "right_speaker", "right_content")
"""Columns in which the coder writes y or n."""
CODED = {"coded_act": "act", "coded_quotation": "quotation"}
"""Columns in which the coder writes what it is, and Qawl's columns that they are compared with."""
SHEET = (*SHOWN, *CHECKED, *CODED, "note")


def to_sample(records: Iterable[Record], count: int = COUNT, seed: int = SEED) -> Iterator[bytes]:
    """The sheet as CSV, in one piece: so many statements of all, each as likely, in their order."""
    chooser = random.Random(seed)
    chosen: list[tuple[int, tuple[str, ...]]] = []  # a reservoir: only the sample is held
    statements = ((record, s) for record in records for s in record.statements)
    for number, (record, statement) in enumerate(statements):
        place = number if number < count else chooser.randrange(number + 1)
        if place < count:
            chosen[place : place + 1] = [(number, _row(record, statement))]
    rows = (row for _, row in sorted(chosen))
    yield (BOM + "".join(map(csv_line, (SHEET, *rows)))).encode()


def _row(record: Record, s: Statement) -> tuple[str, ...]:
    spans = [x for role in ROLES for x in getattr(s, role)]
    start, end = min(x.start for x in spans), max(x.end for x in spans)
    before, after = record.text[max(0, start - AROUND) : start], record.text[end : end + AROUND]
    if len(before) == AROUND:
        before = before.partition(" ")[2]  # the first word may have lost its beginning
    if len(after) == AROUND:
        after = after.rpartition(" ")[0]
    context = " ".join((before + record.text[start:end] + after).split())
    shown = (record.id, s.id, context, s.speaker, said(record.text, s.cue), said(record.text, s.content), s.act, s.quotation)
    return (*shown, *[""] * (len(SHEET) - len(shown)))
