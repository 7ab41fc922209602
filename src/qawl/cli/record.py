"""`qawl record`."""

from pathlib import Path
from typing import Literal

import click
import msgspec

from qawl.cli.inputs import Inputs, reads_articles, write_each
from qawl.cli.messages import say
from qawl.cli.output import Output, show
from qawl.cli.stored import WORDS, is_store, records_in
from qawl.derive.merge import dossier
from qawl.errors import UsageError
from qawl.export.json import to_json
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
@WORDS
@reads_articles
@click.pass_context
def record(ctx: click.Context, form: str, words: str, inputs: Inputs) -> None:
    """Print the whole record of the articles in SOURCES on one page: parties and offices, meetings, who stands where on what,
    disputes, statements. Several articles make one record; jsonl has a line for each.

    SOURCES may be stores as well. Each line names the statements that it rests on. html is one file without scripts, to mail
    around. Without SOURCES, or for -, reads standard input. Exit status as of extract; where no article can be read, nothing is
    written.
    """
    chosen = _chosen(form, inputs)
    inputs.sources.refuse_overwriting()
    files = inputs.sources.files
    stores = [*dict.fromkeys(f for f in files if is_store(Path(f)))]
    if words and not stores:
        raise UsageError("--words goes with a store")
    kept = [r for store in stores for r in records_in(Path(store), words)]
    if words and not kept:
        say("no document of the store has these words")
    rest = inputs.of(f for f in files if f not in stores)
    failed = 0
    if chosen == "jsonl" and not stores:
        failed = write_each("jsonl", inputs)
    else:
        done = [outcome for _, outcome in rest.outcomes()] if rest.sources.files or not stores else []
        records = [*kept, *(r for r in done if isinstance(r, Record))]
        failed = len(done) - (len(records) - len(kept))
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
    if form == "jsonl":
        out.write(b"".join(to_json(r) + b"\n" for r in records))
        return
    made = dossier(records)
    if form == "html":
        out.write(to_html(made).encode())
    elif form == "json":
        out.write(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    else:
        show(record_table(made), out)
