"""Files and streams to documents."""

import codecs
import datetime
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

import msgspec

from qawl.errors import BadDate, BadField, FileMissing, InputError, NotAnObject, QawlError
from qawl.marks import whole
from qawl.read.bytes import decode
from qawl.types import DERIVED_FIELDS, Document

Form = Literal["auto", "text", "jsonl"]
_JSONL = (".jsonl", ".ndjson", ".json")

_KNOWN = ("id", "text", "lang", "published", "outlet", "title", "url")
_MONTH = re.compile(r"\d{4}(-\d{2})?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Failure(msgspec.Struct, frozen=True):
    """A document that could not be done: which, and why."""

    id: str
    error: QawlError


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


def read_file(path: Path, form: Form = "auto", published: str | None = None) -> Iterator[Document | Failure]:
    """The documents of one file, read as they are asked for; a file that can't be opened is one `Failure`.

    A name ending in `.jsonl`, `.ndjson` or `.json` is JSONL, one object a line; any other is one plain text.
    published: the ISO 8601 date of documents that do not say theirs.
    """
    if form == "auto":
        form = "jsonl" if path.suffix.lower() in _JSONL else "text"
    try:
        with path.open("rb") as file:
            yield from read_stream(file, whole(str(path)), form, published)
    except OSError as error:
        yield Failure(whole(str(path)), FileMissing(error.strerror or str(error)))


def read_stream(stream: BinaryIO, name: str, form: Form = "auto", published: str | None = None) -> Iterator[Document | Failure]:
    """The documents of a stream of bytes, JSONL line by line. `auto` takes what begins with `{` for JSONL."""
    data = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    if form == "auto":
        form = "jsonl" if data.peek(64).lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"{") else "text"
    if form == "text":
        try:
            yield Document(id=name, text=decode(data.read()), published=published)
        except InputError as error:
            yield Failure(name, error)
        return
    for number, full in enumerate(data, 1):
        line = full.removeprefix(codecs.BOM_UTF8) if number == 1 else full
        if line.strip():
            place = f"{name}:{number}"
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
        url=fields.get("url"),
        extra={k: _raw(k, v) for k, v in fields.items() if k not in _KNOWN},
    )


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
