"""What a text says, as a vector: texts that say the same, in whichever language, point the same way.

The encoder that extracts has unlearned this (docs/store.md), so that this one is a copy of its untuned ancestor,
multilingual-e5-small, in 4 bits a weight; it shares the extracting model's word pieces and their vectors.
"""

import functools
import importlib.resources
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from qawl.errors import ModelError
from qawl.lang.detect import of_script
from qawl.marks import bare
from qawl.model import shipped
from qawl.runtime import Floats, Session

NAME = "qawl-meaning-1"
"""The model, as stores name it: vectors of another name can't be compared with its."""

LONGEST = 200
"""Word pieces of a text that count, from its beginning."""

_PREFIX = "query: "  # what the encoder was trained to expect before a text that is compared with its likes
_CLS, _SEP = 0, 2


class Meaning:
    """Makes vectors of texts. Not changed by use; safe to share between threads.

    folder: `encoder.onnx` (embedded pieces [1, t, hidden] of a text to their mean vector [1, hidden]) and `space.npz`:
    `axes` [hidden, dimensions] of the space in which vectors are compared, and `centre_XX` [hidden], what all texts of a language
    (of its script: `of_script`) have in common. pieces: the folder of the model whose word pieces it shares. Raises `ModelError`.
    """

    name = NAME

    def __init__(self, folder: Path, pieces: Path, threads: int = 1) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(pieces / "tokenizer.json"))
            with np.load(pieces / "embeddings.npz") as frozen:
                self._table, self._scale = frozen["table"], frozen["scale"]
            with np.load(folder / "space.npz") as space:
                self._axes = space["axes"].astype(np.float32)
                self._centres = {name.removeprefix("centre_"): space[name] for name in space.files if name != "axes"}
            self._session = Session(folder / "encoder.onnx", threads)
        except Exception as error:  # the files' readers raise kinds of their own
            raise ModelError(f"the model of meanings in {folder} can't be read: {error}") from error
        self._prefix = self._tokenizer.encode(_PREFIX, add_special_tokens=False).ids

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Vectors [texts, dimensions] of length 1: their product is the cosine of two texts."""
        if not texts:
            return np.zeros((0, self._axes.shape[1]), np.float32)
        centres = np.stack([self._centres[of_script(t)] for t in texts])
        out = (self.raw(texts) - centres) @ self._axes
        vectors: Floats = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
        return vectors

    def raw(self, texts: Sequence[str]) -> Floats:
        """Vectors [texts, hidden] as the encoder gives them."""
        found = self._tokenizer.encode_batch([bare(t) for t in texts], add_special_tokens=False)
        return np.concatenate([self._encoded([_CLS, *self._prefix, *e.ids[:LONGEST], _SEP]) for e in found])

    def _encoded(self, ids: list[int]) -> Floats:
        embedded = self._table[ids].astype(np.float32) * self._scale[ids]
        (vector,) = self._session.run({"embedded": embedded[None]})
        return vector


@functools.cache
def load(threads: int = 1) -> Meaning:
    """The model of meanings that comes with the package, loaded at the first call and kept."""
    return Meaning(Path(str(importlib.resources.files("qawl") / "models" / "meaning")), shipped(), threads)


def compact(vectors: Floats) -> list[bytes]:
    """Vectors [n, dimensions] as int8 numbers, a byte a dimension, each vector as large as fits: its direction is kept."""
    scale = np.maximum(np.abs(vectors).max(1, keepdims=True), 1e-9) / 127
    return [v.tobytes() for v in np.round(vectors / scale).astype(np.int8)]
