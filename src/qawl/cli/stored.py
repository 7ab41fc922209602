"""Records out of a store, for the commands that take articles or records as well."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click

from qawl.query import ask
from qawl.query import search as search_all
from qawl.store import holding, is_checked, open_store
from qawl.types import Record

_SQLITE = b"SQLite format 3\0"
_PAGE = 200
"""Answers that are asked for at a time."""

WORDS = click.option("--words", default="", metavar="WORDS", help="Of a store: only documents in which a statement has WORDS.")


ONLY = click.option(
    "--only",
    type=click.Choice(["corrected", "checked"]),
    help="Of a store: only documents that people corrected, or read whole and found right.",
)


def is_store(path: Path) -> bool:
    """Whether a file is a store: an SQLite file."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def records_in(path: Path, words: str, only: Literal["corrected", "checked"] | None = None) -> Iterator[Record]:
    """The records of a store's documents (the latest versions), those in which a statement has some words, if any are given,
    and which people corrected, or checked, if that is asked.

    Raises `StoreError`, or `UsageError` for words that are no question.
    """
    with open_store(path, create=False) as store:
        latest = list(store.listed(latest=True))
        if only is not None:
            test = is_checked if only == "checked" else holding
            touched = {key for key in store.corrected() if test(store.corrections(key))}
            latest = [key for key in latest if key in touched]
        if not words:
            yield from map(store.record, latest)
            return
        found: set[str] = set()
        skip, total = 0, 1
        while skip < total:
            page = search_all(store, ask(store, words, limit=_PAGE, skip=skip))
            found |= {hit.found.document for hit in page.hits}
            skip, total = skip + _PAGE, page.total
        yield from (store.record(key) for key in latest if key in found)
