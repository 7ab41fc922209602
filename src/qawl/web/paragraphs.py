"""A text as a page shows it for its characters to be chosen: every place in it can be counted back to an offset."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qawl.export.marked import Close, Link, Marks, Open
from qawl.marks import shown
from qawl.types import Span
from qawl.web.templating import OBEYED

_SIGNS = re.compile(f"{OBEYED.pattern}|\r")  # a page's line ends are one character: carriage returns would not be counted

Piece = tuple[str, object]
"""`open`, a mark that opens; `close`; `text`, as it stands; `sign`, what is shown for one character that is not."""


@dataclass(frozen=True)
class Paragraph:
    """A line of the text: the offset of its first character, and its pieces."""

    start: int
    pieces: tuple[Piece, ...]


def paragraphs(text: str, marks: Iterable[tuple[Span, str, Link | None]], part: Span | None = None) -> Iterator[Paragraph]:
    """The lines of a text, or of a part of it, that are not blank, with marks over them: span, class, and what it leads to."""
    made = Marks(text)
    for span, name, link in marks:
        made.add(span, name, link)
    shown = part or Span(0, len(text))
    starts, at = [], shown.start
    for line in shown.of(text).split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    for start, pieces in zip(starts, made.paragraphs(part), strict=False):
        out: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, Open):
                out.append(("open", piece))
            elif isinstance(piece, Close):
                out.append(("close", None))
            else:
                out += _pieces(piece)
        yield Paragraph(start, tuple(out))


def _pieces(text: str) -> Iterator[Piece]:
    """A stretch of text, cut where a character is shown as a sign (`⟨U+202E⟩`) instead of obeyed."""
    at = 0
    for match in _SIGNS.finditer(text):
        if match.start() > at:
            yield "text", text[at : match.start()]
        yield "sign", shown(match.group()) if match.group() != "\r" else ""
        at = match.end()
    if at < len(text):
        yield "text", text[at:]
