"""A long text in parts, of which a page shows one."""

import re
from collections.abc import Mapping

from qawl.types import Span

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def part_asked(fields: Mapping[str, object]) -> int | None:
    """The number of the part that an address or a form names (`part`), if it does."""
    match = _NUMBER.fullmatch(str(fields.get("part", "")))
    return int(match[0]) if match else None


def parts(text: str, most: int) -> tuple[Span, ...]:
    """Stretches of at most so many characters that make up a text: each ends with a line, else with a word, where one ends in its
    second half.
    """
    out, start = [], 0
    while len(text) - start > most:
        last = start + most
        ends = (text.rfind(sign, start + most // 2, last) + 1 for sign in "\n ")
        end = next((e for e in ends if e > start), last)
        out.append(Span(start, end))
        start = end
    return (*out, Span(start, len(text)))


def part_of(cut: tuple[Span, ...], at: int) -> int:
    """The number, from 1, of the part in which a character stands; that of the last for one that is not there."""
    return next((n for n, part in enumerate(cut, 1) if at < part.end), len(cut))
