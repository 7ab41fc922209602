"""Records out of a store, for the commands that take articles or records as well."""

from collections.abc import Iterator
from pathlib import Path

import click

from qawl.query import ask
from qawl.query import search as search_all
from qawl.store import open_store
from qawl.types import Record

_SQLITE = b"SQLite format 3\0"
_PAGE = 200
"""Answers that are asked for at a time."""

WORDS = click.option("--words", default="", metavar="WORDS", help="Of a store: only documents in which a statement has WORDS.")


def is_store(path: Path) -> bool:
    """Whether a file is a store: an SQLite file."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def records_in(path: Path, words: str) -> Iterator[Record]:
    """The records of a store's documents (the latest versions), those in which a statement has some words, if any are given.

    Raises `StoreError`, or `UsageError` for words that are no question.
    """
    with open_store(path, create=False) as store:
        latest = store.listed(latest=True)
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
