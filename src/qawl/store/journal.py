"""Corrections in the database, and which documents those change that make two entities one."""

import datetime
from collections.abc import Iterable, Sequence

import apsw
import msgspec
from msgspec.structs import replace

from qawl.errors import BadCorrection, NoSuch, OneAlready, Stale
from qawl.fold import fold
from qawl.store.connection import rows
from qawl.store.merged import Merged, is_same
from qawl.store.rows import folded
from qawl.store.types import ENTITY, UNDO, Correction, Identity
from qawl.store.wishes import holding
from qawl.types import Record

_TABLES = ("mentions", "roles", "positions")
_SPEAKS = "SELECT s.document FROM voices v JOIN statements s ON s.statement = v.statement WHERE v.entity = ?1"
_TOUCHED = " UNION ".join((*(f"SELECT document FROM {table} WHERE entity = ?1" for table in _TABLES), _SPEAKS))
_UNNAMED = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} x WHERE x.entity = ?1)" for table in (*_TABLES, "voices"))


class Unions:
    """Which entities are one, read anew only when somebody corrected that."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._last: list[tuple[object, ...]] = []
        self._found = Merged(())

    def now(self) -> Merged:
        """As it stands."""
        newest = "SELECT correction, made FROM corrections WHERE document IS NULL ORDER BY correction DESC LIMIT 1"
        if (last := rows(self._connection, newest)) != self._last:
            self._found = Merged(holding(corrections(self._connection, None)))
            self._last = last
        return self._found


def corrections(connection: apsw.Connection, document: int | None) -> tuple[Correction, ...]:
    """The corrections of a document, or those of the whole store, the first first."""
    wanted = 'SELECT statement, field, was, "is", who, made FROM corrections WHERE document IS ? ORDER BY made, correction'
    return tuple(Correction(*row) for row in rows(connection, wanted, (document,)))


def after(corrections: Sequence[Correction], now: str) -> str:
    """When the next correction is made: now, or right after the last one where the clock is behind."""
    if not corrections or now > (last := corrections[-1].made):
        return now
    return (datetime.datetime.fromisoformat(last) + datetime.timedelta(microseconds=1)).isoformat(timespec="microseconds")


def note(connection: apsw.Connection, document: int | None, made: Iterable[Correction]) -> None:
    """Write corrections down."""
    connection.executemany(
        'INSERT INTO corrections (document, statement, field, was, "is", who, made) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(document, c.statement, c.field, c.was, c.is_, c.who, c.made) for c in made],
    )


def united(
    connection: apsw.Connection, gone: int, into: int, who: str, made: str, seen: tuple[str, str] | None = None
) -> Correction:
    """The correction that an entity is the same as another. Raises `NoSuch`; `OneAlready`; `BadCorrection` where it is on record
    as another; `Stale` where the names that whoever asks saw are not theirs.
    """
    one, other = _identity(connection, gone), _identity(connection, into)
    # a browser sends a line end as another
    if seen is not None and [n.split() for n in seen] != [one.name.split(), other.name.split()]:
        raise Stale("somebody changed these names in the meantime: look them up again")
    if gone == into:
        raise OneAlready(f"{one.name} is one already")
    if one.key is not None:
        raise BadCorrection(f"{one.name} is on record ({one.key}), and stays: make the other one the same as this")
    if not who.strip():
        raise BadCorrection("whoever corrects gives a name")
    return Correction("", ENTITY, msgspec.json.encode(one).decode(), msgspec.json.encode(other).decode(), who, made)


def touched(connection: apsw.Connection, made: Sequence[Correction]) -> list[int]:
    """Numbers of the documents that corrections of the store change."""
    out: set[int] = set()
    for c in _meant(connection, made):
        out |= {int(d) for (d,) in rows(connection, "SELECT document FROM merged WHERE correction = ?", (c.id,))}
        for number in _numbers(connection, msgspec.json.decode(c.was, type=Identity)):
            out |= {int(d) for (d,) in rows(connection, _TOUCHED, (number,))}
    return sorted(out)


def mark(connection: apsw.Connection, document: int, used: Iterable[str]) -> None:
    """Note which corrections of the store changed a document's record."""
    connection.execute("DELETE FROM merged WHERE document = ?", (document,))
    connection.executemany("INSERT INTO merged (document, correction) VALUES (?, ?)", [(document, c) for c in used])


def tidy(connection: apsw.Connection, made: Sequence[Correction]) -> list[int]:
    """After the documents' rows: the name of an entity that is another is one of that other's, until it is taken back.

    The documents whose rows are to be written once more: they themselves call the other so.
    """
    hold, again = holding(corrections(connection, None)), list[int]()
    for c in _meant(connection, made):
        gone, into = (msgspec.json.decode(x, type=Identity) for x in (c.was, c.is_))
        for number in _numbers(connection, into):
            alias = (number, fold(gone.name) or gone.name, gone.name)
            connection.execute("DELETE FROM aliases WHERE entity = ? AND folded = ?", alias[:2])
            if c in hold or alias[1] in (fold(into.name), fold(into.name_en or "")):
                connection.execute("INSERT INTO aliases (entity, folded, alias, is_name) VALUES (?, ?, ?, 1)", alias)
            else:
                again += _calling(connection, number, into, gone.name, Merged(hold))
        for number in _numbers(connection, gone):
            connection.execute(f"DELETE FROM entities WHERE entity = ?1 AND {_UNNAMED}", (number,))
    return again


def _calling(connection: apsw.Connection, entity: int, who: Identity, name: str, merged: Merged) -> list[int]:
    """A document that itself calls an entity by a name; none where no document does."""
    named = (
        "SELECT document, text, record FROM documents WHERE document IN (SELECT document FROM mentions WHERE entity = ?)"
        " AND document IN (SELECT rowid FROM document_words WHERE document_words MATCH ?)"
    )
    for document, text, stored in connection.execute(named, (entity, f'"{folded(name)}"')):
        record, _ = merged(replace(msgspec.json.decode(stored, type=Record), text=text))
        if any(is_same(e, who) and fold(name) in map(fold, e.aliases_in_text) for e in record.entities):
            return [int(document)]
    return []


def _meant(connection: apsw.Connection, made: Iterable[Correction]) -> list[Correction]:
    """The corrections of entities that some are, or take back."""
    known = {c.id: c for c in corrections(connection, None)}
    out = []
    for c in made:
        found: Correction | None = c
        while found is not None and found.field == UNDO:
            found = known.get(msgspec.json.decode(found.was, type=str))
        if found is not None and found.field == ENTITY:
            out.append(found)
    return out


def _identity(connection: apsw.Connection, entity: int) -> Identity:
    found = rows(connection, "SELECT name, kind, key, name_en FROM entities WHERE entity = ?", (entity,))
    if not found:
        raise NoSuch(f"no entity {entity}")
    return Identity(*found[0])


def _numbers(connection: apsw.Connection, who: Identity) -> list[int]:
    if who.key:
        return [int(n) for (n,) in rows(connection, "SELECT entity FROM entities WHERE key = ?", (who.key,))]
    query = "SELECT entity FROM entities WHERE folded = ? AND kind = ? AND key IS NULL"
    return [int(n) for (n,) in rows(connection, query, (fold(who.name) or who.name, who.kind))]
