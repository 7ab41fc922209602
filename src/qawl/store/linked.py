"""Links between documents: versions of one page, and copies that say nearly the same."""

from itertools import pairwise

import apsw
import msgspec

from qawl.store.connection import rows
from qawl.store.copies import ALIKE, bands, sequences, shared
from qawl.store.revisions import changes
from qawl.types import Span

Changes = tuple[tuple[Span, Span], ...]


def link_versions(connection: apsw.Connection, number: int, url: str | None) -> tuple[str | None, Changes]:
    """Link the versions of a page in the order in which they were added; which one the new one revises, and how."""
    if not url:
        return None, ()
    pages = rows(connection, "SELECT document, key, text FROM documents WHERE url = ? ORDER BY added, document", (url,))
    connection.execute("UPDATE documents SET latest = (document = ?) WHERE url = ?", (pages[-1][0], url))
    found: tuple[str | None, Changes] = (None, ())
    for (old, key, before), (new, _, after) in pairwise(pages):
        if number in (old, new):
            changed = changes(before, after)
            values = (new, old, msgspec.json.encode(changed).decode())
            connection.execute("INSERT OR REPLACE INTO revisions (document, of, changes) VALUES (?, ?, ?)", values)
            found = (key, changed) if new == number else found
    return found


def link_copies(connection: apsw.Connection, number: int, plain: str, url: str | None) -> tuple[str, ...]:
    """Link the documents, of other pages, that say nearly the same as a folded text; their keys."""
    ours = sequences(plain)
    numbers = list(enumerate(bands(ours)))
    same = "SELECT document FROM bands WHERE band = ? AND hash = ?"
    near = {int(d) for pair in numbers for (d,) in rows(connection, same, pair)}
    connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", [(n, h, number) for n, h in numbers])
    out = []
    for other in sorted(near):
        ((key, words, page),) = rows(connection, "SELECT key, folded, url FROM documents WHERE document = ?", (other,))
        share = shared(ours, sequences(words))
        if share >= ALIKE and (not url or page != url):
            connection.execute("INSERT INTO copies VALUES (?, ?, ?)", (number, other, round(share, 3)))
            out.append(str(key))
    return tuple(out)
