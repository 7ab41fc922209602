"""Which parties stand against each other, by two small trained networks: over pairs of stands, then over couples of parties."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from qawl.derive import couples, pairs
from qawl.errors import ModelError
from qawl.runtime import Array, Dense, Floats


class Opposition:
    """stands: from `pairs.FEATURES` to one number, the logit of "these two stands are against each other". parties: from
    `couples.FEATURES` to that of "these two parties are in dispute". least: the probability that opens a dispute.
    """

    def __init__(self, stands: Dense, parties: Dense, least: float) -> None:
        for network, names in ((stands, pairs.FEATURES), (parties, couples.FEATURES)):
            if network.layers[0][0].shape[0] != len(names):
                raise ModelError(f"the weights for disputes are not made for {len(names)} features")
        self._stands, self._parties, self.least = stands, parties, least

    @classmethod
    def load(cls, path: Path) -> "Opposition":
        """Read the weights that `save` wrote. Raises `ModelError` where they are for other features."""
        with np.load(path) as file:
            names = [tuple(file[name]) if name in file else () for name in ("stand_features", "party_features")]
            if names != [pairs.FEATURES, couples.FEATURES]:
                raise ModelError(f"{path} was made for other features")
            return cls(_read(file, "stands_"), _read(file, "parties_"), float(file["least"]))

    def save(self, path: Path) -> None:
        """Write the weights, with the names of what they weigh."""
        file: dict[str, Any] = {"stand_features": np.array(pairs.FEATURES), "party_features": np.array(couples.FEATURES)}
        for prefix, network in (("stands_", self._stands), ("parties_", self._parties)):
            file |= {prefix + name: array for name, array in network.weights().items()}
        np.savez(path, least=np.float32(self.least), **file)

    def stands(self, features: Floats) -> Floats:
        """Probabilities [pairs] of features [pairs, pairs.FEATURES]."""
        return probabilities(self._stands, features)

    def parties(self, features: Floats) -> Floats:
        """Probabilities [couples] of features [couples, couples.FEATURES]."""
        return probabilities(self._parties, features)


def _read(file: Mapping[str, Array], prefix: str) -> Dense:
    return Dense.read({name.removeprefix(prefix): file[name] for name in file if name.startswith(prefix)})


def probabilities(network: Dense, features: Floats) -> Floats:
    """Of the rows of features that a network weighs."""
    result: Floats = (1 / (1 + np.exp(-network(features)[:, 0].clip(-50, 50)))).astype(np.float32)
    return result
