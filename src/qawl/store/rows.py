"""A record as rows: what is searched and shown in tables. The record itself stays beside them, as JSON."""

from collections.abc import Sequence

import apsw
import msgspec

from qawl.derive import Speakers
from qawl.fold import words
from qawl.lang import language
from qawl.parties import Parties
from qawl.store.connection import Value
from qawl.store.entities import Entities
from qawl.store.keys import first_day
from qawl.store.meanings import kept_meanings, restore_meanings
from qawl.types import ROLES, Record, Span, Spans, Statement, covered

_DERIVED = ("statements", "mentions", "roles", "meetings", "positions", "disputes")


def folded(text: str) -> str:
    """A text's words as they are searched."""
    return " ".join(word for word, _, _ in words(text))


def write_rows(connection: apsw.Connection, document: int, record: Record) -> None:
    """Rows of all that the record holds, in place of those that were there. Call it inside a transaction."""
    meanings = kept_meanings(connection, document)
    for table in _DERIVED:  # what hangs on them goes too
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    entities = Entities(connection, record)
    numbers = _statements(connection, document, record, entities)
    restore_meanings(connection, document, meanings)
    mentions = [(document, entities[e], *_pair(m)) for e in record.entities for m in e.mentions]
    _insert(connection, "OR IGNORE INTO mentions", mentions)
    _insert(
        connection,
        "INTO roles (document, person, entity, office, of, start, end, as_of)",
        [(document, r.person, entities.called(r.person), r.role, r.of, *_pair(r.evidence), r.as_of) for r in record.roles],
    )
    _meetings(connection, document, record, entities)
    _insert(
        connection,
        "INTO positions (document, statement, holder, entity, stance, issue, start, end)",
        [
            (document, numbers.get(p.statement), p.holder, entities.called(p.holder), p.stance, p.issue, *_pair(p.evidence))
            for p in record.positions
        ],
    )
    disputes = [(d.issue, _json(d.sides), _json(d.conflicting_claims), d.confidence) for d in record.disputes]
    columns = "INTO disputes (document, issue, sides, claims, confidence)"
    _insert(connection, columns, [(document, *d) for d in disputes])


def _statements(connection: apsw.Connection, document: int, record: Record, entities: Entities) -> dict[str, int]:
    """Rows of statements, their spans and voices; the number of each by its id."""
    parties = Speakers(record.entities, record.roles, language(entities.lang), Parties.shipped())
    numbers: dict[str, int] = {}
    spans: list[tuple[Value, ...]] = []
    voices: list[tuple[Value, ...]] = []
    for s in record.statements:
        _insert(
            connection,
            "INTO statements (document, id, speaker, speaker_kind, act, quotation, time, said, confidence, parent, via,"
            " start, end, content, folded)",
            [_statement(document, s, record)],
        )
        number = numbers[s.id] = connection.last_insert_rowid()
        spans += [(number, role, n, *_pair(x), x.of(record.text)) for role in ROLES for n, x in enumerate(getattr(s, role))]
        for speaker, party in parties.voices(s):
            speaks, behind = entities.called(speaker), entities.called(party)
            voices += [(number, "speaker", speaks, behind)] if speaks is not None else []
            voices += [(number, "party", behind, None)] if behind is not None else []
        voices += [(number, "addressee", entities[e], None) for e in record.entities if _inside(e.mentions, s.addressee)]
    _insert(connection, "INTO spans", spans)
    _insert(connection, "OR IGNORE INTO voices (statement, part, entity, behind)", voices)
    return numbers


def _meetings(connection: apsw.Connection, document: int, record: Record, entities: Entities) -> None:
    """Rows of meetings, and of who is there."""
    there: list[tuple[Value, ...]] = []
    for m in record.meetings:
        about = (m.name, *_pair(m.evidence), m.date, m.place, m.status, _json(m.parties), _json(m.delegates))
        columns = "INTO meetings (document, name, start, end, date, place, status, parties, delegates, day)"
        _insert(connection, columns, [(document, *about, first_day(m.date, record.published))])
        number = connection.last_insert_rowid()
        there += [(number, e) for name in (*m.parties, *m.delegates) if (e := entities.called(name)) is not None]
    _insert(connection, "OR IGNORE INTO attendance", there)


def _statement(document: int, s: Statement, record: Record) -> tuple[Value, ...]:
    content = " […] ".join(c.of(record.text) for c in s.content)
    said = first_day(s.time, record.published)
    extent = (s.content[0].start, s.content[-1].end)
    about = (s.speaker, s.speaker_kind, s.act, s.quotation, s.time, said, s.confidence, s.parent, s.via)
    return (document, s.id, *about, *extent, content, folded(content))


def _inside(mentions: Spans, spans: Spans) -> bool:
    """Whether one of the mentions stands in the spans, whole."""
    return bool(spans) and any(covered(m, spans) == m.end - m.start for m in mentions)


def _insert(connection: apsw.Connection, into: str, rows: Sequence[tuple[Value, ...]]) -> None:
    if rows:
        values = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT {into} VALUES ({values})", rows)


def _pair(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
