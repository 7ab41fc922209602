"""What the commands that use a store share."""

import functools
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import RenderableType

from qawl.cli.messages import say
from qawl.cli.output import Output, show
from qawl.errors import UsageError
from qawl.export.csv import BOM, csv_line
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
                command(*args, store=held, **options)

        return call

    return decorate


def in_formats(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command `--format` and `--output`, as `form` and `output`. No `-o`: a dash may begin a word to leave out."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["auto", "table", "jsonl", "csv"]),
        default="auto",
        show_default=True,
        help="auto: table on a terminal, else jsonl.",
    )
    output = click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
    return form(output(command))


def write_rows(form: str, output: Path | None, rows: Sequence[msgspec.Struct], table: Callable[[], RenderableType]) -> None:
    """Write rows, all of one type, as JSON lines or CSV, or what is made to be read."""
    if not rows:
        say("nothing found")
    with Output(output) as out:
        chosen = form if form != "auto" else "table" if out.is_terminal else "jsonl"
        if chosen == "table":
            show(table(), out)
        elif chosen == "jsonl":
            out.write(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
        elif rows:
            names = rows[0].__struct_fields__
            cells = [[_cell(getattr(row, name)) for name in names] for row in rows]
            out.write((BOM + "".join(map(csv_line, [list(names), *cells]))).encode())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
