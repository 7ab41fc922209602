"""Read: sources to documents. A document that can't be read is a `Failure`, its neighbours go on."""

from qawl.read.bytes import decode
from qawl.read.failure import Failure
from qawl.read.jsonl import check_date
from qawl.read.options import Form, Limits, Options
from qawl.read.sources import documents

__all__ = ["Failure", "Form", "Limits", "Options", "check_date", "decode", "documents"]
