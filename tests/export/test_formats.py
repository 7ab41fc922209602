import csv
import io
import json

import msgspec
import pyarrow.parquet as pq
import pytest

from hard import TEXT, hard
from qawl.errors import UsageError
from qawl.export.formats import FORMATS, exported, of_suffix
from qawl.types import Record
from samples import follow_up, nahrain, river

RECORDS = [nahrain(), follow_up(), river(), hard()]


def made(name, records=RECORDS):
    return b"".join(exported(iter(records), name))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_no_records_and_gives_the_same_bytes_again(name):
    assert isinstance(made(name, []), bytes)
    assert made(name) == made(name)


@pytest.mark.parametrize(
    ("file", "name"), [("a.CSV", "csv"), ("a.sample.csv", "sample"), ("a.prov.json", "prov"), ("a.dna", "dna"), ("a.json", None)]
)
def test_a_files_name_tells_the_format(file, name):
    assert of_suffix(file) == name


def test_an_unknown_format_is_a_wrong_call():
    with pytest.raises(UsageError, match="csv, jsonl"):
        exported([], "xls")


def test_jsonl_is_read_back_as_the_records():
    assert [msgspec.json.decode(line, type=Record) for line in made("jsonl").split(b"\n")[:-1]] == RECORDS


def test_csv_has_a_line_a_statement():
    rows = list(csv.DictReader(io.StringIO(made("csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == sum(len(r.statements) for r in RECORDS)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_parquet_is_read_back_with_spans_and_types():
    table = pq.read_table(io.BytesIO(made("parquet")))
    rows = table.to_pylist()
    assert len(rows) == sum(len(r.statements) for r in RECORDS)
    last = next(r for r in rows if r["id"] == "=x")
    assert [TEXT[x["start"] : x["end"]] for x in last["content_spans"]] == last["content"].split(" … ")
    assert next(r for r in rows if r["id"] == "h5")["speaker_key"] == "p:harb"
    assert json.loads(json.dumps(rows[0]["confidence"])) == pytest.approx(0.91)
