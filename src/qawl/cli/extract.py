"""`qawl extract`."""

import functools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from qawl.cli.messages import say, say_failed
from qawl.cli.output import Output, Writer
from qawl.errors import BadDate, UsageError
from qawl.parallel import run
from qawl.pipeline import load
from qawl.read import Failure, check_date, read_file, read_stream
from qawl.types import Document

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
Format = Literal["table", "json", "jsonl", "csv"]
FORMATS = ["auto", "table", "json", "jsonl", "csv"]
FORMAT_HELP = "auto: a table on a terminal, else jsonl."


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            check_date(value)
        except BadDate as error:
            raise click.BadParameter(str(error)) from error
    return value


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", "table", "json", "jsonl", "csv"]),
    default="auto",
    show_default=True,
    help="auto: table on a terminal, else jsonl.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.option(
    "--input",
    "read_as",
    type=click.Choice(["auto", "text", "jsonl"]),
    default="auto",
    show_default=True,
    help="What the files hold.",
)
@click.option("--published", callback=_date, metavar="DATE", help="ISO 8601 date of documents that do not say theirs.")
@click.option("--lang", type=click.Choice(["auto", "ar", "en"]), default="auto", show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--model", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of another model.")
@click.option("--parties", type=_FILE, help="JSON or JSONL file of parties and aliases, added to those that ship.")
@click.option("--convention", default="qawl", show_default=True, help="Convention of annotation: qawl, or polnear.")
@click.pass_context
def extract(
    ctx: click.Context,
    files: tuple[Path, ...],
    form: str,
    output: Path | None,
    read_as: Literal["auto", "text", "jsonl"],
    published: str | None,
    lang: str,
    workers: int,
    model: Path | None,
    parties: Path | None,
    convention: str,
) -> None:
    """Find every attributed statement of the articles in FILES (plain text, or JSONL with {"id", "text"} a line).

    Without FILES, or for -, reads standard input. Exit status 0; 1 where a document failed (named on stderr, the others
    are done); 2 for a wrong call.
    """
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("name a file, or pipe a text in: qawl extract article.txt")
    files = files or (Path("-"),)
    _refuse_overwriting(files, output)
    total = len(files) if read_as == "text" or all(f.suffix == ".txt" for f in files) else None
    on_terminal = output is None and sys.stdout.isatty()
    chosen: Format = ("table" if on_terminal else "jsonl") if form == "auto" else form  # type: ignore[assignment]
    failed = 0
    make = functools.partial(load, model, lang=lang, convention=convention, parties=parties)
    outcomes = run(make, _documents(files, read_as, published), workers)
    with Output(output) as out, Writer(chosen, out) as writer, _progress(total, shown=not on_terminal) as progress:
        task = progress.add_task("extract", total=total)
        for document, outcome in outcomes:
            if isinstance(outcome, Failure):
                failed += 1
                say_failed(outcome)
            else:
                for warning in outcome.warnings:
                    say(f"{outcome.id}: warning: {warning}")
                writer.write(outcome, document.extra if isinstance(document, Document) else {})
            progress.advance(task)
    if failed:
        ctx.exit(1)


def _refuse_overwriting(files: tuple[Path, ...], output: Path | None) -> None:
    if output is not None and output.exists():
        for path in files:
            if path.exists() and path.samefile(output):
                raise UsageError(f"{output} is read and can't be written to at the same time")


def _documents(
    files: tuple[Path, ...], form: Literal["auto", "text", "jsonl"], published: str | None
) -> Iterator[Document | Failure]:
    for path in files:
        if str(path) == "-":
            yield from read_stream(sys.stdin.buffer, "stdin", form, published)
        else:
            yield from read_file(path, form, published)


def _progress(count: int | None, *, shown: bool) -> Progress:
    """A bar on stderr, for long work that is watched: not where the result goes to the same terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not (shown and console.is_terminal and count != 1))
