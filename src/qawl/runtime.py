"""What runs learned weights: ONNX Runtime behind the one call that is needed of it, and small dense networks in numpy."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Session:
    """One ONNX graph, run on the CPU."""

    def __init__(self, path: Path, threads: int) -> None:
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # a thread that spins while it waits takes the core from the other workers
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def run(self, inputs: dict[str, Array]) -> list[Floats]:
        """All outputs, in the graph's order."""
        return [np.asarray(x) for x in self._session.run(None, inputs)]


class Dense:
    """A small network: (weights [in, out], biases [out]) of each layer, ReLU between them."""

    def __init__(self, layers: list[tuple[Floats, Floats]]) -> None:
        self.layers = layers

    @classmethod
    def read(cls, file: Mapping[str, Array]) -> "Dense":
        """The layers that `weights` wrote, among whatever else a file holds."""
        count = sum(name[0] == "w" and name[1:].isdigit() for name in file)
        return cls([(file[f"w{k}"], file[f"b{k}"]) for k in range(count)])

    def weights(self) -> dict[str, Floats]:
        """The layers as named arrays, for `numpy.savez`."""
        return {f"{name}{k}": array for k, layer in enumerate(self.layers) for name, array in zip("wb", layer, strict=True)}

    def __call__(self, x: Floats) -> Floats:
        """Outputs [rows, out] of inputs [rows, in]."""
        for k, (w, b) in enumerate(self.layers):
            x = x @ w + b
            if k < len(self.layers) - 1:
                x = np.maximum(x, 0)
        return x


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = weights / weights.sum(-1, keepdims=True)
    return result
