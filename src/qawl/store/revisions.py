"""What changed between two versions of a page."""

from difflib import SequenceMatcher

from qawl.types import Span


def changes(old: str, new: str) -> tuple[tuple[Span, Span], ...]:
    """What was in the old text and what is in the new one instead, whole lines; empty spans where lines were added or went."""
    before, after = old.split("\n"), new.split("\n")
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple((_span(before, a, b), _span(after, c, d)) for tag, a, b, c, d in blocks if tag != "equal")


def _span(lines: list[str], first: int, last: int) -> Span:
    start = sum(len(line) + 1 for line in lines[:first])
    inside = sum(len(line) + 1 for line in lines[first:last])
    return Span(start, start + max(0, inside - 1))
