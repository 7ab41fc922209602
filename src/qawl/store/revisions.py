"""What changed between two versions of a page."""

from difflib import SequenceMatcher

from qawl.types import Span

MOST = 2_000
"""Lines of either version, without those that both begin and end with, up to which single changes are told apart."""


def changes(old: str, new: str) -> tuple[tuple[Span, Span], ...]:
    """What was in the old text and what is in the new one instead, whole lines; empty spans where lines were added or went."""
    before, after = old.split("\n"), new.split("\n")
    shorter = min(len(before), len(after))
    first = next((k for k in range(shorter) if before[k] != after[k]), shorter)
    last = next((k for k in range(shorter - first) if before[-1 - k] != after[-1 - k]), shorter - first)
    a, b = before[first : len(before) - last], after[first : len(after) - last]
    if not a and not b:
        return ()
    if max(len(a), len(b)) > MOST:
        blocks = [("replace", 0, len(a), 0, len(b))]
    else:
        blocks = list(SequenceMatcher(None, a, b, autojunk=False).get_opcodes())
    return tuple(
        (_span(before, first + i, first + j), _span(after, first + k, first + m)) for tag, i, j, k, m in blocks if tag != "equal"
    )


def _span(lines: list[str], first: int, last: int) -> Span:
    """Characters of lines; where there are none, the place before the line `first`, or the text's end."""
    start = sum(len(line) + 1 for line in lines[:first]) - (first == len(lines))
    inside = sum(len(line) + 1 for line in lines[first:last])
    return Span(start, start + max(0, inside - 1))
