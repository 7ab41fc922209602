"""A text with marks over it, as pieces of well-formed markup: marks may nest, cross, and run over paragraphs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qawl.types import Span

Link = tuple[str, str, str]
"""What leads back from a mark: address, label, and in words what it leads to."""


@dataclass
class Mark:
    """A stretch of the text: the classes that it is shown with, and what leads back from it."""

    span: Span
    classes: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class Open:
    """A mark opens; `first` where it does so for the first time, not anew after a paragraph or another mark's end."""

    mark: Mark
    first: bool


@dataclass(frozen=True)
class Close:
    """The mark that was opened last closes."""


Piece = str | Open | Close
Labelled = list[tuple[str, object]]
"""Pieces as templates take them: (`open`, Open), (`close`, None) or (`text`, characters)."""


class Marks:
    """The marks of one text, one for each stretch however often it is marked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks: dict[Span, Mark] = {}

    def add(self, span: Span, name: str, link: Link | None = None) -> None:
        """Mark a span; one that does not lie in the text is left out."""
        if not 0 <= span.start <= span.end <= len(self._text):
            return
        mark = self._marks.setdefault(span, Mark(span))
        if name not in mark.classes:
            mark.classes.append(name)
        if link is not None and link not in mark.links:
            mark.links.append(link)

    def paragraphs(self, part: Span | None = None) -> Iterator[list[Piece]]:
        """The pieces of each paragraph (a line that is not blank), of a part of the text if one is named. Every `Open` has its
        `Close` in the same one, and every mark that begins there opens for the first time once.
        """
        shown = part or Span(0, len(self._text) + 1)  # what is marked at its end belongs to it
        waiting = sorted(self._marks.values(), key=lambda m: (-m.span.start, m.span.end))  # the next one last, outer before inner
        opened = [m for m in reversed(waiting) if m.span.start < shown.start]
        waiting = [m for m in waiting if shown.start <= m.span.start < shown.end]
        for start, end in _lines(self._text, shown):
            pieces: list[Piece] = []
            opened = [m for m in opened if m.span.end > start]
            pieces += (Open(m, first=False) for m in opened)
            at = start
            while True:
                while waiting and waiting[-1].span.start <= at < end:
                    mark = waiting.pop()
                    pieces.append(Open(mark, first=True))
                    if mark.span.end > at:
                        opened.append(mark)
                    else:
                        pieces.append(Close())
                stops = [m.span.end for m in opened]
                to = min([end, *stops, *(m.span.start for m in waiting[-1:])])
                if to > at:
                    pieces.append(self._text[at:to])
                    at = to
                pieces += _closed(opened, at)
                if at >= end:
                    break
            pieces += (Close() for _ in opened)
            yield pieces
        if waiting:  # in blank lines at the end
            yield [p for m in reversed(waiting) for p in (Open(m, first=True), Close())]


def labelled(pieces: Iterable[Piece]) -> Labelled:
    """Pieces, each with what it is."""
    return [("open", p) if isinstance(p, Open) else ("close", None) if isinstance(p, Close) else ("text", p) for p in pieces]


def _closed(opened: list[Mark], at: int) -> Iterable[Piece]:
    """Closes the marks that end here, taking them out of those opened; others in between close and open anew."""
    ended = [k for k, m in enumerate(opened) if m.span.end <= at]
    if not ended:
        return ()
    top = opened[ended[0] :]
    again = [m for m in top if m.span.end > at]
    opened[ended[0] :] = again
    return [*(Close() for _ in top), *(Open(m, first=False) for m in again)]


def _lines(text: str, part: Span) -> Iterator[tuple[int, int]]:
    start = part.start
    for line in part.of(text).split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1
