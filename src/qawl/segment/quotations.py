"""Quotations: what stands between quotation marks, nested and unbalanced ones included."""

import math
import re
from collections.abc import Iterable

from qawl.marks import CLOSING, OPENING, QUOTES, STRAIGHT
from qawl.segment.paragraphs import iter_paragraphs
from qawl.types import Quotation

# two apostrophes are the quotation mark of some news agencies' systems
_MARK = re.compile(f"[{QUOTES}]|''")
_BEFORE_OPENING = "([{-–—:/" + OPENING + STRAIGHT
_AFTER_CLOSING = ".,،؛;:!؟?…)]}/-–—" + CLOSING + STRAIGHT
# a conjunction or a preposition written on to what is quoted: و"نعم"
_ATTACHED = re.compile(r"(?:^|\W)[وفبلك]{1,2}ـ?$")

DEEPEST = 3
"""Quotations in one another at most."""
# what speaks against a reading of a paragraph's marks, in points
_SPACING = 4  # a mark opens where the characters beside it say that it closes, or closes where they say that it opens
_KIND = 2  # a mark opens that is made to close: `»text«` and `”text“` of some right-to-left editors
_UNCLOSED = 2
_STRAY = 3  # a mark closes nothing
_SHARED = 2.25  # a mark closes one quotation more: `"We read "The Dawn".`
_NESTED = 0.5  # and as much as spaces where nothing beside the mark says that it opens


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of the text, outer ones before the inner ones that they hold.

    `start` is the opening mark, `end` one past the closing mark. A quotation that its paragraph does not close
    runs to the paragraph's end with `balanced` false; a closing mark that closes nothing is left alone.
    """
    found: list[Quotation] = []
    for low, high in iter_paragraphs(text):
        stack: list[int] = []
        marks = [m.span() for m in _MARK.finditer(text, low, high)]
        moves = _moves(_against(text, mark, low, high) for mark in marks)
        for (start, end), move in zip(marks, moves, strict=True):
            if move > 0:
                stack.append(start)
            for _ in range(-move):
                opened = stack.pop()
                found.append(Quotation(opened, end, depth=len(stack), balanced=True))
        for depth, start in enumerate(stack):
            found.append(Quotation(start, high, depth=depth, balanced=False))
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(found)


def _against(text: str, mark: tuple[int, int], low: int, high: int) -> tuple[int, int]:
    """What speaks against a mark's opening a quotation, and against its closing one: its kind, and what stands beside it."""
    start, end = mark
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    opens = _KIND if text[start] in CLOSING else 0
    closes = _KIND if text[start] in OPENING else 0
    parted = after.isspace() or after in _AFTER_CLOSING
    if before.isspace() or before in _BEFORE_OPENING:
        closes += 0 if parted else _SPACING
    elif parted:
        opens += _SPACING
    elif _ATTACHED.search(text, max(low, start - 4), start):
        closes += _SPACING
    return opens, closes


def _moves(against: Iterable[tuple[int, int]]) -> list[int]:
    """What each of a paragraph's marks does in the reading that least speaks against (Viterbi 1967): it opens a quotation (1),
    or closes so many (-1).
    """
    best = [0.0, *[math.inf] * DEEPEST]  # by depth, up to the mark
    steps: list[list[int]] = []
    for opens, closes in against:
        options: list[list[tuple[float, int]]] = [[] for _ in best]  # by the depth after the mark
        options[0].append((best[0] + closes + _STRAY, 0))
        for depth, points in enumerate(best):
            if depth < DEEPEST:
                nested = 0.0 if not depth else _NESTED if closes else _NESTED + _SPACING
                options[depth + 1].append((points + opens + nested, 1))
            for after in range(depth):
                options[after].append((points + closes + (depth - after - 1) * _SHARED, after - depth))
        chosen = [min(some) for some in options]
        best = [points for points, _ in chosen]
        steps.append([move for _, move in chosen])
    depth = min(range(len(best)), key=lambda d: best[d] + d * _UNCLOSED)
    moves = []
    for step in reversed(steps):
        moves.append(step[depth])
        depth -= step[depth]
    return moves[::-1]
