"""From a statement to other mentions of its speaker: how likely each word around it is part of one."""

from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qawl.runtime import Floats, Ints
from qawl.types import Span, Spans, Statement

REACH = 150
"""Words before and after a statement's cue that are looked at; training saw windows of some 200 words around it."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """Probabilities of the words that begin at `starts` (code points, ascending); `none`: that no other mention is near."""

    starts: Ints
    probabilities: Floats
    none: float

    def of(self, span: Span) -> float:
        """The probability on a span's words."""
        if not len(self.starts) or span.end <= self.starts[0]:
            return 0.0
        # a span may begin inside a word, after a prefixed letter
        a = max(0, int(np.searchsorted(self.starts, span.start, side="right")) - 1)
        return float(self.probabilities[a : np.searchsorted(self.starts, span.end)].sum())


class Pointer:
    """Scores words by a query made of the cue's and the source's mean vectors (a bilinear attention with a null option)."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self._w = weights
        self._scale = np.float32(weights["key"].shape[1] ** -0.5)

    @classmethod
    def load(cls, path: Path) -> "Pointer":
        """Read the weights that training wrote."""
        with np.load(path) as file:
            return cls({name: file[name].astype(np.float32) for name in file.files})

    def __call__(self, vectors: Floats, word_spans: Ints, statements: tuple[Statement, ...]) -> list[Pointed]:
        """One outcome a statement, whose spans count from the same start as `word_spans` [words, 2]."""
        w = self._w
        keys = vectors @ w["key"] + w["key_bias"]
        ends = word_spans[:, 1].tolist()
        starts = word_spans[:, 0].tolist()
        return [self._point(s, vectors, keys, word_spans, starts, ends) for s in statements]

    def _point(
        self, s: Statement, vectors: Floats, keys: Floats, word_spans: Ints, starts: list[int], ends: list[int]
    ) -> Pointed:
        w = self._w
        anchor = s.cue[:1] or (Span(s.content[0].start, s.content[0].start + 1),)
        cue, source = _words(anchor, starts, ends), _words(s.source, starts, ends)
        none = np.zeros(vectors.shape[1], np.float32)
        query = np.concatenate([vectors[cue].mean(0) if cue else none, vectors[source].mean(0) if source else none])
        at = cue[0] if cue else 0
        low, high = max(0, at - REACH), at + REACH
        scores = keys[low:high] @ (query @ w["query"] + w["query_bias"]) * self._scale
        own = [k - low for k in source if low <= k < high]
        scores[own] = -1e4
        null = float(query @ w["none"][:, 0] + w["none_bias"][0])
        top = max(null, float(scores.max(initial=-1e4)))
        weights, rest = np.exp(scores - top), float(np.exp(null - top))
        total = float(weights.sum()) + rest
        return Pointed(word_spans[low:high, 0], weights / total, rest / total)


def _words(spans: Spans, starts: list[int], ends: list[int]) -> list[int]:
    """Indices of the words that overlap spans."""
    out: list[int] = []
    for span in spans:
        k = bisect_left(ends, span.start + 1)
        while k < len(starts) and starts[k] < span.end:
            out.append(k)
            k += 1
    return out
