"""What the small heads that are trained last have in common: their articles, their weights."""

import json
import random

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
