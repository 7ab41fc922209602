"""Meetings of the store by day, and what was said at them."""

import json

import apsw
import msgspec

from qawl.store.connection import rows
from qawl.store.find import read_statement
from qawl.store.types import Met, SaidAt
from qawl.types import Meeting


def meetings(
    connection: apsw.Connection,
    entities: tuple[int, ...] | None,
    since: str | None,
    until: str | None,
    limit: int,
    skip: int,
) -> tuple[Met, ...]:
    """Meetings of which something is known (a date, or who was there) in the latest versions, the latest first.

    entities: only those at which one of them was.
    """
    there = "m.meeting IN (SELECT meeting FROM attendance WHERE entity IN (SELECT value FROM json_each(:entities)))"
    known = "(m.date IS NOT NULL OR EXISTS (SELECT 1 FROM attendance a WHERE a.meeting = m.meeting))"
    tests = ["d.latest", known if entities is None else there]
    tests += ["m.day >= :since"] if since else []
    tests += ["m.day <= :until || '~'"] if until else []
    found = rows(
        connection,
        "SELECT m.meeting, d.key, d.outlet, d.published, d.lang, m.day, m.name, m.start, m.end, m.date, m.place, m.status,"
        " m.parties, m.delegates FROM meetings m JOIN documents d ON d.document = m.document"
        f" WHERE {' AND '.join(tests)} ORDER BY m.day DESC, m.meeting DESC LIMIT :limit OFFSET :skip",
        {"entities": json.dumps(entities), "since": since, "until": until, "limit": limit, "skip": skip},
    )
    return tuple(
        Met(
            **dict(zip(("number", "document", "outlet", "published", "lang", "day"), row[:6], strict=True)),
            meeting=_meeting(*row[6:]),
        )
        for row in found
    )


def said_at(connection: apsw.Connection, numbers: tuple[int, ...]) -> tuple[SaidAt, ...]:
    """The statements that were made on some occasion, in the documents that report meetings, by meeting in the text's order."""
    found = rows(
        connection,
        "SELECT m.meeting, x.start < m.end AND m.start < x.end, x.text, s.statement FROM meetings m"
        " JOIN statements s ON s.document = m.document"
        " JOIN spans x ON x.statement = s.statement AND x.role = 'occasion' AND x.n = 0"
        " WHERE m.meeting IN (SELECT value FROM json_each(?)) ORDER BY m.meeting, s.statement",
        (json.dumps(numbers),),
    )
    return tuple(
        SaidAt(meeting, bool(overlaps), occasion, read_statement(connection, statement))
        for meeting, overlaps, occasion, statement in found
    )


def _meeting(
    name: str, start: int, end: int, date: str | None, place: str | None, status: str | None, parties: str, delegates: str
) -> Meeting:
    about = {"name": name, "evidence": (start, end), "date": date, "place": place, "status": status}
    return msgspec.convert({**about, "parties": json.loads(parties), "delegates": json.loads(delegates)}, Meeting)
