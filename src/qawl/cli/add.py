"""`qawl add`, `qawl update`, `qawl merge`, `qawl failed`: what goes into a store."""

import functools
from collections.abc import Iterable
from pathlib import Path

import click

from qawl import meaning
from qawl.cli.inputs import Inputs, keeps_articles, progress
from qawl.cli.messages import say, say_failed
from qawl.cli.store import in_formats, uses_store, write_rows
from qawl.errors import UsageError
from qawl.export.lists import failed_table
from qawl.pipeline import load
from qawl.read import Failure
from qawl.store import Added, SqliteStore, Store, Tally, open_store
from qawl.store import add as add_all
from qawl.store import mean as mean_all
from qawl.store import merge as merge_all
from qawl.store import update as update_all
from qawl.types import Document

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _a_store(_: click.Context, __: click.Parameter, value: Path) -> Path:
    """Refuses what is no store before the one to add to is opened, and made where there is none."""
    open_store(value, create=False).close()
    return value


@click.command()
@uses_store(create=True)
@keeps_articles
@click.pass_context
def add(ctx: click.Context, store: Store, inputs: Inputs) -> None:
    """Extract the articles in SOURCES and keep them in the store; what it has already is passed over.

    Each document is kept whole or not at all, so that a run that was broken off goes on where it stopped. What fails is listed
    by `qawl failed`, and tried again next time. Last, all statements that lack it get what `qawl search --like` compares. Exit
    status as of extract.
    """
    tally = Tally()
    _tell(add_all(store, inputs.make, inputs.sources.documents(), inputs.workers, tally), "add", tally, inputs.sources.count)
    _mean(store, inputs.workers)
    say(_sentence(tally))
    if tally.failed:
        ctx.exit(1)


@click.command()
@click.option("--all", "everything", is_flag=True, help="Even what this version made.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--model", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of another model.")
@click.option("--parties", type=_FILE, help="JSON or JSONL file of parties and aliases, added to those that ship.")
@uses_store()
@click.pass_context
def update(ctx: click.Context, store: Store, everything: bool, workers: int, model: Path | None, parties: Path | None) -> None:
    """Extract anew what an older model or version of Qawl made. Ids of statements and people's corrections stay."""
    make = functools.partial(load, model, parties=parties)
    tally = Tally()
    _tell(update_all(store, make, workers, everything=everything, tally=tally), "update", tally, None)
    _mean(store, workers)
    say(f"{tally.added} extracted anew, {tally.failed} failed and left as they were")
    if tally.failed:
        ctx.exit(1)


@click.command()
@click.argument("other", type=_FILE, callback=_a_store)
@uses_store(create=True)
def merge(store: Store, other: Path) -> None:
    """Add all that the store OTHER holds, without extracting it again."""
    with open_store(other, create=False) as source:
        if isinstance(store, SqliteStore) and store.path.exists() and store.path.samefile(other):
            raise UsageError(f"{other} is the store itself")
        tally = Tally()
        for outcome in merge_all(store, source):
            tally.count(outcome)
    _mean(store, 1)
    say(_sentence(tally))


@click.command()
@click.option("--forget", is_flag=True, help="Empty the list once it is written.")
@in_formats
@uses_store()
def failed(store: Store, forget: bool, form: str, output: Path | None) -> None:
    """List what could not be read or extracted, and why. A document leaves the list when it is added after all."""
    rows = store.failed()
    write_rows(form, output, rows, lambda: failed_table(rows))
    if forget:
        store.forget(rows)


def _tell(outcomes: Iterable[tuple[Document | Failure, Added | Failure]], task: str, tally: Tally, total: int | None) -> None:
    """Say failures and new versions of pages as they come, with a bar."""
    with progress(total, shown=True) as bars:
        bar = bars.add_task(task, total=total)
        for document, outcome in outcomes:
            if isinstance(outcome, Failure):
                say_failed(outcome)
            elif outcome.revises:
                say(f"{document.id}: a new version of its page, {len(outcome.changes)} changes")
            bars.update(bar, completed=tally.added + tally.known + tally.failed)


def _mean(store: Store, threads: int) -> None:
    """Give statements what search by meaning needs; the model is loaded only where one lacks it."""
    if not store.unmeant(meaning.NAME, 0, 1):
        return
    with progress(None, shown=True) as bars:
        bar = bars.add_task("meanings", total=None)
        for done in mean_all(store, meaning.load(threads)):
            bars.update(bar, completed=done)


def _sentence(tally: Tally) -> str:
    out = f"{tally.added} added, {tally.known} there already, {tally.failed} failed"
    if tally.revisions or tally.copies:
        out += f"; of the added, {tally.revisions} are new versions of pages and {tally.copies} nearly copies of others"
    if tally.corrections:
        out += f"; corrections taken over: {tally.corrections}"
    return out
