"""Quotations: what stands between quotation marks, nested and unbalanced ones included."""

import re

from qawl.marks import CLOSING, OPENING, QUOTES
from qawl.segment.paragraphs import iter_paragraphs
from qawl.types import Quotation

_MARK = re.compile(f"[{QUOTES}]")
# `»text«` and `”text“` occur where a right-to-left editor swapped the marks: direction is then read off the spaces.
_OPENS_BEFORE = re.compile(r"[\w]")


def _opens(text: str, at: int, low: int, high: int, depth: int) -> bool:
    """Whether the mark at `at` opens a quotation, judged by kind, then by the spaces around it, then by parity."""
    mark = text[at]
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < high else " "
    tight_after, tight_before = not after.isspace(), not before.isspace()
    if mark in OPENING:
        return depth == 0 or tight_after or not tight_before
    if mark in CLOSING:
        return depth == 0 and bool(_OPENS_BEFORE.match(after)) and not _OPENS_BEFORE.match(before)
    if depth == 0:
        return not tight_before or before in "(:،-" or bool(_OPENS_BEFORE.match(after))
    return tight_after and not tight_before and bool(_OPENS_BEFORE.match(after)) and not _closes_later(text, at, high)


def _closes_later(text: str, at: int, high: int) -> bool:
    """Whether, counting from here, the paragraph has an odd number of straight marks: then this one closes."""
    return len(_MARK.findall(text, at, high)) % 2 == 1


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of the text, outer ones before the inner ones that they hold.

    `start` is the opening mark, `end` one past the closing mark. A quotation that its paragraph does not close
    runs to the paragraph's end with `balanced` false; a closing mark that closes nothing is left alone.
    """
    found: list[Quotation] = []
    for low, high in iter_paragraphs(text):
        stack: list[int] = []
        for match in _MARK.finditer(text, low, high):
            at = match.start()
            if _opens(text, at, low, high, len(stack)):
                stack.append(at)
            elif stack:
                start = stack.pop()
                found.append(Quotation(start, at + 1, depth=len(stack), balanced=True))
        for depth, start in enumerate(stack):
            found.append(Quotation(start, high, depth=depth, balanced=False))
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(found)
