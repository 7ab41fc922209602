"""What the commands that read sources share: which, what they hold, where the result goes."""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import click

from qawl.errors import BadDate, UsageError
from qawl.read import Failure, Form, Options, check_date, documents
from qawl.types import Document


def date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A date as click reads it."""
    if value is not None:
        try:
            check_date(value)
        except BadDate as error:
            raise click.BadParameter(str(error)) from error
    return value


def default_cache() -> Path:
    """The folder for what can be had again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qawl"


OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
SOURCE_OPTIONS = (
    click.argument("files", metavar="[SOURCES]...", nargs=-1),
    click.option(
        "--input",
        "read_as",
        type=click.Choice(["auto", "text", "html", "feed", "jsonl", "warc"]),
        default="auto",
        show_default=True,
        help="What the sources hold.",
    ),
    click.option("--published", callback=date, metavar="DATE", help="ISO 8601 date of documents that do not say theirs."),
    click.option("--follow", is_flag=True, help="Read the pages that feeds link to, not what feeds say of them."),
    click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="Fetch from this host though it is not public."),
    click.option(
        "--cache",
        type=click.Path(path_type=Path, file_okay=False),
        default=default_cache,
        show_default="~/.cache/qawl",
        help="Folder of pages fetched before.",
    ),
)


@dataclass(frozen=True)
class Sources:
    """The options of a command that reads sources."""

    files: tuple[str, ...]
    output: Path | None
    read_as: Form
    published: str | None
    follow: bool
    hosts: tuple[str, ...]
    cache: Path

    @classmethod
    def taken_from(cls, options: dict[str, Any]) -> Self:
        """Its options, taken out of a command's."""
        return cls(**{name: options.pop(name, None) for name in cls.__dataclass_fields__})

    @property
    def on_terminal(self) -> bool:
        """Whether the result goes to a terminal."""
        return self.output is None and sys.stdout.isatty()

    @property
    def count(self) -> int | None:
        """How many documents there are, where that is known before they are read."""
        one_each = self.read_as in ("text", "html") or all(f.endswith(".txt") for f in self.files)
        return len(self.files) if self.files and one_each and all(Path(f).is_file() for f in self.files) else None

    def documents(self) -> Iterator[Document | Failure]:
        """The documents, read as they are asked for; those of standard input where no source is named.

        Raises UsageError at once where there is nothing to read, or the output is one of the files.
        """
        if not self.files and (sys.stdin is None or sys.stdin.isatty()):
            command = click.get_current_context().info_name
            raise UsageError(f"name a file, or pipe a text in: qawl {command} article.txt")
        self.refuse_overwriting()
        options = Options(
            form=self.read_as, published=self.published, follow=self.follow, allow_hosts=frozenset(self.hosts), cache=self.cache
        )
        return documents(self.files or ("-",), options)

    def refuse_overwriting(self) -> None:
        """Raises UsageError where the output is one of the sources, or lies in a folder that is one."""
        if self.output is None:
            return
        for path in map(Path, self.files):
            same = self.output.exists() and path.exists() and path.samefile(self.output)
            if same or (path.is_dir() and self.output.resolve().is_relative_to(path.resolve())):
                raise UsageError(f"{self.output} is read and can't be written to at the same time")


def reads_sources(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that `Sources` holds, as its argument `sources`. Put it under the command's own options."""

    @functools.wraps(command)
    def call(*args: Any, **options: Any) -> None:
        command(*args, sources=Sources.taken_from(options), **options)

    wrapped: Callable[..., None] = call
    for option in reversed((*SOURCE_OPTIONS, OUTPUT)):
        wrapped = option(wrapped)
    return wrapped
