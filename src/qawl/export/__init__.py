"""Export: records as JSONL, JSON, CSV, as a table to read, and in the formats of other tools (`qawl.export.formats`)."""

from qawl.export.csv import CSV_COLUMNS, csv_header, csv_rows
from qawl.export.json import to_json
from qawl.export.table import table

__all__ = ["CSV_COLUMNS", "csv_header", "csv_rows", "table", "to_json"]
