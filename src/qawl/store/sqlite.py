"""The store in one SQLite file."""

import datetime
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import apsw
import msgspec

from qawl.errors import NoSuch
from qawl.marks import whole
from qawl.read import Failure
from qawl.store import carry, names
from qawl.store.connection import Value, connect, rows, told, transaction, within
from qawl.store.copies import ALIKE, bands, sequences, shared
from qawl.store.find import find, register
from qawl.store.keys import key_of
from qawl.store.meetings import meetings, said_at
from qawl.store.revisions import changes
from qawl.store.rows import folded, write_rows
from qawl.store.types import Added, Answer, Ask, Correction, Failed, Held, Listed, Met, Named, SaidAt, Stood
from qawl.types import Document, Record, Span

BEGINNING = 300
"""Characters of a text that a list of documents has."""


class SqliteStore:
    """A `Store` in an SQLite file; `qawl.store.open_store` makes one. Not to be shared between threads."""

    def __init__(self, path: str | Path, *, create: bool = True, read_only: bool = False) -> None:
        self.path = Path(path)
        self._connection = connect(path, create=create, read_only=read_only)
        register(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """What is asked inside may take so many seconds of processor time together; the question that takes more is `TooSlow`."""
        with within(self._connection, seconds):
            yield

    @contextmanager
    def _write(self) -> Iterator[apsw.Connection]:
        with told(self.path), transaction(self._connection):
            yield self._connection

    def _rows(self, sql: str, *values: Value) -> list[tuple[Any, ...]]:
        with told(self.path):
            return rows(self._connection, sql, values)

    def _row(self, columns: str, key: str) -> tuple[Any, ...]:
        found = self._rows(f"SELECT {columns} FROM documents WHERE key = ?", key)
        if not found:
            raise NoSuch(f"{self.path}: no document {key}")
        return found[0]

    def has(self, key: str) -> bool:
        """Whether a document is there."""
        return bool(self._rows("SELECT 1 FROM documents WHERE key = ?", key))

    def put(self, document: Document, record: Record, code: str, added: str | None = None) -> Added:
        """Keep a document and its record, link its copies and versions, and let it out of quarantine."""
        key, plain = key_of(document), folded(record.text)
        with self._write() as connection:
            if self.has(key):
                return Added(key, new=False)
            connection.execute(
                "INSERT INTO documents (key, id, url, outlet, title, lang, published, text, folded, model, code, added, source,"
                " record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(key, record.id, record.url, record.outlet, record.title, record.lang, record.published, record.text, plain),
                    *(record.model, code, added or now(), _textless(document), _textless(record)),
                ),
            )
            number = connection.last_insert_rowid()
            write_rows(connection, number, record)
            revises, changed = self._versions(number, record.url)
            copies = self._copies(number, plain, record.url)
            connection.execute("DELETE FROM failures WHERE source = ?", (record.id,))
        return Added(key, True, revises, changed, copies)

    def _versions(self, number: int, url: str | None) -> tuple[str | None, tuple[tuple[Span, Span], ...]]:
        """Link the versions of a page in the order in which they were added; which one the new one revises, and how."""
        if not url:
            return None, ()
        pages = self._rows("SELECT document, key, text FROM documents WHERE url = ? ORDER BY added, document", url)
        self._connection.execute("UPDATE documents SET latest = (document = ?) WHERE url = ?", (pages[-1][0], url))
        found: tuple[str | None, tuple[tuple[Span, Span], ...]] = (None, ())
        for (old, key, before), (new, _, after) in pairwise(pages):
            if number in (old, new):
                changed = changes(before, after)
                values = (new, old, msgspec.json.encode(changed).decode())
                self._connection.execute("INSERT OR REPLACE INTO revisions (document, of, changes) VALUES (?, ?, ?)", values)
                found = (key, changed) if new == number else found
        return found

    def _copies(self, number: int, plain: str, url: str | None) -> tuple[str, ...]:
        """Link the documents, of other pages, that say nearly the same."""
        ours = sequences(plain)
        numbers = list(enumerate(bands(ours)))
        near = {d for n, h in numbers for (d,) in self._rows("SELECT document FROM bands WHERE band = ? AND hash = ?", n, h)}
        self._connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", [(n, h, number) for n, h in numbers])
        out = []
        for other in sorted(near):
            ((key, words, page),) = self._rows("SELECT key, folded, url FROM documents WHERE document = ?", other)
            share = shared(ours, sequences(words))
            if share >= ALIKE and (not url or page != url):
                self._connection.execute("INSERT INTO copies VALUES (?, ?, ?)", (number, other, round(share, 3)))
                out.append(key)
        return tuple(out)

    def replace(self, key: str, record: Record, code: str) -> None:
        """Keep another record of a document, with the ids and corrections that there were."""
        kept = self.corrections(key)
        record = carry.carried(self.record(key, corrected=False), record, kept)
        with self._write() as connection:
            connection.execute(
                "UPDATE documents SET lang = ?, model = ?, code = ?, record = ? WHERE key = ?",
                (record.lang, record.model, code, _textless(record), key),
            )
            write_rows(connection, self._row("document", key)[0], carry.corrected(record, kept))

    def document(self, key: str) -> Document:
        """A document as it was read."""
        text, source = self._row("text, source", key)
        return msgspec.structs.replace(msgspec.json.decode(source, type=Document), text=text)

    def record(self, key: str, *, corrected: bool = True) -> Record:
        """A document's record, with people's corrections or as it was extracted."""
        text, stored = self._row("text, record", key)
        record = msgspec.structs.replace(msgspec.json.decode(stored, type=Record), text=text)
        return carry.corrected(record, self.corrections(key)) if corrected else record

    def text(self, key: str) -> str:
        """A document's text."""
        return str(self._row("text", key)[0])

    def listed(self, *, latest: bool = False) -> Iterator[str]:
        """Keys of all documents in the order in which they were added, or of the latest versions only."""
        yield from (k for (k,) in self._rows("SELECT key FROM documents WHERE latest >= ? ORDER BY document", int(latest)))

    def latest(self, limit: int) -> tuple[Listed, ...]:
        """The documents that were published last, at most so many."""
        return self._listed("latest = 1 ORDER BY coalesce(published, added) DESC, document DESC LIMIT ?", limit)

    def about(self, keys: tuple[str, ...]) -> tuple[Listed, ...]:
        """Documents as a list shows them."""
        return self._listed("key IN (SELECT value FROM json_each(?)) ORDER BY document", json.dumps(keys))

    def _listed(self, which: str, value: Value) -> tuple[Listed, ...]:
        count = "(SELECT count(*) FROM statements s WHERE s.document = d.document)"
        columns = f"key, id, title, outlet, url, published, lang, {count}, substr(text, 1, {BEGINNING})"
        rows = self._rows(f"SELECT {columns} FROM documents d WHERE {which}", value)
        return tuple(Listed(**dict(zip(Listed.__struct_fields__, row, strict=True))) for row in rows)

    def made(self, key: str) -> tuple[str, str, str]:
        """Model and code that made a document's record, and when the document was added."""
        model, code, added = self._row("model, code, added", key)
        return model, code, added

    def outdated(self, model: str, code: str) -> tuple[str, ...]:
        """Keys of documents whose record another model or code made."""
        return tuple(
            k for (k,) in self._rows("SELECT key FROM documents WHERE model != ? OR code != ? ORDER BY document", model, code)
        )

    def versions(self, key: str) -> tuple[str, ...]:
        """Keys of all versions of a document's page, the oldest first."""
        (url,) = self._row("url", key)
        if not url:
            return (key,)
        return tuple(k for (k,) in self._rows("SELECT key FROM documents WHERE url = ? ORDER BY added, document", url))

    def copies(self, key: str) -> tuple[str, ...]:
        """Keys of other documents that say nearly the same."""
        (number,) = self._row("document", key)
        pairs = "SELECT document AS other FROM copies WHERE of = ?1 UNION SELECT of FROM copies WHERE document = ?1"
        return tuple(k for (k,) in self._rows(f"SELECT key FROM documents WHERE document IN ({pairs}) ORDER BY document", number))

    def correct(self, key: str, statement: str, field: str, value: Any, who: str) -> Correction:
        """Change a field of a statement in somebody's name."""
        was, new = carry.checked(self.record(key), statement, field, value)
        made = Correction(statement, field, was, new, who, now())
        self.restore(key, (made,))
        return made

    def corrections(self, key: str) -> tuple[Correction, ...]:
        """What people changed in a document, the first first."""
        (number,) = self._row("document", key)
        wanted = 'SELECT statement, field, was, "is", who, made FROM corrections WHERE document = ? ORDER BY made, correction'
        return tuple(Correction(*row) for row in self._rows(wanted, number))

    def restore(self, key: str, corrections: tuple[Correction, ...]) -> int:
        """Take over corrections that are not there already."""
        known = set(self.corrections(key))
        new = [c for c in corrections if c not in known]
        if new:
            with self._write() as connection:
                (number,) = self._row("document", key)
                connection.executemany(
                    'INSERT INTO corrections (document, statement, field, was, "is", who, made) VALUES (?, ?, ?, ?, ?, ?, ?)',
                    [(number, c.statement, c.field, c.was, c.is_, c.who, c.made) for c in new],
                )
                write_rows(connection, number, self.record(key))
        return len(new)

    def fail(self, failure: Failure, code: str) -> None:
        """Put into quarantine what can't be read or extracted."""
        with self._write() as connection:
            connection.execute(
                "INSERT INTO failures (source, error, message, failed, code) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (source) DO UPDATE SET tries = tries + 1, error = excluded.error, message = excluded.message,"
                " failed = excluded.failed, code = excluded.code",
                (whole(failure.id), failure.error.code, whole(str(failure.error)), now(), code),
            )

    def failed(self) -> tuple[Failed, ...]:
        """What is in quarantine."""
        return tuple(Failed(*row) for row in self._rows("SELECT source, error, message, tries, failed, code FROM failures"))

    def forget(self, failed: Iterable[Failed]) -> None:
        """Let out of quarantine."""
        with self._write() as connection:
            connection.executemany("DELETE FROM failures WHERE source = ?", [(f.source,) for f in failed])

    def find(self, ask: Ask, facet_seconds: float | None = None) -> Answer:
        """Statements, or documents, that answer a question."""
        with told(self.path):
            return find(self._connection, ask, facet_seconds)

    def named(self, name: str) -> tuple[Named, ...]:
        """The entities that a name may mean."""
        with told(self.path):
            return names.named(self._connection, name)

    def aliases(self, entities: tuple[int, ...]) -> tuple[str, ...]:
        """All names of entities."""
        with told(self.path):
            return names.aliases(self._connection, entities)

    def positions(
        self, entities: tuple[int, ...], limit: int | None = None, since: str | None = None, until: str | None = None
    ) -> tuple[Stood, ...]:
        """The positions of entities, and of those who speak for them."""
        with told(self.path):
            return names.positions(self._connection, entities, limit, since, until)

    def meetings(
        self,
        entities: tuple[int, ...] | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
        skip: int = 0,
    ) -> tuple[Met, ...]:
        """Meetings, the latest first."""
        with told(self.path):
            return meetings(self._connection, entities, since, until, limit, skip)

    def said_at(self, numbers: tuple[int, ...]) -> tuple[SaidAt, ...]:
        """Statements made on some occasion in the documents that report meetings."""
        with told(self.path):
            return said_at(self._connection, numbers)

    def outlets(self) -> tuple[str, ...]:
        """All outlets, those with most documents first."""
        sql = "SELECT outlet FROM documents WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet"
        return tuple(str(outlet) for (outlet,) in self._rows(sql))

    def offices(self, entities: tuple[int, ...]) -> tuple[Held, ...]:
        """The offices of entities."""
        with told(self.path):
            return names.offices(self._connection, entities)


def open_store(path: str | Path = "qawl.db", *, create: bool = True, read_only: bool = False) -> SqliteStore:
    """The store in a file, made where there is none (unless `create` is false). Raises `StoreError`.

    read_only: nothing can be written to it, as SQLite itself sees to.
    """
    return SqliteStore(path, create=create, read_only=read_only)


def now() -> str:
    """The time, UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _textless(value: Document | Record) -> str:
    """JSON without the text, which has a column of its own."""
    return msgspec.json.encode(msgspec.structs.replace(value, text="")).decode()
