import csv
import io
import json

import jsonschema
import msgspec
from rich.console import Console

from qawl.export import csv_header, csv_rows, table, to_json
from qawl.marks import shown
from qawl.types import RECORD_VERSION, Record, Span, Statement, schema

TEXT = "=cmd قال الوزير كذا\x1b[31m"
RECORD = Record(
    id="1",
    text=TEXT,
    lang="ar",
    version=RECORD_VERSION,
    model="m",
    statements=(
        Statement(id="s1", source=(Span(9, 15),), cue=(Span(5, 8),), content=(Span(0, 4), Span(16, 19)), quotation="indirect", act="assert", speaker="=cmd", confidence=0.5),
    ),
)  # fmt: skip


def test_json_has_the_gold_files_names_and_fits_the_schema():
    line = json.loads(to_json(RECORD))
    assert line["statements"][0]["content"] == [[0, 4], [16, 19]]
    jsonschema.validate(line, schema())


def test_extra_fields_pass_through_but_never_replace_the_records_own():
    line = json.loads(to_json(RECORD, {"section": msgspec.Raw(b'"x"'), "text": msgspec.Raw(b'"other"')}))
    assert line["section"] == "x"
    assert line["text"] == TEXT


def test_csv_has_a_mark_and_no_formula():
    data = csv_header() + csv_rows(RECORD)
    assert data.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(data.removeprefix("\ufeff")))
    assert row["speaker"] == "'=cmd"
    assert row["content"].startswith("'=cmd … ")
    assert row["content_span"] == "[0,4) [16,19)"


def test_a_formula_behind_invisible_characters_is_defused():
    record = msgspec.structs.replace(RECORD, statements=(msgspec.structs.replace(RECORD.statements[0], speaker="\u200f =1+1"),))
    assert "'\u200f =1+1" in csv_rows(record)


def test_controls_are_shown_not_obeyed():
    assert shown("a\x1b[31m\u202eb\nc") == "a␛[31m⟨U+202E⟩b ⏎ c"


def test_the_table_prints_markup_as_text():
    record = msgspec.structs.replace(RECORD, id="[bold]x[/bold]")
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(table(record))
    out = console.export_text()
    assert "[bold]x[/bold]" in out
    assert "\x1b" not in out
    assert "assert · indirect" in out
