"""What the commands that extract share: their options, the documents, and each one's outcome."""

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from qawl.cli.messages import say, say_failed
from qawl.cli.output import Output, Writer
from qawl.cli.sources import OUTPUT, SOURCE_OPTIONS, Sources
from qawl.parallel import Make, Outcome, run
from qawl.pipeline import load
from qawl.read import Failure
from qawl.types import Document

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)

_OPTIONS = (
    click.option("--lang", type=click.Choice(["auto", "ar", "en"]), default="auto", show_default=True),
    click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes."),
    click.option("--model", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of another model."),
    click.option("--parties", type=_FILE, help="JSON or JSONL file of parties and aliases, added to those that ship."),
    click.option("--convention", default="qawl", show_default=True, help="Convention of annotation: qawl, or polnear."),
)


@dataclass(frozen=True)
class Inputs:
    """The options of a command that extracts."""

    sources: Sources
    lang: str
    workers: int
    model: Path | None
    parties: Path | None
    convention: str

    @property
    def output(self) -> Path | None:
        """The file to write to."""
        return self.sources.output

    @property
    def on_terminal(self) -> bool:
        """Whether the result goes to a terminal."""
        return self.sources.on_terminal

    def outcomes(self) -> Iterator[tuple[Document | Failure, Outcome]]:
        """Each document with its record or failure, in order; failures and warnings are said, and progress shown, on stderr.

        The model is loaded at once. Raises UsageError where there is nothing to read, or the output is one of the files.
        """
        found = self.sources.documents()
        return self._told(run(self.make, found, self.workers))

    @property
    def make(self) -> Make:
        """Makes the pipeline."""
        return functools.partial(load, self.model, lang=self.lang, convention=self.convention, parties=self.parties)

    def of(self, files: Iterable[str]) -> Self:
        """The same options with other sources."""
        return dataclasses.replace(self, sources=dataclasses.replace(self.sources, files=tuple(files)))

    def _told(self, done: Iterator[tuple[Document | Failure, Outcome]]) -> Iterator[tuple[Document | Failure, Outcome]]:
        total = self.sources.count
        with progress(total, shown=not self.on_terminal) as bars:
            bar = bars.add_task(click.get_current_context().info_name or "", total=total)
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
    return _taking(command, (*SOURCE_OPTIONS, OUTPUT, *_OPTIONS))


def keeps_articles(command: Callable[..., None]) -> Callable[..., None]:
    """The same without `--output`, for a command that has another place to write to."""
    return _taking(command, (*SOURCE_OPTIONS, *_OPTIONS))


def _taking(command: Callable[..., None], given: Sequence[Callable[..., Any]]) -> Callable[..., None]:
    @functools.wraps(command)
    def call(*args: Any, **options: Any) -> None:
        sources = Sources.taken_from(options)
        taken = {name: options.pop(name) for name in Inputs.__dataclass_fields__ if name != "sources"}
        command(*args, inputs=Inputs(sources=sources, **taken), **options)

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


def progress(count: int | None, *, shown: bool) -> Progress:
    """A bar on stderr, for long work that is watched: not where the result goes to the same terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not (shown and console.is_terminal and count != 1))
