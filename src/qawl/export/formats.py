"""The formats of `qawl export`: each a function from records to bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from qawl.errors import UsageError
from qawl.export.brat import to_brat
from qawl.export.csv import csv_header, csv_rows
from qawl.export.dna import Codebook, to_dna
from qawl.export.gold import to_gold
from qawl.export.graphml import to_graphml
from qawl.export.json import to_json
from qawl.export.jsonld import to_jsonld
from qawl.export.prov import to_prov
from qawl.export.sample import COUNT, SEED, to_sample
from qawl.export.tei import to_tei
from qawl.export.webanno import to_webanno
from qawl.types import Record


@dataclass(frozen=True)
class Options:
    """What only some formats take: `codebook` DNA, `count` and `seed` the sample."""

    codebook: Codebook = field(default_factory=Codebook)
    count: int = COUNT
    seed: int = SEED


@dataclass(frozen=True)
class Format:
    """A format: the suffix of its files, its function, and whether it is text.

    The function yields pieces as records come where the format lets it, else one piece at the end.
    """

    suffix: str
    write: Callable[[Iterable[Record], Options], Iterator[bytes]]
    text: bool = True


def _csv(records: Iterable[Record]) -> Iterator[bytes]:
    yield csv_header().encode()
    for record in records:
        yield csv_rows(record).encode()


def _jsonl(records: Iterable[Record]) -> Iterator[bytes]:
    for record in records:
        yield to_json(record) + b"\n"


def _parquet(records: Iterable[Record]) -> Iterator[bytes]:
    from qawl.export.parquet import to_parquet  # noqa: PLC0415 - pyarrow is a fifth of a command's start, for one format

    return to_parquet(records)


def _plain(write: Callable[[Iterable[Record]], Iterator[bytes]]) -> Callable[[Iterable[Record], Options], Iterator[bytes]]:
    return lambda records, _: write(records)


FORMATS: dict[str, Format] = {
    "csv": Format(".csv", _plain(_csv)),
    "jsonl": Format(".jsonl", _plain(_jsonl)),
    "gold": Format(".gold.jsonl", _plain(to_gold)),
    "parquet": Format(".parquet", _plain(_parquet), text=False),
    "jsonld": Format(".jsonld", _plain(to_jsonld)),
    "webanno": Format(".anno.json", _plain(to_webanno)),
    "tei": Format(".xml", _plain(to_tei)),
    "brat": Format(".zip", _plain(to_brat), text=False),
    "prov": Format(".prov.json", _plain(to_prov)),
    "dna": Format(".dna", lambda records, options: to_dna(records, options.codebook), text=False),
    "graphml": Format(".graphml", _plain(to_graphml)),
    "sample": Format(".sample.csv", lambda records, options: to_sample(records, options.count, options.seed)),
}
"""By name, in the order in which they are listed."""


def exported(records: Iterable[Record], form: str, options: Options | None = None) -> Iterator[bytes]:
    """The records in a format, as pieces of a file. Raises UsageError for a format that is none of FORMATS."""
    if form not in FORMATS:
        raise UsageError(f"the format is one of {', '.join(FORMATS)}, not {form!r}")
    return FORMATS[form].write(records, options or Options())


def of_suffix(name: str) -> str | None:
    """The format of a file's name: the one whose suffix is the longest that it ends in."""
    fitting = [(len(f.suffix), key) for key, f in FORMATS.items() if name.lower().endswith(f.suffix)]
    return max(fitting)[1] if fitting else None
