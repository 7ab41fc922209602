"""Paragraphs and sentences."""

import re
from collections.abc import Iterator

from qawl.marks import CLOSING, IGNORED, STRAIGHT
from qawl.types import Span

_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# A full stop between digits or inside an abbreviation (U.S. troops) ends nothing: a sentence end needs a space after
# it. Possessive: a long row of dots is looked at once.
_END = re.compile(rf"(?<![.!?؟…۔])[.!?؟…۔]++[{CLOSING}{STRAIGHT}'’)\]{IGNORED}]*+(?=\s)")
# A lone capital, a short title, a number sign: ورد د. سالم, Mr. Smith.
_ABBREVIATED = re.compile(r"(?:^|[\s(\"“«.])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|St|vs|No|أ|د|م)\.$")


def iter_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line that holds something visible, outer white space excluded."""
    start = 0
    for match in _BREAK.finditer(text):
        yield from _line(text, start, match.start())
        start = match.end()
    yield from _line(text, start, len(text))


def _line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    line = text[start:end]
    if stripped := line.strip():
        lead = len(line) - len(line.lstrip())
        yield start + lead, start + lead + len(stripped)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the paragraphs (non-empty lines) of the text."""
    return tuple(Span(start, end) for start, end in iter_paragraphs(text))


def iter_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence; a paragraph's end always ends one."""
    for low, high in iter_paragraphs(text):
        start = low
        for match in _END.finditer(text, low, high):
            end = match.end()
            if match.group().startswith(".") and _ABBREVIATED.search(text[max(low, end - 6) : end]):
                continue
            yield start, end
            start = end
            while start < high and text[start].isspace():
                start += 1
        if start < high:
            yield start, high


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences of the text, in order."""
    return tuple(Span(start, end) for start, end in iter_sentences(text))
