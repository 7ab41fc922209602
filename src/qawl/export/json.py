"""Records as JSON, with the field names of the gold files."""

from collections.abc import Mapping

import msgspec

from qawl.types import Record

_ENCODER = msgspec.json.Encoder()


def to_json(record: Record, extra: Mapping[str, msgspec.Raw] | None = None) -> bytes:
    """One record as one line of JSON (without the line end).

    extra: fields of the input document that pass through; one with the name of a field of the record is left out.
    """
    body = _ENCODER.encode(record)
    more = {k: v for k, v in (extra or {}).items() if k not in Record.__struct_fields__}
    if not more:
        return body
    return body[:-1] + b"," + _ENCODER.encode(more)[1:]
