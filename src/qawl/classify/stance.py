"""Whether a statement takes a stance on something at issue, and which (guidelines, `positions`), told from its vectors."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from qawl.errors import ModelError
from qawl.runtime import Dense, Floats, Ints, softmax
from qawl.types import Act, Span, Spans, Stance, Statement

STANCES: tuple[Stance, ...] = ("supports", "rejects", "demands", "offers", "accepts", "threatens", "denies", "accuses")
OPENING = 8
"""Words of a content whose vectors are looked at by themselves: they tell most of what it wants."""


class StanceTagger:
    """Gives statements their stances. network: from `evidence` to a score of "none" and one of each of STANCES; least: the
    probability from which the likeliest stance is taken, be it less than that of none.
    """

    def __init__(self, network: Dense, acts: Sequence[Act], least: float) -> None:
        self._network, self._acts, self._least = network, acts, least

    @classmethod
    def load(cls, path: Path, acts: Sequence[Act]) -> "StanceTagger":
        """Read the weights that training wrote. Raises `ModelError` where they are for other acts."""
        with np.load(path) as file:
            if tuple(file["acts"]) != tuple(acts):
                raise ModelError(f"{path} was made for other acts")
            return cls(Dense.read(file), acts, float(file["least"]))

    def __call__(self, vectors: Floats, word_spans: Ints, statements: tuple[Statement, ...]) -> dict[str, Stance]:
        """The stances by statement id, of those that take one. Spans and `word_spans` [words, 2] count from the same start."""
        if not statements:
            return {}
        p = softmax(self._network(np.stack([evidence(vectors, word_spans, s, self._acts) for s in statements])))
        best = p[:, 1:].argmax(1)
        return {s.id: STANCES[best[k]] for k, s in enumerate(statements) if p[k, best[k] + 1] >= self._least}


def meanings(vectors: Floats, word_spans: Ints, statements: Iterable[Statement]) -> dict[str, Floats]:
    """The mean vector of each statement's content, by id. Spans and `word_spans` count from the same start."""
    found = ((s.id, _words(word_spans, s.content)) for s in statements)
    return {key: vectors[at].mean(0) for key, at in found if len(at)}


def evidence(vectors: Floats, word_spans: Ints, statement: Statement, acts: Sequence[Act]) -> Floats:
    """What a statement's stance is told from: mean vectors of cue, content and the content's opening, its act, nesting."""
    cue, content = _words(word_spans, statement.cue), _words(word_spans, statement.content)
    none = np.zeros(vectors.shape[1], np.float32)
    mean = [vectors[at].mean(0) if len(at) else none for at in (cue, content, content[:OPENING])]
    flags = np.zeros(len(acts) + 2, np.float32)
    flags[acts.index(statement.act)] = 1
    flags[-2] = statement.parent is not None
    flags[-1] = statement.quotation == "direct"
    result: Floats = np.concatenate([*mean, flags])
    return result


def _words(word_spans: Ints, spans: Spans) -> Ints:
    return np.concatenate([np.arange(*_range(word_spans, s)) for s in spans]) if spans else np.zeros(0, np.int64)


def _range(word_spans: Ints, span: Span) -> tuple[int, int]:
    low = np.searchsorted(word_spans[:, 1], span.start, side="right")
    return int(low), int(max(low, np.searchsorted(word_spans[:, 0], span.end, side="left")))
