"""Statements as Parquet: one row each, spans as lists of start and end."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq

from qawl.export.places import said
from qawl.types import ROLES, Record

ROWS = 20_000
"""Statements of a row group: what is held at once beside the file."""

_SPANS = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("document", "url", "outlet", "title", "published", "lang")),
        ("number", pa.int32()),
        *((name, pa.string()) for name in ("id", "speaker", "speaker_kind", "speaker_key", "act", "quotation")),
        *((role, pa.string()) for role in ROLES),
        *((f"{role}_spans", _SPANS) for role in ROLES),
        *((name, pa.string()) for name in ("parent", "via", "time")),
        ("confidence", pa.float32()),
        ("model", pa.string()),
    ]
)
"""The columns. `number` counts a document's statements from 1; `speaker_key` is the same in every document, where it is known."""


def to_parquet(records: Iterable[Record]) -> Iterator[bytes]:
    """A Parquet file (zstd) of all records' statements, in one piece: its index stands at the end."""
    rows = (row for record in records for row in _rows(record))
    out = io.BytesIO()
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        while batch := list(islice(rows, ROWS)):
            writer.write_table(pa.Table.from_pylist(batch, schema=SCHEMA))
    yield out.getvalue()


def _rows(record: Record) -> Iterator[dict[str, object]]:
    keys = {e.name: e.key for e in record.entities}
    for number, s in enumerate(record.statements, 1):
        yield {
            "document": record.id,
            **{name: getattr(record, name) for name in ("url", "outlet", "title", "published", "lang", "model")},
            "number": number,
            **{name: getattr(s, name) for name in ("id", "speaker", "speaker_kind", "act", "quotation")},
            "speaker_key": keys.get(s.speaker),
            **{role: said(record.text, getattr(s, role)) for role in ROLES},
            **{f"{role}_spans": [{"start": x.start, "end": x.end} for x in getattr(s, role)] for role in ROLES},
            **{name: getattr(s, name) for name in ("parent", "via", "time", "confidence")},
        }
