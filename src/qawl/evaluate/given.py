"""Gold statements as something to work on: what speakers, links and times are when extraction makes no error."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from qawl.errors import GoldError
from qawl.evaluate.gold import Json
from qawl.pipeline import Pipeline
from qawl.types import ROLES, Document, Record, Statement

# What gold need not say and a statement must.
_DEFAULTS = {"quotation": "indirect", "act": "assert"}


def given_statements(document: Json) -> tuple[Statement, ...]:
    """The statements of a checked gold document with what extraction finds (id, spans, act, quotation) and nothing else.

    Those without a content are left out: no prediction is paired with them. Raises GoldError where an act or a
    quotation type is none.
    """
    return tuple(_given(s, document["id"]) for s in document["statements"] if s.get("content"))


class Attributor:
    """Makes records of documents from statements that are known, by document id; stands in for a pipeline in
    `qawl.parallel.run`.
    """

    def __init__(self, make: Callable[[], Pipeline], statements: Mapping[str, tuple[Statement, ...]]) -> None:
        self._pipeline, self._statements = make(), statements

    def __call__(self, document: Document) -> Record:
        """The record of one of the documents."""
        return self._pipeline.attribute(document, self._statements[document.id])


def _given(statement: Json, document: str) -> Statement:
    fields: dict[str, Any] = {"id": statement["id"]}
    fields |= {role: statement.get(role) or () for role in ROLES}
    fields |= {name: statement.get(name) or default for name, default in _DEFAULTS.items()}
    try:
        return msgspec.convert(fields, Statement)
    except msgspec.ValidationError as error:
        raise GoldError(f"gold document {document!r}, statement {statement['id']!r}: {error}") from error
