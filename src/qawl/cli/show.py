"""`qawl show`."""

import re
from pathlib import Path

import click
import msgspec

from qawl.cli.output import Output, show
from qawl.cli.store import in_formats, uses_store
from qawl.errors import NoSuch
from qawl.export import csv_header, csv_rows, table, to_json
from qawl.store import Store

_PLACE = re.compile(r"\d+-\d+")


@click.command("show")
@click.argument("link")
@in_formats
@uses_store()
def show_link(store: Store, link: str, form: str, output: Path | None) -> None:
    """Show what LINK names, as search prints it: a document's record, or of it only one statement."""
    key, _, part = link.partition("/")
    record = store.record(key)
    if part and not _PLACE.fullmatch(part):
        chosen = tuple(s for s in record.statements if s.id == part)
        if not chosen:
            raise NoSuch(f"no statement {part} in {key}")
        record = msgspec.structs.replace(record, statements=chosen)
    with Output(output) as out:
        if form == "table" or (form == "auto" and out.is_terminal):
            show(table(record), out)
        elif form == "csv":
            out.write((csv_header() + csv_rows(record)).encode())
        else:
            out.write(to_json(record) + b"\n")
