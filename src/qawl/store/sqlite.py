"""The store in one SQLite file."""

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import apsw
import msgspec

from qawl.errors import NoSuch, TooMany
from qawl.marks import whole
from qawl.read import Failure
from qawl.store import journal, meanings, names
from qawl.store.carry import carried
from qawl.store.connection import Value, connect, rows, snapshot, told, transaction, within
from qawl.store.corrected import corrected
from qawl.store.find import find, register
from qawl.store.keys import key_of
from qawl.store.linked import link_copies, link_versions
from qawl.store.meetings import meetings, said_at
from qawl.store.rows import folded, write_rows
from qawl.store.types import Added, Answer, Ask, Correction, Failed, Held, Listed, Met, Named, SaidAt, Stood
from qawl.store.wishes import Wish, granted, undone
from qawl.types import Document, Record

BEGINNING = 300
"""Characters of a text that a list of documents has."""


class SqliteStore:
    """A `Store` in an SQLite file; `qawl.store.open_store` makes one. Not to be shared between threads."""

    def __init__(self, path: str | Path, *, create: bool = True, read_only: bool = False) -> None:
        self.path = Path(path)
        self._connection = connect(path, create=create, read_only=read_only)
        self._unions = journal.Unions(self._connection)
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
            raise NoSuch(f"no document {key}")
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
                "INSERT INTO documents (key, id, url, outlet, title, author, lang, published, text, folded, model, code, added,"
                " source, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(key, record.id, record.url, record.outlet, record.title, record.author, record.lang, record.published),
                    *(record.text, plain, record.model, code, added or now(), _textless(document), _textless(record)),
                ),
            )
            number = connection.last_insert_rowid()
            self._rewrite(number, record)
            revises, changed = link_versions(connection, number, record.url)
            copies = link_copies(connection, number, plain, record.url)
            connection.execute("DELETE FROM failures WHERE source = ?", (record.id,))
        return Added(key, True, revises, changed, copies)

    def replace(self, key: str, record: Record, code: str) -> None:
        """Keep another record of a document, with the ids and corrections that there were."""
        with self._write() as connection:
            record = carried(self.record(key, corrected=False), record, self.corrections(key))
            connection.execute(
                "UPDATE documents SET author = ?, lang = ?, model = ?, code = ?, record = ? WHERE key = ?",
                (record.author, record.lang, record.model, code, _textless(record), key),
            )
            self._rewrite(self._row("document", key)[0], record)
            connection.execute("DELETE FROM failures WHERE source = ?", (record.id,))

    def document(self, key: str) -> Document:
        """A document as it was read."""
        text, source = self._row("text, source", key)
        return msgspec.structs.replace(msgspec.json.decode(source, type=Document), text=text)

    def record(self, key: str, *, corrected: bool = True) -> Record:
        """A document's record, with people's corrections or as it was extracted."""
        number, text, stored = self._row("document, text, record", key)
        record = _record(text, stored)
        return self._standing(number, record)[0] if corrected else record

    def text(self, key: str) -> str:
        """A document's text."""
        return str(self._row("text", key)[0])

    def listed(self, *, latest: bool = False) -> Iterator[str]:
        """Keys of all documents in the order in which they were added, or of the latest versions only."""
        yield from (k for (k,) in self._rows("SELECT key FROM documents WHERE latest >= ? ORDER BY document", int(latest)))

    def latest(self, limit: int) -> tuple[Listed, ...]:
        """The documents that were published last, then those without a date, at most so many."""
        found: tuple[Listed, ...] = ()
        for dated in ("IS NOT NULL", "IS NULL"):  # each by itself comes in the order of an index
            which = f"latest = 1 AND published {dated} ORDER BY coalesce(published, added) DESC, document DESC LIMIT ?"
            found += self._listed(which, limit - len(found))
        return found

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

    def correct(self, key: str, wish: Wish, who: str) -> tuple[Correction, ...]:
        """Do what somebody wishes to be corrected in a document."""
        with self._write():
            known = self.corrections(key)
            made = granted(self.record(key), known, wish, who, journal.after(known, now(exactly=True)))
            self._note(key, made)
        return made

    def unite(self, gone: int, into: int, who: str, most: int | None = None, seen: tuple[str, str] | None = None) -> Correction:
        """Make two entities one."""
        with self._write() as connection:
            made = journal.united(connection, gone, into, who, journal.after(self.corrections(None), now(exactly=True)), seen)
            self._note(None, (made,), most)
        return made

    def undo(self, correction: str, who: str, most: int | None = None) -> Correction:
        """Take back that two entities are one."""
        with self._write():
            known = self.corrections(None)
            made = undone(known, correction, who, journal.after(known, now(exactly=True)))
            self._note(None, (made,), most)
        return made

    def corrections(self, key: str | None) -> tuple[Correction, ...]:
        """What people changed in a document, or in the whole store, the first first."""
        number = None if key is None else self._row("document", key)[0]
        with told(self.path):
            return journal.corrections(self._connection, number)

    def corrected(self) -> tuple[str, ...]:
        """Keys of documents that somebody corrected or checked."""
        wanted = "SELECT key FROM documents WHERE document IN (SELECT document FROM corrections) ORDER BY document"
        return tuple(k for (k,) in self._rows(wanted))

    def restore(self, key: str | None, corrections: tuple[Correction, ...]) -> int:
        """Take over corrections that are not there already."""
        with self._write():
            known = set(self.corrections(key))
            new = tuple(c for c in corrections if c not in known)
            self._note(key, new)
        return len(new)

    def unmeant(self, model: str, after: int, most: int) -> tuple[tuple[int, str], ...]:
        """Statements without a vector of a model: number and content."""
        with told(self.path):
            return meanings.unmeant(self._connection, model, after, most)

    def mean(self, model: str, vectors: Iterable[tuple[int, str, bytes]]) -> None:
        """Keep vectors of contents."""
        with self._write() as connection:
            meanings.mean(connection, model, vectors)

    def _note(self, key: str | None, made: Sequence[Correction], most: int | None = None) -> None:
        """Write corrections down, and anew the rows of all documents that they change: at most so many."""
        if not made:
            return
        number = None if key is None else self._row("document", key)[0]
        touched = [number] if number is not None else journal.touched(self._connection, made)
        if most is not None and len(touched) > most:
            raise TooMany(f"this changes {len(touched):,} documents, more than {most:,} at once: use qawl correct")
        journal.note(self._connection, number, made)
        self._renew(touched)
        if number is None:
            self._renew(journal.tidy(self._connection, made))

    def _renew(self, documents: Iterable[int]) -> None:
        """Write the rows of documents anew."""
        for document in documents:
            ((text, stored),) = self._rows("SELECT text, record FROM documents WHERE document = ?", document)
            self._rewrite(document, _record(text, stored))

    def _rewrite(self, number: int, extracted: Record) -> None:
        """Write the rows of a document anew, as its record stands."""
        record, used = self._standing(number, extracted)
        write_rows(self._connection, number, record)
        journal.mark(self._connection, number, used)

    def _standing(self, number: int, record: Record) -> tuple[Record, set[str]]:
        """A record as it stands with corrections, and ids of those of the whole store that changed it."""
        with told(self.path):
            return self._unions.now()(corrected(record, journal.corrections(self._connection, number)))

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
        with told(self.path), snapshot(self._connection):
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
        with told(self.path), snapshot(self._connection):
            return meetings(self._connection, entities, since, until, limit, skip)

    def said_at(self, numbers: tuple[int, ...]) -> tuple[SaidAt, ...]:
        """Statements made on some occasion in the documents that report meetings."""
        with told(self.path), snapshot(self._connection):
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


def now(*, exactly: bool = False) -> str:
    """The time, UTC, to the second, or to the microsecond so that no two corrections are one."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds" if exactly else "seconds")


def _record(text: str, stored: str) -> Record:
    return msgspec.structs.replace(msgspec.json.decode(stored, type=Record), text=text)


def _textless(value: Document | Record) -> str:
    """JSON without the text, which has a column of its own."""
    return msgspec.json.encode(msgspec.structs.replace(value, text="")).decode()
