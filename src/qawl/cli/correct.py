"""`qawl correct`: corrections from the command line, the same as those of the web application."""

import getpass
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import RenderableType
from rich.table import Table

from qawl.cli.store import in_formats, uses_store, write_rows
from qawl.errors import UsageError
from qawl.export.table import isolated
from qawl.marks import whole
from qawl.store import Change, Check, Correction, Removal, Store, Undo, Wish
from qawl.types import ROLES

_SPAN = re.compile(r"(\d+)-(\d+)")


class _Line(msgspec.Struct, frozen=True, rename={"is_": "is"}):
    """A correction as it is listed."""

    id: str
    statement: str
    field: str
    was: str
    is_: str
    who: str
    made: str


@click.command()
@click.argument("link", required=False)
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="A field of it; spans as 120-180,190-200.")
@click.option("--remove", is_flag=True, help="The statement is none.")
@click.option("--check", is_flag=True, help="The document was read whole, and its statements are right and complete.")
@click.option("--unite", nargs=2, metavar="GONE KEPT", help="The entity GONE, by its name, is the same as KEPT.")
@click.option("--undo", metavar="CORRECTION", help="Take back a correction (its id), of LINK or of entities.")
@click.option("--by", "who", metavar="NAME", help="Who corrects; else who is logged in.")
@in_formats
@uses_store()
def correct(
    store: Store,
    link: str | None,
    changes: tuple[str, ...],
    remove: bool,
    check: bool,
    unite: tuple[str, str] | None,
    undo: str | None,
    who: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Correct the statement or document that LINK names (as `qawl search` prints it), or say that two entities are one.

    Corrections are kept apart from what was extracted, with who made them and when. Without an option, lists those of LINK;
    without LINK, those of entities.
    """
    if sum(map(bool, (changes, remove, check, unite, undo))) > 1:
        raise UsageError("one correction at a time: --set, --remove, --check, --unite or --undo")
    key, _, statement = (link or "").partition("/")
    if unite:
        made: Sequence[Correction] = (store.unite(_entity(store, unite[0]), _entity(store, unite[1]), who or _user()),)
    elif undo and not key:
        made = (store.undo(undo, who or _user()),)
    elif (changes or remove or check) and not key:
        raise UsageError("name what is to be corrected: LINK")
    elif (wish := _wish(statement, changes, remove, check, undo)) is not None:
        made = store.correct(key, wish, who or _user())
    else:
        made = [c for c in store.corrections(key or None) if not statement or c.statement == statement]
    lines = [_Line(id=c.id, **msgspec.structs.asdict(c)) for c in made]
    write_rows(form, output, lines, lambda: _table(lines))


def _user() -> str:
    """Who is logged in. Raises UsageError where the system has no name for them."""
    try:
        return whole(getpass.getuser())
    except (KeyError, ImportError, OSError):  # as the platform and Python's version have it
        raise UsageError("nobody is logged in by name: say with --by who corrects") from None


def _wish(statement: str, changes: tuple[str, ...], remove: bool, check: bool, undo: str | None) -> Wish | None:
    if (changes or remove) and not statement:
        raise UsageError("name a statement: DOCUMENT/STATEMENT")
    if changes:
        return Change(statement, dict(map(_field, changes)))
    if remove:
        return Removal(statement)
    return Check() if check else Undo(undo) if undo else None


def _field(change: str) -> tuple[str, Any]:
    """A field and its value, as JSON would have it; nothing after the sign is no value."""
    name, sign, value = change.partition("=")
    if not sign:
        raise UsageError(f"not FIELD=VALUE: {change}")
    if name in ROLES:
        if _SPAN.sub("", value).strip(", "):
            raise UsageError(f"{name} is given as spans, 120-180,190-200")
        return name, [[int(a), int(b)] for a, b in _SPAN.findall(value)]
    if name == "confidence" and value:
        try:
            return name, float(value)
        except ValueError:
            raise UsageError("confidence is given as a number, 0.9") from None
    return name, value if value or name == "speaker" else None


def _entity(store: Store, name: str) -> int:
    """The entity of a name. Raises UsageError where it may be several, or none."""
    found = store.named(name)
    exact = [n for n in found if n.name == name]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) != 1:
        raise UsageError(f"{name} may be {len(chosen)} entities: {', '.join(n.name for n in chosen) or 'the store knows none'}")
    return chosen[0].entity


def _table(lines: Sequence[_Line]) -> RenderableType:
    grid = Table(box=None, padding=(0, 1), expand=True, show_header=False, pad_edge=False)
    for c in lines:
        grid.add_row(c.id, c.made[:19], isolated(c.who), c.statement, c.field, isolated(c.was), isolated(c.is_))
    return grid
