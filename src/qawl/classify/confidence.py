"""How sure a statement is: the probability that it is one and that its content is exact.

A logistic regression (Platt 1999) on what the tagger says of itself, fitted on articles that the tagger had not seen.
"""

import math

import msgspec

from qawl.types import Spans

FEATURES = ("bias", "cue", "cue_low", "path", "path_low", "words", "pieces", "no_source", "no_cue", "act")


def features(
    *, cue_score: float, path: float, act: float, words: int, content: Spans, has_source: bool, has_cue: bool
) -> tuple[float, ...]:
    """The evidence, in the order of `FEATURES`.

    cue_score: log-odds of the cue; path, act: log-probabilities of the tag sequence and of the act; words: the
    content's length in words.
    """
    return (
        1.0,
        min(cue_score, 8.0) / 4,
        1.0 if cue_score < 1.0 else 0.0,
        max(path, -6.0) / 2,
        1.0 if path < -1.5 else 0.0,
        math.log1p(words) / 3,
        float(len(content) > 1),
        float(not has_source),
        float(not has_cue),
        max(act, -3.0),
    )


class Calibration(msgspec.Struct, frozen=True):
    """Weights of `FEATURES`."""

    weights: tuple[float, ...]

    def __call__(self, evidence: tuple[float, ...]) -> float:
        """The probability, rounded to three digits: more would be noise."""
        z = sum(w * x for w, x in zip(self.weights, evidence, strict=True))
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))), 3)
