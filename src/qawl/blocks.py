"""A long text in parts that are read one after the other: memory stays bounded, and time linear."""

import re
from collections.abc import Iterator

BLOCK_CHARS = 40_000
"""Longest part, in code points: some 6,000 Arabic words. Nearly every article is one part."""

_PARAGRAPH = re.compile(r"\n+")
_SENTENCE = re.compile(r"[.!?؟…][\"»”’)]*\s+")
_SPACE = re.compile(r"\s+")


def blocks(text: str, most: int = BLOCK_CHARS) -> Iterator[tuple[int, int]]:
    """Start and end of the parts, which together are the text.

    A part ends at the last paragraph's end in its second half, else at the last sentence's, else at a space's, else
    at `most` characters.
    """
    start = 0
    while len(text) - start > most:
        low, high = start + most // 2, start + most
        end = high
        for border in (_PARAGRAPH, _SENTENCE, _SPACE):
            found = [m.end() for m in border.finditer(text, low, high)]
            if found:
                end = found[-1]
                break
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)
