"""What the commands that read articles share: their options, the documents, and each one's outcome."""

import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from qawl.cli.messages import say, say_failed
from qawl.cli.output import Output, Writer
from qawl.errors import BadDate, UsageError
from qawl.parallel import Make, Outcome, run
from qawl.pipeline import load
from qawl.read import Failure, check_date, read_file, read_stream
from qawl.types import Document

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
ReadAs = Literal["auto", "text", "jsonl"]


def date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A date as click reads it."""
    if value is not None:
        try:
            check_date(value)
        except BadDate as error:
            raise click.BadParameter(str(error)) from error
    return value


_OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
_OPTIONS = (
    click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)),
    click.option(
        "--input",
        "read_as",
        type=click.Choice(["auto", "text", "jsonl"]),
        default="auto",
        show_default=True,
        help="What the files hold.",
    ),
    click.option("--published", callback=date, metavar="DATE", help="ISO 8601 date of documents that do not say theirs."),
    click.option("--lang", type=click.Choice(["auto", "ar", "en"]), default="auto", show_default=True),
    click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes."),
    click.option("--model", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of another model."),
    click.option("--parties", type=_FILE, help="JSON or JSONL file of parties and aliases, added to those that ship."),
    click.option("--convention", default="qawl", show_default=True, help="Convention of annotation: qawl, or polnear."),
)


@dataclass(frozen=True)
class Inputs:
    """The options of a command that reads articles."""

    files: tuple[Path, ...]
    output: Path | None
    read_as: ReadAs
    published: str | None
    lang: str
    workers: int
    model: Path | None
    parties: Path | None
    convention: str

    @property
    def on_terminal(self) -> bool:
        """Whether the result goes to a terminal."""
        return self.output is None and sys.stdout.isatty()

    def outcomes(self) -> Iterator[tuple[Document | Failure, Outcome]]:
        """Each document with its record or failure, in order; failures and warnings are said, and progress shown, on stderr.

        The model is loaded at once. Raises UsageError where there is nothing to read, or the output is one of the files.
        """
        documents = self.documents()
        refuse_overwriting(self.files, self.output)
        return self._told(run(self.make, documents, self.workers))

    @property
    def make(self) -> Make:
        """Makes the pipeline."""
        return functools.partial(load, self.model, lang=self.lang, convention=self.convention, parties=self.parties)

    def documents(self) -> Iterator[Document | Failure]:
        """The documents. Raises UsageError at once where there is nothing to read."""
        if not self.files and (sys.stdin is None or sys.stdin.isatty()):
            command = click.get_current_context().info_name
            raise UsageError(f"name a file, or pipe a text in: qawl {command} article.txt")
        return _documents(self._sources, self.read_as, self.published)

    @property
    def total(self) -> int | None:
        """How many documents there are, where that is known before they are read."""
        files = self._sources
        return len(files) if self.read_as == "text" or all(f.suffix == ".txt" for f in files) else None

    @property
    def _sources(self) -> tuple[Path, ...]:
        return self.files or (Path("-"),)

    def _told(self, done: Iterator[tuple[Document | Failure, Outcome]]) -> Iterator[tuple[Document | Failure, Outcome]]:
        with progress(self.total, shown=not self.on_terminal) as bars:
            bar = bars.add_task(click.get_current_context().info_name or "", total=self.total)
            for document, outcome in done:
                if isinstance(outcome, Failure):
                    say_failed(outcome)
                else:
                    for warning in outcome.warnings:
                        say(f"{outcome.id}: warning: {warning}")
                yield document, outcome
                bars.advance(bar)


def reads_articles(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that `Inputs` holds, as its argument `inputs`. Put it under the command's own options."""
    return _taking(command, (*_OPTIONS[:1], _OUTPUT, *_OPTIONS[1:]))


def reads_sources(command: Callable[..., None]) -> Callable[..., None]:
    """The same without `--output`, for a command that has another place to write to."""
    return _taking(command, _OPTIONS)


def _taking(command: Callable[..., None], given: Sequence[Callable[..., Any]]) -> Callable[..., None]:
    @functools.wraps(command)
    def call(*args: Any, **options: Any) -> None:
        taken = {name: options.pop(name, None) for name in Inputs.__dataclass_fields__}
        command(*args, inputs=Inputs(**taken), **options)

    wrapped: Callable[..., None] = call
    for option in reversed(given):
        wrapped = option(wrapped)
    return wrapped


def write_each(form: Literal["table", "json", "jsonl", "csv"], inputs: Inputs) -> int:
    """Write each record as soon as it is made; how many documents failed."""
    outcomes, failed = inputs.outcomes(), 0  # refuses what can't be done before the output is opened
    with Output(inputs.output) as out, Writer(form, out) as writer:
        for document, outcome in outcomes:
            if isinstance(outcome, Failure):
                failed += 1
            else:
                writer.write(outcome, document.extra if isinstance(document, Document) else {})
    return failed


def refuse_overwriting(files: tuple[Path, ...], output: Path | None) -> None:
    """Raises UsageError where the output is one of the files."""
    if output is not None and output.exists():
        for path in files:
            if path.exists() and path.samefile(output):
                raise UsageError(f"{output} is read and can't be written to at the same time")


def _documents(files: tuple[Path, ...], form: ReadAs, published: str | None) -> Iterator[Document | Failure]:
    for path in files:
        if str(path) == "-":
            yield from read_stream(sys.stdin.buffer, "stdin", form, published)
        else:
            yield from read_file(path, form, published)


def progress(count: int | None, *, shown: bool) -> Progress:
    """A bar on stderr, for long work that is watched: not where the result goes to the same terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not (shown and console.is_terminal and count != 1))
