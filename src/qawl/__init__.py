"""Qawl (قول, "a saying"): who said what, in the news.

>>> import qawl
>>> pipeline = qawl.load()
>>> record = pipeline(qawl.Document(id="1", text=text))
>>> for statement in record.statements:
...     print(statement.speaker, statement.act, statement.content[0].of(record.text))
"""

__version__ = "0.1.0"

import functools

from qawl import blas  # noqa: F401  (first: before numpy)
from qawl.errors import QawlError
from qawl.pipeline import Pipeline, load
from qawl.read import check_date
from qawl.types import Document, Record, Span, Statement

__all__ = ["Document", "Pipeline", "QawlError", "Record", "Span", "Statement", "__version__", "extract", "load"]


@functools.cache
def _shipped() -> Pipeline:
    return load()


def extract(text: str, *, published: str | None = None, lang: str = "") -> Record:
    """The record of one text, with the shipped model (loaded at the first call and kept).

    published: ISO 8601 date of publication. lang: `ar`, `en`, or empty to detect it. Raises `QawlError`.
    """
    if published:
        check_date(published)
    return _shipped()(Document(id="text", text=text, lang=lang, published=published))
