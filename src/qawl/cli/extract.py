"""`qawl extract`."""

from typing import Literal

import click

from qawl.cli.inputs import Inputs, reads_articles, write_each

Format = Literal["table", "json", "jsonl", "csv"]


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", "table", "json", "jsonl", "csv"]),
    default="auto",
    show_default=True,
    help="auto: table on a terminal, else jsonl.",
)
@reads_articles
@click.pass_context
def extract(ctx: click.Context, form: str, inputs: Inputs) -> None:
    """Find every attributed statement of the articles in SOURCES: plain text, JSONL with {"id", "text"} a line, and whatever
    else `qawl read` reads.

    Without SOURCES, or for -, reads standard input. Exit status 0; 1 where a document failed (named on stderr, the others
    are done); 2 for a wrong call.
    """
    chosen: Format = ("table" if inputs.on_terminal else "jsonl") if form == "auto" else form  # type: ignore[assignment]
    if write_each(chosen, inputs):
        ctx.exit(1)
