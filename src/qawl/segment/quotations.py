"""Quotations: what stands between quotation marks, nested and unbalanced ones included."""

import re

from qawl.marks import CLOSING, OPENING, QUOTES
from qawl.segment.paragraphs import iter_paragraphs
from qawl.types import Quotation

# two apostrophes are the quotation mark of some news agencies' systems
_MARK = re.compile(f"[{QUOTES}]|''")
_LETTER = re.compile(r"\w")


def _opens(text: str, span: tuple[int, int], low: int, high: int, depth: int, left: int) -> bool:
    """Whether the mark of a span opens a quotation: by its kind, then by the spaces around it, then by parity.

    left: how many marks its paragraph has from here on, itself included.
    """
    start, end = span
    mark = text[start]
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    if mark in OPENING:
        return depth == 0 or not after.isspace() or before.isspace()
    if mark in CLOSING:  # `»text«` and `”text“`: some right-to-left editors swap the marks
        return depth == 0 and bool(_LETTER.match(after)) and not _LETTER.match(before)
    if depth == 0:
        return before.isspace() or before in "(:،-" or bool(_LETTER.match(after))
    return before.isspace() and bool(_LETTER.match(after)) and left % 2 == 0


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of the text, outer ones before the inner ones that they hold.

    `start` is the opening mark, `end` one past the closing mark. A quotation that its paragraph does not close
    runs to the paragraph's end with `balanced` false; a closing mark that closes nothing is left alone.
    """
    found: list[Quotation] = []
    for low, high in iter_paragraphs(text):
        stack: list[int] = []
        marks = [m.span() for m in _MARK.finditer(text, low, high)]
        for k, mark in enumerate(marks):
            if _opens(text, mark, low, high, len(stack), len(marks) - k):
                stack.append(mark[0])
            elif stack:
                start = stack.pop()
                found.append(Quotation(start, mark[1], depth=len(stack), balanced=True))
        for depth, start in enumerate(stack):
            found.append(Quotation(start, high, depth=depth, balanced=False))
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(found)
