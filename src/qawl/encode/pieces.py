"""The text as the encoder reads it: word pieces, their words, their flags, and the windows they are read in."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from qawl.marks import MARK, QUOTES, bare
from qawl.runtime import Ints
from qawl.types import Quotation, Segments

_SAME = str.maketrans({**dict.fromkeys(QUOTES, '"'), **dict.fromkeys("’‘‚‛`´", "'")})

# Bits of a piece's flag: what the pieces alone do not tell.
QUOTED, FIRST, TITLE = 1, 2, 4
FLAGS = 8
# A first line counts as a headline where it is short, has a body below it, and no full stop.
TITLE_CHARS = 200


class Tokenizer(Protocol):
    """What is needed of `tokenizers.Tokenizer`."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> "Encoded":
        """Cut a text."""


class Encoded(Protocol):
    """What is needed of `tokenizers.Encoding`."""

    @property
    def ids(self) -> list[int]:
        """Piece ids."""

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Start and end of each piece in the text."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into word pieces.

    ids, flags: one a piece. word_spans [words, 2]: characters of each word. first, last: each word's first and last
    piece. breaks: the words at which a sentence begins, ascending, the first always 0 (none in an empty text).
    """

    ids: Ints
    flags: Ints
    word_spans: Ints
    first: Ints
    last: Ints
    breaks: Ints


class Inside:
    """Answers whether a character stands inside a quotation (its marks included)."""

    def __init__(self, quotations: tuple[Quotation, ...]) -> None:
        outer = [q for q in quotations if q.depth == 0]
        self._starts = [q.start for q in outer]
        self._ends = [q.end for q in outer]

    def __call__(self, at: int) -> bool:
        """Whether the character at an offset is inside one."""
        k = bisect_right(self._starts, at) - 1
        return k >= 0 and at < self._ends[k]


def normalise(text: str) -> tuple[str, list[int]]:
    """The text without marks and controls and with one kind of quotation mark, and each character's place in `text`."""
    if MARK.search(text) is None:
        return text.translate(_SAME), list(range(len(text)))
    at = [i for i, c in enumerate(text) if not MARK.match(c)]
    return bare(text).translate(_SAME), at


def cut(text: str, segments: Segments, tokenizer: Tokenizer, *, titled: bool = True) -> Pieces:
    """Cut a text into the pieces of `tokenizer`, paragraph by paragraph.

    titled: whether the first line may be a headline (not where the text is a later part of another).
    """
    spans = segments.words
    starts = [a for a, _ in spans]
    first, last = [-1] * len(spans), [-1] * len(spans)
    # the flag is for the marks that the model was trained with
    inside = Inside(tuple(q for q in segments.quotations if text[q.start] in QUOTES))
    ids: list[int] = []
    flags: list[int] = []
    lines = segments.paragraphs
    for n, (low, high) in enumerate(lines):
        title = titled and n == 0 and len(lines) > 1 and high - low <= TITLE_CHARS and text[high - 1] not in ".؟!"
        clean, at = normalise(text[low:high])
        k0 = bisect_left(starts, low)
        encoded = tokenizer.encode(clean, add_special_tokens=False)
        for piece, (begin, b) in zip(encoded.ids, encoded.offsets, strict=True):
            a = begin
            while a < b and clean[a].isspace():
                a += 1
            if a >= b:
                continue
            start, end = low + at[a], low + at[b - 1] + 1
            k = max(0, bisect_right(starts, start) - 1)
            flag = (QUOTED if inside(start) else 0) | (FIRST if k <= k0 or a == 0 else 0) | (TITLE if title else 0)
            here = len(ids)
            ids.append(piece)
            flags.append(flag)
            while k < len(spans) and spans[k][0] < end:
                if first[k] < 0:
                    first[k] = here
                last[k] = here
                k += 1
    previous = 0
    for k in range(len(spans)):  # a word that the tokenizer dropped stands with the piece before it
        if first[k] < 0:
            first[k] = last[k] = min(previous, max(0, len(ids) - 1))
        previous = last[k]
    breaks = sorted({max(0, bisect_right(starts, a) - 1) for a, _ in segments.sentences}) if spans and ids else []
    if breaks:
        breaks[0] = 0
    return Pieces(
        ids=np.asarray(ids, np.int64),
        flags=np.asarray(flags, np.int64),
        word_spans=np.asarray(spans, np.int64).reshape(-1, 2),
        first=np.asarray(first, np.int64),
        last=np.asarray(last, np.int64),
        breaks=np.asarray(breaks, np.int64),
    )


def windows(pieces: Pieces, size: int, overlap: int, shift: int = 0) -> list[tuple[int, int]]:
    """Ranges of words to encode together: whole sentences, at most `size` pieces, `overlap` or fewer pieces shared.

    A sentence that is longer than `size` is cut. `shift` ends the first window early (in training: other windows
    each epoch).
    """
    n = len(pieces.word_spans)
    if not len(pieces.breaks):
        return []
    cuts = [*pieces.breaks.tolist(), n]
    first, last = pieces.first, pieces.last
    # cut long sentences at words
    fine = [0]
    for start, b in pairwise(cuts):
        a = start
        while last[b - 1] - first[a] + 1 > size and b - a > 1:
            c = int(np.searchsorted(last, first[a] + size))
            a = max(a + 1, min(c, b - 1))
            fine.append(a)
        if b > fine[-1]:
            fine.append(b)
    out: list[tuple[int, int]] = []
    k, limit = 0, min(size, shift) if shift else size
    while True:
        e = k + 1
        while e + 1 < len(fine) and last[fine[e + 1] - 1] - first[fine[k]] + 1 <= limit:
            e += 1
        limit = size
        out.append((fine[k], fine[e]))
        if e + 1 >= len(fine):
            return out
        k2 = e
        while k2 - 1 > k and last[fine[e] - 1] - first[fine[k2 - 1]] + 1 <= overlap:
            k2 -= 1
        while k2 < e and last[fine[e + 1] - 1] - first[fine[k2]] + 1 > size:
            k2 += 1  # what is shared leaves no room for anything new
        k = k2
