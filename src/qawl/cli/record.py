"""`qawl record`."""

from pathlib import Path
from typing import Literal

import click
import msgspec

from qawl.cli.inputs import Inputs, reads_articles, write_each
from qawl.cli.output import Output, show
from qawl.derive.merge import dossier
from qawl.export.page import to_html
from qawl.export.record_table import record_table
from qawl.types import Record

Format = Literal["table", "json", "jsonl", "html"]
_SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".json": "json", ".txt": "table"}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", "table", "json", "jsonl", "html"]),
    default="auto",
    show_default=True,
    help="auto: what OUTPUT ends in (.html, .json, .jsonl); else table on a terminal, jsonl off it.",
)
@reads_articles
@click.pass_context
def record(ctx: click.Context, form: str, inputs: Inputs) -> None:
    """Print the whole record of the articles in SOURCES on one page: parties and offices, meetings, who stands where on what,
    disputes, statements. Several articles make one record; jsonl has a line for each.

    Each line names the statements that it rests on. html is one file without scripts, to mail around. Without SOURCES, or
    for -, reads standard input. Exit status as of extract; where no article can be read, nothing is written.
    """
    chosen = _chosen(form, inputs)
    if chosen == "jsonl":
        failed = write_each("jsonl", inputs)
    else:
        done = [outcome for _, outcome in inputs.outcomes()]
        records = [r for r in done if isinstance(r, Record)]
        failed = len(done) - len(records)
        if records or not failed:
            with Output(inputs.output) as out:
                _write(chosen, records, out)
    if failed:
        ctx.exit(1)


def _chosen(form: str, inputs: Inputs) -> Format:
    if form != "auto":
        return form  # type: ignore[return-value]
    suffix = (inputs.output or Path()).suffix.lower()
    return _SUFFIXES.get(suffix, "table" if inputs.on_terminal else "jsonl")


def _write(form: Format, records: list[Record], out: Output) -> None:
    made = dossier(records)
    if form == "html":
        out.write(to_html(made).encode())
    elif form == "json":
        out.write(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    else:
        show(record_table(made), out)
