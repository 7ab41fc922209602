"""Statements as CSV rows that Excel opens right: a byte-order mark, and no cell that it would run as a formula."""

import csv
import io
import re

from qawl.marks import IGNORED
from qawl.types import ROLES, Record

CSV_COLUMNS = (
    *("document", "id", "speaker", "speaker_kind", "act", "quotation"),
    *ROLES,
    *("parent", "via", "time", "confidence"),
    *(f"{role}_span" for role in ROLES),
)
BOM = "\ufeff"
# a formula may hide behind spaces and invisible controls, and have full-width signs
_FORMULA = re.compile(f"[\\s{IGNORED}]*[=+\\-@|%＝＋－＠]|[\t\r\n]")


def csv_header() -> str:
    """The first line, with the byte-order mark."""
    return BOM + csv_line(CSV_COLUMNS)


def csv_rows(record: Record) -> str:
    """One line a statement. Several spans of a role are joined by ` … `; offsets stand as `[12,34) [40,51)`:
    Excel would make dates of `3-12`."""
    out = []
    for s in record.statements:
        spans = {role: getattr(s, role) for role in ROLES}
        confidence = "" if s.confidence is None else f"{s.confidence:.3f}"
        out.append(
            csv_line(
                [
                    *(record.id, s.id, s.speaker, s.speaker_kind or "", s.act, s.quotation),
                    *(" … ".join(x.of(record.text) for x in spans[role]) for role in ROLES),
                    *(s.parent or "", s.via or "", s.time or "", confidence),
                    *(" ".join(f"[{x.start},{x.end})" for x in spans[role]) for role in ROLES),
                ]
            )
        )
    return "".join(out)


def csv_line(cells: list[str] | tuple[str, ...]) -> str:
    """A line, each cell such that a spreadsheet shows and does not run it."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([_defused(c) for c in cells])
    return buffer.getvalue()


def _defused(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run (OWASP: CSV injection); NUL, which no reader takes, is shown."""
    cell = cell.replace("\0", "␀")
    return "'" + cell if _FORMULA.match(cell) else cell
