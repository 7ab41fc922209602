"""Quotations: what stands between quotation marks, nested and unbalanced ones included."""

import re

from qawl.marks import CLOSING, OPENING, QUOTES
from qawl.segment.paragraphs import iter_paragraphs
from qawl.types import Quotation

_MARK = re.compile(f"[{QUOTES}]")
_LETTER = re.compile(r"\w")


def _opens(text: str, at: int, low: int, high: int, depth: int, left: int) -> bool:
    """Whether the mark at `at` opens a quotation: by its kind, then by the spaces around it, then by parity.

    left: how many marks its paragraph has from here on, itself included.
    """
    mark = text[at]
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
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
        marks = [m.start() for m in _MARK.finditer(text, low, high)]
        for k, at in enumerate(marks):
            if _opens(text, at, low, high, len(stack), len(marks) - k):
                stack.append(at)
            elif stack:
                start = stack.pop()
                found.append(Quotation(start, at + 1, depth=len(stack), balanced=True))
        for depth, start in enumerate(stack):
            found.append(Quotation(start, high, depth=depth, balanced=False))
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(found)
