"""What contents mean, as vectors: kept beside the statements, and compared one by one (no index: the scan is fast enough)."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import apsw
import numpy as np

from qawl.store.connection import rows
from qawl.store.types import Like

PART = 20_000
"""Vectors that are compared at a time: they are floats for so long."""

Kept = Sequence[tuple[Any, ...]]


def unmeant(connection: apsw.Connection, model: str, after: int, most: int) -> tuple[tuple[int, str], ...]:
    """Number and content of statements after a number that have no vector of a model."""
    found = rows(
        connection,
        "SELECT s.statement, s.content FROM statements s LEFT JOIN meanings m ON m.statement = s.statement AND m.model = ?"
        " WHERE m.statement IS NULL AND s.statement > ? ORDER BY s.statement LIMIT ?",
        (model, after, most),
    )
    return tuple(found)


def mean(connection: apsw.Connection, model: str, vectors: Iterable[tuple[int, str, bytes]]) -> None:
    """Keep the vectors of statements that still have the content they were made of."""
    connection.executemany(
        "INSERT OR REPLACE INTO meanings (statement, model, vector)"
        " SELECT statement, ?3, ?4 FROM statements WHERE statement = ?1 AND content = ?2",
        ((number, content, model, vector) for number, content, vector in vectors),
    )


def kept_meanings(connection: apsw.Connection, document: int) -> Kept:
    """Contents of a document with their vectors, to be put back where its rows are made anew."""
    held = "SELECT s.content, m.model, m.vector FROM statements s JOIN meanings m USING (statement) WHERE s.document = ?"
    return rows(connection, held, (document,))


def restore_meanings(connection: apsw.Connection, document: int, kept: Kept) -> None:
    """Give the document's statements the vectors of the same contents."""
    connection.executemany(
        "INSERT OR REPLACE INTO meanings SELECT statement, ?3, ?4 FROM statements WHERE document = ?1 AND content = ?2",
        ((document, *row) for row in kept),
    )


def nearest(connection: apsw.Connection, like: Like) -> None:
    """Of the table `hits` keep the nearest, with their nearness as (negative) score: the best has the least."""
    itself = "SELECT statement FROM statements s JOIN documents d USING (document) WHERE d.key = ? AND s.id = ?"
    not_it = [number for (number,) in rows(connection, itself, like.but or ("", ""))]
    pairs = connection.execute(
        "SELECT h.item, m.vector FROM hits h JOIN meanings m ON m.statement = h.item AND m.model = ? WHERE h.item IS NOT ?",
        (like.model, not_it[0] if not_it else None),
    )
    wanted = np.frombuffer(like.vector, np.int8).astype(np.float32)
    wanted /= np.linalg.norm(wanted)
    near: list[tuple[float, int]] = []
    while found := list(islice(pairs, PART)):
        vectors = np.frombuffer(b"".join(v for _, v in found), np.int8).reshape(len(found), -1).astype(np.float32)
        cosines = (vectors @ wanted) / np.linalg.norm(vectors, axis=1)
        near += [(float(cosines[k]), found[k][0]) for k in np.flatnonzero(cosines >= like.least)]
    chosen = sorted(near, key=lambda pair: (-pair[0], pair[1]))[: like.most]
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS near (item INTEGER PRIMARY KEY, score REAL)")
    connection.execute("DELETE FROM near")
    connection.executemany("INSERT INTO near VALUES (?, ?)", [(item, -cosine) for cosine, item in chosen])
    connection.execute("DELETE FROM hits WHERE item NOT IN (SELECT item FROM near)")
    connection.execute("UPDATE hits SET rank = 0, score = (SELECT score FROM near WHERE near.item = hits.item)")
