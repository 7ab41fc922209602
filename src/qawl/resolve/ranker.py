"""The learned choice among candidates: a small network over named features, its weights in one file of the model."""

from pathlib import Path

import numpy as np

from qawl.errors import ModelError
from qawl.resolve.features import FEATURES
from qawl.runtime import Floats


class Ranker:
    """Scores candidates. `layers`: (weights [in, out], biases [out]) of each layer; ReLU between them."""

    def __init__(self, layers: list[tuple[Floats, Floats]]) -> None:
        if not layers or layers[0][0].shape[0] != len(FEATURES) or layers[-1][0].shape[1] != 1:
            raise ModelError(f"the resolver's weights are not made for {len(FEATURES)} features")
        self._layers = layers

    @classmethod
    def load(cls, path: Path) -> "Ranker":
        """Read the weights that training wrote. Raises `ModelError` where they are for other features."""
        with np.load(path) as file:
            if tuple(file["features"]) != FEATURES:
                raise ModelError(f"{path} was made for other features")
            count = sum(name.startswith("w") for name in file.files)
            return cls([(file[f"w{k}"], file[f"b{k}"]) for k in range(count)])

    def __call__(self, features: Floats) -> Floats:
        """Probabilities [candidates] of features [candidates, FEATURES]."""
        x = features
        for k, (w, b) in enumerate(self._layers):
            x = x @ w + b
            if k < len(self._layers) - 1:
                x = np.maximum(x, 0)
        scores = x[:, 0]
        weights = np.exp(scores - scores.max())
        result: Floats = weights / weights.sum()
        return result
