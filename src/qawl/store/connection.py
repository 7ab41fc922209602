"""An SQLite file opened as a store: settings, schema, and SQLite's errors as Qawl's."""

import functools
import importlib.resources
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from qawl.errors import NotAStore, StoreBusy, StoreError, StoreFull, StoreTooNew, StoreTooOld, TooSlow
from qawl.store.keys import first_day

APPLICATION_ID = 0x5161776C
"""Marks an SQLite file as a store of Qawl's ("Qawl")."""

WAIT = 10_000
"""Milliseconds to wait for another writer before giving up."""

CACHE = 64 * 1024
"""KiB of pages that a connection keeps in memory."""

Value = str | int | float | None

_ERRORS: tuple[tuple[type[apsw.Error], type[StoreError], str], ...] = (
    (apsw.FullError, StoreFull, "the disk is full; what was added before stays"),
    (apsw.BusyError, StoreBusy, "another process is writing to it: try again when that is done"),
    (apsw.LockedError, StoreBusy, "another process is writing to it: try again when that is done"),
    (apsw.NotADBError, NotAStore, "not a store: the file is no SQLite database"),
    (apsw.CorruptError, NotAStore, "the file is damaged"),
    (apsw.CantOpenError, StoreError, "can't be opened: is the folder there, and may it be written to?"),
    (apsw.ReadOnlyError, StoreError, "may not be written to"),
    (apsw.PermissionsError, StoreError, "may not be read"),
    (apsw.InterruptError, TooSlow, "it takes too long: ask for less"),
)
_STEPS = 10_000  # of SQLite's machine, some 0.5 ms, between two looks at the clock


@contextmanager
def told(path: str | Path) -> Iterator[None]:
    """Turns SQLite's errors into the store's, with the file's name."""
    try:
        yield
    except apsw.Error as error:
        for kind, ours, words in _ERRORS:
            if isinstance(error, kind):
                raise ours(f"{path}: {words}") from error
        raise StoreError(f"{path}: {error}") from error


def rows(connection: apsw.Connection, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> list[tuple[Any, ...]]:
    """What a query answers, at once; its columns are of the types that the schema gives them."""
    return connection.execute(sql, values).fetchall()


@functools.cache
def migrations() -> tuple[str, ...]:
    """The SQL that leads from each version of the schema to the next, from version 0, an empty file."""
    folder = importlib.resources.files("qawl.store") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in files)


def connect(path: str | Path, *, create: bool = True, read_only: bool = False) -> apsw.Connection:
    """A connection to the store in a file, its schema brought up to date.

    create: whether a missing or empty file becomes a store; else that is a `StoreError`. read_only: SQLite itself then refuses to
    write, and an older schema is `StoreTooOld`. Raises `NotAStore` for a file that is something else (which is left as it was),
    `StoreTooNew`, `StoreBusy`.
    """
    create = create and not read_only
    if not create and not Path(path).is_file():
        raise StoreError(f"{path}: there is no store; qawl add makes one")
    if not create and not Path(path).stat().st_size:
        raise NotAStore(f"{path}: an empty file")
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
    flags |= apsw.SQLITE_OPEN_CREATE if create else 0
    with told(path):
        connection = apsw.Connection(str(path), flags=flags)
        try:
            connection.set_busy_timeout(WAIT)
            _check(connection, path)
            if not read_only:
                # WAL: readers go on while one writes, and a killed writer leaves whole transactions
                connection.pragma("journal_mode", "wal")
                connection.pragma("synchronous", "normal")
            connection.pragma("foreign_keys", True)
            connection.pragma("cache_size", -CACHE)
            connection.pragma("temp_store", "memory")
            _migrate(connection, migrations(), path, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _check(connection: apsw.Connection, path: str | Path) -> None:
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    if connection.pragma("application_id") != APPLICATION_ID and not empty:
        raise NotAStore(f"{path}: an SQLite database, but no store of Qawl's")


def _migrate(connection: apsw.Connection, steps: tuple[str, ...], path: str | Path, *, read_only: bool) -> None:
    version = connection.pragma("user_version")
    if version > len(steps):
        raise StoreTooNew(f"{path}: its schema is version {version}, this Qawl knows {len(steps)}: use a newer Qawl")
    if version == len(steps):
        return
    if read_only:
        raise StoreTooOld(f"{path}: an older Qawl made it; any command that writes to it brings it up to date")
    connection.create_scalar_function("first_day", _first_day, 2, deterministic=True)
    with transaction(connection):
        # asked again under the lock: another process may have been faster
        for number in range(connection.pragma("user_version"), len(steps)):
            connection.execute(steps[number])
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", len(steps))


def _first_day(*times: Any) -> str | None:
    return first_day(*times)


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """All of what is done inside, or nothing. The lock is taken at once, so that no work is lost to another writer."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: apsw.Connection) -> Iterator[None]:
    """All that is read inside is of one moment, whatever other processes write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:  # a question that took too long may have ended it already
            connection.execute("COMMIT")


@contextmanager
def within(connection: apsw.Connection, seconds: float) -> Iterator[None]:
    """What is asked inside may take so many seconds of processor time together; the question that takes more ends with
    `apsw.InterruptError`. Limits may stand inside each other.
    """
    name = object()
    until = time.thread_time() + seconds
    connection.set_progress_handler(lambda: time.thread_time() > until, _STEPS, id=name)
    try:
        yield
    finally:
        connection.set_progress_handler(None, id=name)
