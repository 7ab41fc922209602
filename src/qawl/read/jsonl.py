"""JSONL to documents, one object a line."""

import codecs
import datetime
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from qawl.errors import BadDate, BadField, InputError, NotAnObject, TooLarge
from qawl.marks import whole
from qawl.read.failure import Failure
from qawl.types import DERIVED_FIELDS, Document, Spans

_KNOWN = ("id", "text", "lang", "published", "outlet", "title", "author", "url")
_MONTH = re.compile(r"\d{4}(-\d{2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_date(value: str) -> None:
    """Raises `BadDate` unless the value is an ISO 8601 year, month, date or time."""
    try:
        if _MONTH.fullmatch(value):
            datetime.date.fromisoformat((value + "-01-01")[:10])
            return
        if _DATE.match(value):
            datetime.datetime.fromisoformat(value)
            return
    except ValueError:
        pass
    raise BadDate(f"{value!r} is not an ISO 8601 date (2022-01-12, 2022-01 or 2022)")


def read_lines(stream: BinaryIO, name: str, published: str | None, most: int) -> Iterator[Document | Failure]:
    """The documents of a stream, read as they are asked for; `name:3` is the third line.

    published: the ISO 8601 date of documents that do not say theirs. most: the longest line, in bytes; nothing is read past a
    longer one. An error of the stream itself is raised.
    """
    number = 0
    while full := stream.readline(most + 1):
        number += 1
        place = f"{name}:{number}"
        if len(full) > most:
            yield Failure(place, TooLarge(f"a line of more than {most:,} bytes; what follows it is not read"))
            return
        line = full.removeprefix(codecs.BOM_UTF8) if number == 1 else full
        if line.strip():
            try:
                yield _document(line, place, published)
            except InputError as error:
                yield Failure(place, error)


def _document(line: bytes, place: str, published: str | None) -> Document:
    fields = _object(line)
    if isinstance(fields.get("id"), int) and not isinstance(fields["id"], bool):
        fields["id"] = str(fields["id"])
    for name in _KNOWN:
        if fields.get(name) is not None and not isinstance(fields[name], str):
            raise BadField(f"the field {name} is {type(fields[name]).__name__}, not a string")
    if fields.get("text") is None:
        raise BadField("no field text")
    date = fields.get("published") or published
    if date:
        check_date(date)
    return Document(
        id=fields.get("id") or place,
        text=fields["text"],
        lang=fields.get("lang") or "",
        published=date,
        outlet=fields.get("outlet"),
        title=fields.get("title"),
        author=fields.get("author"),
        url=fields.get("url"),
        posts=_posts(fields.get("posts"), len(fields["text"])),
        extra={k: _raw(k, v) for k, v in fields.items() if k not in _KNOWN and k != "posts"},
    )


def _posts(value: Any, length: int) -> Spans:
    try:
        spans = msgspec.convert(value or (), Spans)
    except msgspec.ValidationError as error:
        raise BadField(f"the field posts: {error}") from error
    if any(not 0 <= s.start < s.end <= length for s in spans):
        raise BadField("the field posts has a span outside the text")
    return spans


def _object(line: bytes) -> dict[str, Any]:
    """The line's object without derived fields. Lone surrogates become U+FFFD: offsets stay the same."""
    try:
        value = json.loads(line, parse_constant=lambda _: None)
        if not isinstance(value, dict):
            raise NotAnObject(f"a JSON {type(value).__name__}, not an object")
        return {_clean(k): _clean(v) for k, v in value.items() if k not in DERIVED_FIELDS}
    except UnicodeDecodeError as error:
        raise NotAnObject(f"invalid UTF-8 at byte {error.start} of the line") from error
    except RecursionError as error:
        raise NotAnObject("nested too deep") from error
    except ValueError as error:
        raise NotAnObject(f"not JSON: {error}") from error


def _raw(name: str, value: Any) -> msgspec.Raw:
    try:
        return msgspec.Raw(json.dumps(value, ensure_ascii=False, allow_nan=False).encode())
    except (ValueError, RecursionError) as error:
        raise BadField(f"the field {name} holds a value that JSON can't: {error}") from error


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {_clean(k): _clean(v) for k, v in value.items()}
    return value
