"""What the commands that use a store share."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import RenderableType

from qawl.cli.messages import say
from qawl.cli.output import Output, show
from qawl.errors import UsageError
from qawl.export.answers import to_csv, to_jsonl
from qawl.marks import whole
from qawl.store import open_store

STORE = Path("qawl.db")
"""The store where none is named: in the folder where the command is called."""

OPTION = click.option("--store", type=click.Path(path_type=Path, dir_okay=False), help=f"The store's file, {STORE} if not named.")


def store_path(named: Path | None) -> Path:
    """The store's file: named with the command, before it, or not at all."""
    chosen: Path | None = named or click.get_current_context().find_root().params.get("store")
    return chosen or STORE


def uses_store(*, create: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command `--store`, and the open store as its argument `store`. It may stand before the command's name too.

    create: whether a store is made where there is none.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @OPTION
        @functools.wraps(command)
        def call(*args: Any, store: Path | None, **options: Any) -> None:
            named = store_path(store)
            output = options.get("output")
            if output is not None and output.exists() and named.exists() and output.samefile(named):
                raise UsageError(f"{output} is the store and can't be written to")
            with open_store(named, create=create) as held:
                files = {"files": options.pop("files")} if "files" in options else {}  # a file's name may be any bytes
                command(*args, store=held, **_encodable(options), **files)

        return call

    return decorate


def _encodable(given: Any) -> Any:
    """What was given on the command line, with bytes that are no UTF-8 as U+FFFD; paths stay as they are."""
    if isinstance(given, str):
        return whole(given)
    if isinstance(given, tuple):
        return tuple(map(_encodable, given))
    return {name: _encodable(value) for name, value in given.items()} if isinstance(given, dict) else given


def _formats(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["auto", *names]),
        default="auto",
        show_default=True,
        help="auto: table on a terminal, else jsonl.",
    )
    output = click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
    return lambda command: form(output(command))


in_formats = _formats("table", "jsonl", "csv")
"""Gives a command `--format` and `--output`, as `form` and `output`. No `-o`: a dash may begin a word to leave out."""

in_formats_or_one = _formats("table", "json", "jsonl", "csv")
"""The same, with `json`: all of the answer as one object."""


def write_rows(
    form: str,
    output: Path | None,
    rows: Sequence[msgspec.Struct],
    table: Callable[[], RenderableType],
    one: Callable[[], msgspec.Struct] | None = None,
) -> None:
    """Write rows, all of one type, as JSON lines or CSV, or what is made to be read; or `one` that holds all, as JSON."""
    if not rows:
        say("nothing found")
    with Output(output) as out:
        chosen = form if form != "auto" else "table" if out.is_terminal else "jsonl"
        if chosen == "table":
            show(table(), out)
        elif chosen == "json" and one is not None:
            out.write(msgspec.json.format(msgspec.json.encode(one()), indent=1) + b"\n")
        elif chosen == "jsonl":
            out.write(to_jsonl(rows))
        else:
            out.write(to_csv(rows))
