"""CSV files as spreadsheets save them."""

import csv
import io
from pathlib import Path

from qawl.errors import BadField, FileMissing
from qawl.read import decode


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows by the names of the first line, in small letters, separated by what stands in it most: comma, semicolon, tab.

    Raises FileMissing, NotText for bytes that are no text, and BadField for a cell of more than 131,072 characters.
    """
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise FileMissing(f"{path}: {error.strerror or error}") from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    try:
        return [{k.strip().lower(): v or "" for k, v in row.items() if k} for row in rows]
    except csv.Error as error:
        raise BadField(f"{path}: {error}") from error
