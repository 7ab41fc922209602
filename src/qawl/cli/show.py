"""`qawl show`."""

import re
from pathlib import Path

import click
import msgspec

from qawl.cli.output import Output, show
from qawl.cli.store import in_formats, uses_store
from qawl.errors import NoSuch
from qawl.export import csv_header, csv_rows, table, to_json
from qawl.export.passage import passage_table
from qawl.store import Store
from qawl.types import ROLES, Record, Span, Statement, covered

_PLACE = re.compile(r"\d{1,9}-\d{1,9}")


@click.command("show")
@click.argument("link")
@in_formats
@uses_store()
def show_link(store: Store, link: str, form: str, output: Path | None) -> None:
    """Show what LINK names, as search prints it: a document's record, of it only one statement, or a place (D/START-END), marked
    in its lines, with the statements that stand there.
    """
    key, _, part = link.partition("/")
    record = store.record(key)
    place = _place(part, record) if _PLACE.fullmatch(part) else None
    if part:
        chosen = tuple(s for s in record.statements if (_stands_at(s, place) if place else s.id == part))
        if not chosen and place is None:
            raise NoSuch(f"no statement {part} in {key}")
        record = msgspec.structs.replace(record, statements=chosen)
    with Output(output) as out:
        if form == "table" or (form == "auto" and out.is_terminal):
            show(passage_table(record, place) if place else table(record), out)
        elif form == "csv":
            out.write((csv_header() + csv_rows(record)).encode())
        else:
            out.write(to_json(record, {"place": msgspec.Raw(msgspec.json.encode(place))} if place else {}) + b"\n")


def _place(part: str, record: Record) -> Span:
    start, end = map(int, part.split("-"))
    if not start < end <= len(record.text):
        raise NoSuch(f"no place {part} in a text of {len(record.text)} characters")
    return Span(start, end)


def _stands_at(statement: Statement, place: Span) -> bool:
    return any(covered(place, getattr(statement, role)) for role in ROLES)
