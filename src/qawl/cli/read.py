"""`qawl read`."""

import click

from qawl.cli.messages import say_failed
from qawl.cli.output import Output, show
from qawl.cli.sources import Sources, reads_sources
from qawl.export.documents import document_json, document_table
from qawl.read import Failure
from qawl.types import Document


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", "table", "jsonl"]),
    default="auto",
    show_default=True,
    help="auto: table on a terminal, else jsonl.",
)
@reads_sources
@click.pass_context
def read(ctx: click.Context, form: str, sources: Sources) -> None:
    """Print the articles in SOURCES as documents: text, title, outlet, author, date, URL, embedded posts.

    A source is a file (plain text, HTML, RSS or Atom, JSONL, WARC; each may be gzip), a folder, a pattern like '2022/**/*.html',
    or a URL. Without SOURCES, or for -, reads standard input. Exit status 0; 1 where something failed (named on stderr, the
    others are done); 2 for a wrong call.
    """
    as_table = form == "table" or (form == "auto" and sources.on_terminal)
    found, failed = sources.documents(), 0
    with Output(sources.output) as out:
        for document in found:
            if isinstance(document, Failure):
                say_failed(document)
                failed += 1
            else:
                _write(document, out, as_table=as_table)
    if failed:
        ctx.exit(1)


def _write(document: Document, out: Output, *, as_table: bool) -> None:
    if as_table:
        show(document_table(document), out)
    else:
        out.write(document_json(document) + b"\n")
