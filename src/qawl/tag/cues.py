"""Cue words: where a statement is announced."""

from dataclasses import dataclass

import numpy as np

from qawl.runtime import Floats, Session

LONGEST = 16  # words of a cue
NONE, BEGIN, INSIDE, ANCHOR = range(4)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `start` to `end` announce a statement; where not `worded`, `start` is the first word of its content.

    `prefixed`: the cue begins after the first word's first letter (a conjunction). `score`: its log-odds.
    """

    start: int
    end: int
    worded: bool
    prefixed: bool
    score: float


def log_softmax(x: Floats) -> Floats:
    """Along the last axis."""
    top = x.max(-1, keepdims=True)
    shifted = x - top
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


class CueTagger:
    """Finds the cues in a text's word vectors."""

    def __init__(self, session: Session, bias: float) -> None:
        self._session, self._bias = session, bias

    def __call__(self, vectors: Floats) -> list[Cue]:
        """The cues in reading order; the model's `bias` is taken off the score of "no cue"."""
        if not len(vectors):
            return []
        (logits,) = self._session.run({"words": vectors})
        logp = log_softmax(logits[:, : ANCHOR + 1])
        strip = logits[:, ANCHOR + 1] > 0
        biased = logp.copy()
        biased[:, NONE] -= self._bias
        tags = biased.argmax(1)
        odds = np.logaddexp.reduce(logp[:, BEGIN:], axis=1) - logp[:, NONE]
        found: list[Cue] = []
        k, n = 0, len(tags)
        while k < n:
            if tags[k] == ANCHOR:
                found.append(Cue(k, k + 1, False, False, float(odds[k])))
            elif tags[k] != NONE:  # an inside tag without a beginning begins a cue too
                end = k + 1
                while end < min(n, k + LONGEST) and tags[end] == INSIDE:
                    end += 1
                found.append(Cue(k, end, True, bool(strip[k]), float(odds[k])))
                k = end
                continue
            k += 1
        return found
