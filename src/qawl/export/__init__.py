"""Export: records as JSONL, JSON, CSV, and as a table to read."""

from qawl.export.csv import CSV_COLUMNS, csv_header, csv_rows
from qawl.export.json import to_json
from qawl.export.table import table

__all__ = ["CSV_COLUMNS", "csv_header", "csv_rows", "table", "to_json"]
