"""Positions as a project of the Discourse Network Analyzer (DNA 3): person, organization, concept, agreement."""

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import apsw

from qawl.derive.references import Names
from qawl.export.dna.codebook import Codebook
from qawl.export.dna.schema import ATTRIBUTES, DATE, LONGEST, NAMED, PASSWORD, VARIABLES, VERSION, attribute_id, digest, tables
from qawl.export.people import JOINT
from qawl.export.xml import legal
from qawl.types import Entity, Position, Record, Span, Statement

DISAGREES = frozenset({"rejects", "denies"})
"""Stances that are no agreement. Who accuses says that it is so, and so agrees where the accused denies."""
_ADMIN, _TYPE = 1, 1  # ids of the coder and the statement type
_WIDE = 0xFFFF  # characters above it are two UTF-16 units


def to_dna(records: Iterable[Record], codebook: Codebook | None = None) -> Iterator[bytes]:
    """The project's SQLite file, in one piece: every document, and a statement for each position that a party takes.

    A statement that several persons make for one party is one for each. Offsets are UTF-16 units, as Java counts.
    """
    documents = list(records)
    with apsw.Connection(":memory:") as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        project = _Project(connection, documents, codebook or Codebook())
        for number, record in enumerate(documents, 1):
            project.add(number, record)
        yield connection.serialize("main")


class _Project:
    """A new project, to which documents are added."""

    def __init__(self, connection: apsw.Connection, documents: list[Record], codebook: Codebook) -> None:
        self._do = connection.execute
        self._id = connection.last_insert_rowid
        self._names = Names(documents)
        self._entities: dict[tuple[int, str], int] = {}
        issues = [p.issue for record in documents for p in record.positions]
        self._concepts = dict(zip(issues, codebook.concepts(issues), strict=True))
        for statement in tables():
            self._do(statement)
        self._do("INSERT INTO SETTINGS VALUES ('version', ?), ('date', ?)", (VERSION, DATE))
        admin = (_ADMIN, "Admin", 255, 255, 0, digest(PASSWORD))
        self._do("INSERT INTO CODERS(ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)", admin)
        self._do("INSERT INTO STATEMENTTYPES VALUES (?, 'DNA Statement', 239, 208, 51)", (_TYPE,))
        for name, key in VARIABLES.items():
            kind = "boolean" if name == "agreement" else "short text"
            self._do("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", (key, name, kind, _TYPE))
        for attribute in ATTRIBUTES:
            for variable in NAMED:
                row = (attribute_id(attribute, variable), VARIABLES[variable], attribute)
                self._do("INSERT INTO ATTRIBUTEVARIABLES VALUES (?, ?, ?)", row)

    def add(self, number: int, record: Record) -> None:
        """A document with its statements."""
        title = record.title or record.text.strip().split("\n", 1)[0] or record.id
        # Swing makes one line end of \r\n, which would move every offset behind it
        text = legal(record.text)
        notes = "\n".join(filter(None, (record.id, record.url)))
        author, source = _short(record.author or ""), _short(record.outlet or "")
        row = (number, _short(title), text, _ADMIN, author, source, notes, _seconds(record.published))
        self._do(
            "INSERT INTO DOCUMENTS(ID, Title, Text, Coder, Author, Source, Notes, Date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row
        )
        units, statements = _Units(text), {s.id: s for s in record.statements}
        entities = {e.name: e for e in record.entities}
        for position in record.positions:
            place = position.evidence
            if place.start < place.end:
                for person, organization in _actors(position, statements.get(position.statement), entities):
                    self._state(number, units(place), position, person, organization, entities)

    def _state(
        self, number: int, place: Span, position: Position, person: str, organization: str, entities: dict[str, Entity]
    ) -> None:
        row = (_TYPE, number, place.start, place.end, _ADMIN)
        self._do("INSERT INTO STATEMENTS(StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?, ?, ?, ?, ?)", row)
        statement = self._id()
        for variable, name in (("person", person), ("organization", organization)):
            entity = self._entity(variable, self._names(number, name) if name else "", entities.get(name))
            self._value(statement, variable, entity)
        self._value(statement, "concept", self._entity("concept", self._concepts[position.issue], None))
        agreement = (statement, VARIABLES["agreement"], int(position.stance not in DISAGREES))
        self._do("INSERT INTO DATABOOLEAN(StatementId, VariableId, Value) VALUES (?, ?, ?)", agreement)

    def _value(self, statement: int, variable: str, entity: int) -> None:
        row = (statement, VARIABLES[variable], entity)
        self._do("INSERT INTO DATASHORTTEXT(StatementId, VariableId, Entity) VALUES (?, ?, ?)", row)

    def _entity(self, variable: str, name: str, entity: Entity | None) -> int:
        """The id of a value of a variable; a new one gets a value for each of its attributes."""
        key = (VARIABLES[variable], _short(name))
        if key not in self._entities:
            self._do("INSERT INTO ENTITIES(VariableId, Value, Red, Green, Blue) VALUES (?, ?, 0, 0, 0)", key)
            self._entities[key] = self._id()
            values = (entity.kind, entity.name_en or "", entity.key or "") if entity else ("", "", "")
            for attribute, value in zip(ATTRIBUTES, values, strict=True):
                row = (self._entities[key], attribute_id(attribute, variable), _short(value))
                self._do("INSERT INTO ATTRIBUTEVALUES(EntityId, AttributeVariableId, AttributeValue) VALUES (?, ?, ?)", row)
        return self._entities[key]


def _actors(position: Position, statement: Statement | None, entities: dict[str, Entity]) -> list[tuple[str, str]]:
    """Who says it and for whom, as pairs of person and organization; either may be nobody."""
    names = [n for n in statement.speaker.split(JOINT) if n] if statement else []
    persons = [n for n in names if n in entities and entities[n].kind == "person"]
    holder = position.holder
    if holder in persons or (holder in entities and entities[holder].kind == "person"):
        return [(holder, "")]
    return [(person, holder) for person in persons] or [("", holder)]


class _Units:
    """From code points of a text to UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._wide = [k for k, c in enumerate(text) if ord(c) > _WIDE]

    def __call__(self, span: Span) -> Span:
        return Span(*(at + bisect_left(self._wide, at) for at in (span.start, span.end)))


def _short(text: str) -> str:
    plain = " ".join(legal(text).split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"


def _seconds(published: str | None) -> int:
    """Seconds since 1970 of a date's first moment or of a time, 0 where it is not known: DNA has no documents without a date."""
    if not published:
        return 0
    whole = (published + "-01-01")[:10] if len(published) < 10 else published
    at = datetime.datetime.fromisoformat(whole)
    return int((at if at.tzinfo else at.replace(tzinfo=datetime.UTC)).timestamp())
