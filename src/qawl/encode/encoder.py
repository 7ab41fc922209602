"""The encoder: word pieces to one vector a word, computed once and shared by everything that reads the text."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qawl.encode.pieces import Pieces, Tokenizer, cut, windows
from qawl.runtime import Floats, Ints, Session
from qawl.types import Segments

LONGEST = 510


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the text became: `vectors` [words, hidden] float32, and the pieces they came from."""

    vectors: Floats
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Embeddings:
    """The frozen piece embeddings, int8 with one scale a row, and the small learned tables added to them."""

    table: npt.NDArray[np.int8]
    scale: Floats
    flags: Floats
    conventions: Floats

    def __call__(self, ids: Ints, flags: Ints, convention: int) -> Floats:
        """Vectors [pieces, hidden] of piece ids."""
        words = self.table[ids].astype(np.float32) * self.scale[ids]
        embedded: Floats = words + self.flags[flags] + self.conventions[convention]
        return embedded


class Encoder:
    """Encodes a text in windows of whole sentences.

    Windows overlap a little, so that a sentence at a window's rim is read with what stands around it; of a word seen
    twice, the vector from the window where it stands farther from the rim counts.
    """

    cls, sep = 0, 2

    def __init__(self, session: Session, embeddings: Embeddings, tokenizer: Tokenizer, size: int, overlap: int) -> None:
        self._session, self._embeddings, self._tokenizer = session, embeddings, tokenizer
        self._size, self._overlap = size, overlap

    def __call__(self, text: str, segments: Segments, convention: int = 0, *, titled: bool = True) -> Encoded:
        """Encode a text in a convention of annotation (an index into the model's `conventions`); titled as in `cut`."""
        pieces = cut(text, segments, self._tokenizer, titled=titled)
        n, hidden = len(pieces.word_spans), self._embeddings.flags.shape[1]
        vectors = np.zeros((n, hidden), np.float32)
        spans = windows(pieces, self._size, self._overlap)
        seen = 0  # words below are decided
        for k, (x, y) in enumerate(spans):
            a, b = int(pieces.first[x]), int(pieces.last[x:y].max()) + 1
            b = min(b, a + LONGEST)  # a single word of more pieces than the encoder has places
            states = self._states(pieces.ids[a:b], pieces.flags[a:b], convention)
            start = x if k == 0 else max(x, (x + seen) // 2)
            at = np.arange(start, y)
            first = np.clip(pieces.first[at] - a, 0, b - a - 1) + 1
            last = np.clip(pieces.last[at] - a, 0, b - a - 1) + 1
            vectors[start:y] = (states[first] + states[last]) / 2
            seen = y
        return Encoded(vectors, pieces)

    def _states(self, ids: Ints, flags: Ints, convention: int) -> Floats:
        framed = np.concatenate([[self.cls], ids, [self.sep]])
        framed_flags = np.concatenate([[0], flags, [0]])
        embedded = self._embeddings(framed, framed_flags, convention)
        (out,) = self._session.run({"embedded": embedded[None]})
        states: Floats = out[0]
        return states
