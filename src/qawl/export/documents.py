"""Documents as they were read: JSON to read back, and a table for the eye."""

import msgspec
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from qawl.lang import language, languages
from qawl.marks import shown
from qawl.types import Document

_ENCODER = msgspec.json.Encoder()
_ISOLATE, _POP = "\u2068", "\u2069"


def document_json(document: Document) -> bytes:
    """One document as one line of JSON (without the line end), as `qawl extract` reads it: fields that are known, then those
    that pass through.
    """
    fields = {name: getattr(document, name) for name in ("id", "url", "outlet", "title", "author", "published", "lang", "text")}
    known = {name: value for name, value in fields.items() if value or name in ("id", "text")}
    more = {name: value for name, value in document.extra.items() if name not in known}
    return _ENCODER.encode({**known, **({"posts": document.posts} if document.posts else {}), **more})


def document_table(document: Document) -> RenderableType:
    """Head and lines of a document, the lines of embedded posts marked."""
    right = document.lang in languages() and language(document.lang).right_to_left
    head = Text(shown(document.id), style="bold")
    for value in (document.lang, document.published, document.outlet, document.author):
        if value:
            head.append(f"  {_ISOLATE}{shown(value)}{_POP}", style="dim")
    grid = Table(box=None, padding=(0, 1), expand=True, show_header=False, pad_edge=False)
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(ratio=1, justify="right" if right else "left", overflow="fold")
    at = 0
    for line in document.text.split("\n"):
        posted = any(span.start <= at < span.end for span in document.posts)
        style = "bold" if at == 0 and line == document.title else "default"
        grid.add_row("post" if posted else "", Text(_ISOLATE + shown(line) + _POP, style=style))
        at += len(line) + 1
    return Group(Rule(head, align="left", style="dim"), grid)
