"""Gold and prediction files: JSONL, a document a line; both are checked before anything is counted."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qawl.errors import FileMissing, GoldError
from qawl.types import ROLES

# A decoded JSON object.
Json = Mapping[str, Any]

_STRINGS = ("speaker", "speaker_kind", "act", "quotation", "time", "parent", "via")


def read_documents(path: Path) -> list[Json]:
    """The objects of a gold or prediction file, in its order; blank lines are skipped.

    Raises FileMissing where the file can't be opened, and GoldError (with file and line) where a line is not UTF-8,
    no JSON, or no object. What the objects hold is checked by `count`.
    """
    documents: list[Json] = []
    number = 0
    try:
        # iterating splits at line feeds only: `splitlines` would also split at U+2028 inside a JSON string
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                value = json.loads(line)
                if not isinstance(value, dict):
                    raise GoldError(f"{path}, line {number}: not a JSON object")
                documents.append(value)
    except OSError as error:
        raise FileMissing(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 ({error.reason}), after line {number}") from error
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}, line {number}: no JSON ({error})") from error
    return documents


def check_golds(golds: Iterable[Json]) -> dict[str, Json]:
    """The gold documents by id, in their order.

    Raises GoldError where there is none, where one lacks its id, text or statements, where an id occurs twice, and
    where a statement or an entity is malformed or a span lies outside the text.
    """
    found = _by_id(golds, "gold")
    if not found:
        raise GoldError("gold: there is no document")
    for id_, document in found.items():
        where = f"gold document {id_!r}"
        if not isinstance(document.get("text"), str):
            raise GoldError(f"{where} has no text")
        if document.get("statements") is None:
            raise GoldError(f"{where} has no statements (an empty list is one)")
        _check_entities(document.get("entities") or (), where)
        _check_statements(document["statements"], document["text"], where)
    return found


def check_predictions(predictions: Iterable[Json], golds: Mapping[str, Json]) -> dict[str, Json]:
    """The predicted documents by id, for the documents in `golds`; others are dropped unread.

    Raises GoldError where an id is missing or occurs twice, where a statement or an entity is malformed or a span lies
    outside the gold document's text, and where a confidence is no number from 0 to 1.
    """
    found: dict[str, Json] = {}
    for id_, document in _by_id(predictions, "predicted").items():
        if id_ not in golds:
            continue
        where = f"predicted document {id_!r}"
        # a record without statements is written without the field
        statements = document.get("statements", [])
        _check_statements(statements, golds[id_]["text"], where)
        for statement in statements:
            confidence = statement.get("confidence")
            if confidence is not None and not (_is_number(confidence) and 0 <= confidence <= 1):
                raise GoldError(f"{where}, statement {statement['id']!r}: confidence {confidence!r} is no number from 0 to 1")
        _check_entities(document.get("entities") or (), where)
        found[id_] = document
    return found


def _by_id(documents: Iterable[Json], kind: str) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for number, document in enumerate(documents, 1):
        if not isinstance(document, Mapping):
            raise GoldError(f"{kind} document {number} is not an object")
        id_ = document.get("id")
        if not isinstance(id_, str):
            raise GoldError(f"{kind} document {number} has no id")
        if id_ in found:
            raise GoldError(f"there are two {kind} documents {id_!r}")
        found[id_] = document
    return found


def _check_statements(statements: object, text: str, where: str) -> None:
    if not isinstance(statements, list | tuple):
        raise GoldError(f"{where}: statements is no list")
    seen: set[str] = set()
    for number, statement in enumerate(statements, 1):
        if not isinstance(statement, Mapping):
            raise GoldError(f"{where}, statement {number} is not an object")
        if not isinstance(statement.get("id"), str):
            raise GoldError(f"{where}, statement {number} has no id")
        if statement["id"] in seen:
            raise GoldError(f"{where} has two statements {statement['id']!r}")
        seen.add(statement["id"])
        name = f"{where}, statement {statement['id']!r}"
        for field in _STRINGS:
            if not isinstance(statement.get(field), str | None):
                raise GoldError(f"{name}: {field} is no string")
        for role in ROLES:
            check_spans(statement.get(role) or (), len(text), f"{name}: {role}")


def check_spans(spans: object, length: int, where: str) -> None:
    """Raises GoldError where `spans` is no list of [start, end] inside a text of so many code points."""
    if not isinstance(spans, list | tuple):
        raise GoldError(f"{where} is no list of spans")
    for span in spans:
        if not (isinstance(span, list | tuple) and len(span) == 2 and all(type(offset) is int for offset in span)):
            raise GoldError(f"{where}: {span!r} is no [start, end]")
        if not 0 <= span[0] <= span[1] <= length:
            raise GoldError(f"{where}: [{span[0]}, {span[1]}] is outside the text, which has {length} code points")


def _check_entities(entities: object, where: str) -> None:
    if not isinstance(entities, list | tuple):
        raise GoldError(f"{where}: entities is no list")
    for number, entity in enumerate(entities, 1):
        if not isinstance(entity, Mapping) or not isinstance(entity.get("name"), str):
            raise GoldError(f"{where}, entity {number} has no name")
        aliases = entity.get("aliases_in_text") or ()
        if not isinstance(aliases, list | tuple) or not all(isinstance(alias, str) for alias in aliases):
            raise GoldError(f"{where}, entity {number}: aliases_in_text is no list of strings")
        if not isinstance(entity.get("name_en"), str | None):
            raise GoldError(f"{where}, entity {number}: name_en is no string")
        if not isinstance(entity.get("kind"), str | None):
            raise GoldError(f"{where}, entity {number}: kind is no string")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
