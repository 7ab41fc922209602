"""The tables of a DNA 3 project (an SQLite file), and what stands in a new one."""

import base64
import functools
import hashlib
from collections.abc import Iterator

VERSION = "3.0.7"
"""Of DNA: the first release with these tables, which later ones read."""
DATE = "2022-06-12"
PASSWORD = "qawl"
"""Of the coder Admin, which DNA asks for when it opens the file; to be changed there."""
LONGEST = 190
"""Characters of a title, name or concept: every text of DNA's but those of documents is shorter than 191."""
VARIABLES = {"person": 1, "organization": 2, "concept": 3, "agreement": 4}
"""Ids of the variables of DNA's own statement type."""
NAMED = ("person", "organization", "concept")
"""Those whose values are entities."""
ATTRIBUTES = ("Type", "Alias", "Notes")
"""What DNA keeps of every entity."""

_ROUNDS = 100_000  # of the digest that DNA's library (jasypt) takes of a password
_SALT = b"qawl writes DNA."  # 16 bytes; the password is no secret, and the same records make the same file
_RIGHTS = (
    *("AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements"),
    *("DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations"),
    *("ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements"),
)


def tables() -> Iterator[str]:
    """A CREATE TABLE for each table, with DNA's columns and checks."""
    for name, columns in _TABLES.items():
        yield f"CREATE TABLE {name}({', '.join(columns)})"


@functools.cache
def digest(password: str, salt: bytes = _SALT) -> str:
    """A password as DNA stores it: its salt (16 bytes) and the SHA-256 of both, taken 100,000 times, in base64."""
    out = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_ROUNDS - 1):
        out = hashlib.sha256(out).digest()
    return base64.b64encode(salt + out).decode()


def attribute_id(attribute: str, variable: str) -> int:
    """The id of an attribute of a variable's entities."""
    return ATTRIBUTES.index(attribute) * len(NAMED) + NAMED.index(variable) + 1


def _short(name: str, more: str = "NOT NULL") -> str:
    return f"{name} TEXT {more} CHECK (LENGTH({name}) <= {LONGEST})"


def _between(name: str, least: int, most: int, more: str) -> str:
    return f"{name} INTEGER {more} CHECK ({name} BETWEEN {least} AND {most})"


def _colour(more: str = "NOT NULL DEFAULT 0") -> tuple[str, ...]:
    return tuple(_between(name, 0, 255, more) for name in ("Red", "Green", "Blue"))


def _flag(name: str, value: int) -> str:
    return _between(name, 0, 1, f"NOT NULL DEFAULT {value}")


def _of(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _data(value: str, *more: str) -> tuple[str, ...]:
    """A table of one type of variable: a value for a statement and a variable, once."""
    return (
        *(_ID, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value, "UNIQUE (StatementId, VariableId)"),
        *(_of("StatementId", "STATEMENTS"), _of("VariableId", "VARIABLES"), *more),
    )


_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_EMPTY = "NOT NULL DEFAULT ''"
_TYPES = "'boolean', 'integer', 'long text', 'short text'"
_TABLES: dict[str, tuple[str, ...]] = {
    "SETTINGS": ("Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"),
    "CODERS": (
        *(_ID, _short("Name"), *_colour(), _between("Refresh", 0, 9999, "NOT NULL DEFAULT 0")),
        *(_between("FontSize", 1, 99, "NOT NULL DEFAULT 14"), _short("Password")),
        *(_between("PopupWidth", 100, 9999, "DEFAULT 300"), _flag("ColorByCoder", 0), _flag("PopupDecoration", 0)),
        *(_flag("PopupAutoComplete", 1), *(_flag(f"Permission{right}", 1) for right in _RIGHTS)),
    ),
    "DOCUMENTS": (
        *(_ID, _short("Title"), "Text TEXT NOT NULL", "Coder INTEGER"),
        *(_short("Author", _EMPTY), _short("Source", _EMPTY), _short("Section", _EMPTY), f"Notes TEXT {_EMPTY}"),
        *(_short("Type", _EMPTY), "Date INTEGER NOT NULL", _of("Coder", "CODERS")),
    ),
    "STATEMENTTYPES": (_ID, _short("Label"), *_colour()),
    "VARIABLES": (
        *(_ID, _short("Variable"), f"DataType TEXT NOT NULL DEFAULT 'short text' CHECK (DataType IN ({_TYPES}))"),
        *("StatementTypeId INTEGER", "UNIQUE (Variable, StatementTypeId)", _of("StatementTypeId", "STATEMENTTYPES")),
    ),
    "VARIABLELINKS": (
        *(_ID, "SourceVariableId INTEGER", "TargetVariableId INTEGER", "CHECK (TargetVariableId != SourceVariableId)"),
        *(_of("SourceVariableId", "VARIABLES"), _of("TargetVariableId", "VARIABLES")),
    ),
    "REGEXES": (_short("Label", "PRIMARY KEY"), *_colour()),
    "CODERRELATIONS": (
        *(_ID, "Coder INTEGER CHECK (Coder > 0)", "OtherCoder INTEGER CHECK (OtherCoder > 0)"),
        *(_flag(name, 1) for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")),
        *("CHECK (Coder != OtherCoder)", _of("Coder", "CODERS"), _of("OtherCoder", "CODERS")),
    ),
    "STATEMENTS": (
        *(_ID, "StatementTypeId INTEGER", "DocumentId INTEGER"),
        *("Start INTEGER NOT NULL CHECK (Start >= 0)", "Stop INTEGER NOT NULL CHECK (Stop >= 0)", "Coder INTEGER"),
        *("CHECK (Start < Stop)", _of("StatementTypeId", "STATEMENTTYPES"), _of("Coder", "CODERS")),
        _of("DocumentId", "DOCUMENTS"),
    ),
    "DATABOOLEAN": _data("Value INTEGER NOT NULL DEFAULT 1"),
    "DATAINTEGER": _data("Value INTEGER NOT NULL DEFAULT 0"),
    "ENTITIES": (
        *(_ID, "VariableId INTEGER NOT NULL", _short("Value", _EMPTY), *_colour(""), "ChildOf INTEGER CHECK (ChildOf > 0)"),
        *("UNIQUE (VariableId, Value)", _of("ChildOf", "ENTITIES"), _of("VariableId", "VARIABLES")),
    ),
    "DATASHORTTEXT": _data("Entity INTEGER NOT NULL", _of("Entity", "ENTITIES")),
    "DATALONGTEXT": _data("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": (
        *(_ID, "VariableId INTEGER NOT NULL", _short("AttributeVariable")),
        *("UNIQUE (VariableId, AttributeVariable)", _of("VariableId", "VARIABLES")),
    ),
    "ATTRIBUTEVALUES": (
        *(_ID, "EntityId INTEGER NOT NULL", "AttributeVariableId INTEGER NOT NULL", _short("AttributeValue", _EMPTY)),
        *("UNIQUE (EntityId, AttributeVariableId)", _of("EntityId", "ENTITIES")),
        _of("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    ),
}
