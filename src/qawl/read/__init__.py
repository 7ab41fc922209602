"""Read: bytes to documents. Text and JSONL here; a document that can't be read is a `Failure`, its neighbours go on."""

from qawl.read.bytes import decode
from qawl.read.sources import Failure, check_date, read_file, read_stream

__all__ = ["Failure", "check_date", "decode", "read_file", "read_stream"]
