"""Records to export, from JSONL that `qawl extract` or `qawl record` wrote. Any other iterable of records does as well."""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from qawl.errors import BadField, FileMissing, InputError, NotAnObject
from qawl.marks import whole
from qawl.pipeline import spans_of
from qawl.read import Failure, check_date
from qawl.types import RECORD_VERSION, Record

_DECODER = msgspec.json.Decoder(Record)
_OF_A_RECORD = frozenset({"text", "statements", "version", "model"})


def holds_records(path: Path) -> bool:
    """Whether the first line of a file that is not blank is a record: an object with statements, version and model."""
    try:
        with path.open("rb") as file:
            line = next((x for x in file if x.strip()), b"")
        value = json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.keys() >= _OF_A_RECORD


def read_records(path: Path) -> Iterator[Record | Failure]:
    """The records of a file, read as they are asked for; a line that is none is a `Failure`, the others go on."""
    name = whole(str(path))
    try:
        with path.open("rb") as file:
            yield from records_of(file, name)
    except OSError as error:
        yield Failure(name, FileMissing(error.strerror or str(error)))


def records_of(stream: BinaryIO, name: str) -> Iterator[Record | Failure]:
    """The records of a stream of JSONL."""
    for number, line in enumerate(stream, 1):
        if line.strip():
            try:
                yield _record(line.removeprefix(codecs.BOM_UTF8))
            except InputError as error:
                yield Failure(f"{name}:{number}", error)


def _record(line: bytes) -> Record:
    """Raises BadField for spans not in the text, no content, a later version of Qawl; BadDate; NotAnObject."""
    try:
        record = _DECODER.decode(line)
    except msgspec.ValidationError as error:
        raise BadField(f"no record of Qawl's: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotAnObject(f"not JSON: {error}") from error
    if record.version > RECORD_VERSION:
        raise BadField(f"a record of version {record.version}, this Qawl knows {RECORD_VERSION}: upgrade it")
    if record.published:
        check_date(record.published)
    empty = next((s.id for s in record.statements if not s.content), None)
    if empty is not None:
        raise BadField(f"the statement {empty} has no content")
    length = len(record.text)
    bad = next((x for x in spans_of(record) if not 0 <= x.start <= x.end <= length), None)
    if bad is not None:
        raise BadField(f"the span {bad.start}-{bad.end} is not in the text of {length} characters")
    return record
