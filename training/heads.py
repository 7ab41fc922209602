"""What the small heads that are trained last have in common: their articles, their weights."""

import json
import random

import numpy as np
from torch import nn

from qawl.runtime import Dense


def articles(path: str, seed: int) -> list[dict]:
    """The documents of a file that have statements, in an order drawn by the seed."""
    with open(path, encoding="utf-8") as file:
        docs = [json.loads(x) for x in file]
    random.Random(seed).shuffle(docs)
    return [d for d in docs if d["statements"]]


def dense(net: nn.Sequential) -> Dense:
    """The linear layers of a trained network, as the package runs them."""
    layers = [m for m in net if isinstance(m, nn.Linear)]
    return Dense([(m.weight.detach().numpy().T.copy(), m.bias.detach().numpy().copy()) for m in layers])


def mean(nets: list[Dense]) -> Dense:
    """One network that gives the mean of what several of one shape give: side by side, without weights between them."""
    first, *middle, last = zip(*(net.layers for net in nets), strict=True)
    layers = [tuple(np.concatenate(part, -1) for part in zip(*first, strict=True))]
    for layer in middle:
        weights = [w for w, _ in layer]
        wide = np.zeros((sum(len(w) for w in weights), sum(w.shape[1] for w in weights)), np.float32)
        row = column = 0
        for w in weights:
            wide[row : row + len(w), column : column + w.shape[1]] = w
            row, column = row + len(w), column + w.shape[1]
        layers.append((wide, np.concatenate([b for _, b in layer])))
    weights, biases = zip(*last, strict=True)
    return Dense([*layers, (np.concatenate(weights) / len(nets), np.mean(biases, 0))])
