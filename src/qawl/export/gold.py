"""Records as gold: the JSONL that training and `qawl evaluate` take."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from qawl.types import Record, Statement

_HEAD = ("id", "published", "lang", "outlet", "title", "author", "url")
_MADE_UP = frozenset({"confidence", "resolution"})
"""Of a statement, what a model thinks of it: nobody annotates that."""


def to_gold(records: Iterable[Record]) -> Iterator[bytes]:
    """A line a record: the text, its statements as they stand and its entities, without what only a model says."""
    for record in records:
        head = {name: value for name in _HEAD if (value := getattr(record, name))}
        entities = [{k: v for k, v in msgspec.to_builtins(e).items() if k != "mentions"} for e in record.entities]
        statements = [_statement(s) for s in record.statements]
        yield msgspec.json.encode({**head, "entities": entities, "text": record.text, "statements": statements}) + b"\n"


def _statement(statement: Statement) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(statement)
    # one without a speaker says so
    return {"speaker": "", **{name: value for name, value in fields.items() if name not in _MADE_UP}}
