"""The learned choice among candidates: a small network over named features, its weights in one file of the model."""

from pathlib import Path

import numpy as np

from qawl.errors import ModelError
from qawl.resolve.features import FEATURES
from qawl.runtime import Dense, Floats, softmax


class Ranker:
    """Scores candidates. layers: those of a `Dense` network from FEATURES to one score."""

    def __init__(self, layers: list[tuple[Floats, Floats]]) -> None:
        if not layers or layers[0][0].shape[0] != len(FEATURES) or layers[-1][0].shape[1] != 1:
            raise ModelError(f"the resolver's weights are not made for {len(FEATURES)} features")
        self._network = Dense(layers)

    @classmethod
    def load(cls, path: Path) -> "Ranker":
        """Read the weights that `save` wrote. Raises `ModelError` where they are for other features."""
        with np.load(path) as file:
            if tuple(file["features"]) != FEATURES:
                raise ModelError(f"{path} was made for other features")
            return cls(Dense.read(file).layers)

    def save(self, path: Path) -> None:
        """Write the weights, and the features that they are for."""
        np.savez(path, features=np.array(FEATURES), **self._network.weights())  # type: ignore[arg-type]

    def __call__(self, features: Floats) -> Floats:
        """Probabilities [candidates] of features [candidates, FEATURES]."""
        return softmax(self._network(features)[:, 0])
