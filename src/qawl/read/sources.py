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

from qawl.errors import BadDate, BadField, FileMissing, InputError, NotAnObject
from qawl.read.bytes import decode
from qawl.types import DERIVED_FIELDS, Document

Form = Literal["auto", "text", "jsonl"]
_JSONL = (".jsonl", ".ndjson", ".json")

_KNOWN = ("id", "text", "lang", "published", "outlet", "title", "url")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$")
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_date(value: str) -> None:
    """Raises `BadDate` unless the value is an ISO 8601 year, month, date or time."""
    try:
        if _DATE.match(value):
            datetime.date.fromisoformat((value + "-01-01")[:10])
            return
    except ValueError:
        pass
    raise BadDate(f"{value!r} is not an ISO 8601 date (2022-01-12, 2022-01 or 2022)")


class Failure(msgspec.Struct, frozen=True):
    """A document that could not be done: which, and why."""

    id: str
    error: InputError


def read_file(path: Path, form: Form = "auto", published: str | None = None) -> Iterator[Document | Failure]:
    """The documents of one file, read as they are asked for; a file that can't be opened is one `Failure`.

    A name ending in `.jsonl`, `.ndjson` or `.json` is JSONL, one object a line; any other is one plain text.
    published: the ISO 8601 date of documents that do not say theirs.
    """
    if form == "auto":
        form = "jsonl" if path.suffix.lower() in _JSONL else "text"
    try:
        with path.open("rb") as file:
            yield from read_stream(file, path.name if form == "text" else str(path), form, published)
    except OSError as error:
        yield Failure(str(path), FileMissing(f"{path}: {error.strerror or error}"))


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
    for number, whole in enumerate(data, 1):
        line = whole.removeprefix(codecs.BOM_UTF8) if number == 1 else whole
        if line.strip():
            place = f"{name}:{number}"
            try:
                yield _document(line, place, published)
            except InputError as error:
                yield Failure(place, error)


def _document(line: bytes, place: str, published: str | None) -> Document:
    fields = _object(line, place)
    for name in _KNOWN:
        if fields.get(name) is not None and not isinstance(fields[name], str):
            if name == "id" and isinstance(fields[name], int):
                fields[name] = str(fields[name])
                continue
            raise BadField(f"{place}: the field {name} is {type(fields[name]).__name__}, not a string")
    if fields.get("text") is None:
        raise BadField(f"{place}: no field text")
    date = fields.get("published") or published
    if date:
        try:
            check_date(date)
        except BadDate as error:
            raise BadDate(f"{place}: published: {error}") from error
    taken = DERIVED_FIELDS.union(_KNOWN)
    return Document(
        id=fields.get("id") or place,
        text=fields["text"],
        lang=fields.get("lang") or "",
        published=date,
        outlet=fields.get("outlet"),
        title=fields.get("title"),
        url=fields.get("url"),
        extra={k: msgspec.Raw(json.dumps(v, ensure_ascii=False).encode()) for k, v in fields.items() if k not in taken},
    )


def _object(line: bytes, place: str) -> dict[str, Any]:
    """The line's object. Lone surrogates, which no encoding can write, become U+FFFD: offsets stay the same."""
    try:
        value = json.loads(line, parse_constant=lambda _: None)
    except UnicodeDecodeError as error:
        raise NotAnObject(f"{place}: invalid UTF-8 at byte {error.start} of the line") from error
    except (ValueError, RecursionError) as error:
        raise NotAnObject(f"{place}: not JSON: {error}") from error
    if not isinstance(value, dict):
        raise NotAnObject(f"{place}: a JSON {type(value).__name__}, not an object")
    return {_clean(k): _clean(v) for k, v in value.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {_clean(k): _clean(v) for k, v in value.items()}
    return value
