"""The stance head that train.py learned with the encoder, as the package runs it, and the least probability of a stance.

usage: stance.py MODEL_DIR CHECK.jsonl --head CKPT [--out FILE]

CHECK: documents with statements and positions that were not trained on. Prints precision, recall and F1 of (statement, stance)
on them, and takes the least probability that is best there.
"""

import argparse
import pathlib

import numpy as np
import torch

from heads import articles
from qawl.classify.stance import STANCES, evidence
from qawl.model import Model
from qawl.runtime import Dense, softmax
from qawl.segment import segment
from resolver import statement

LABELS = ("", *STANCES)


def examples(d: dict, model: Model) -> tuple[np.ndarray, np.ndarray]:
    encoded = model.encode(d["text"], segment(d["text"]), 0, titled=True)
    stance = {p["statement"]: p["stance"] for p in d["positions"] if p.get("statement")}
    x, y = [], []
    for s in d["statements"]:
        x.append(evidence(encoded.vectors, encoded.pieces.word_spans, statement(s), model.description.acts))
        y.append(LABELS.index(stance.get(s["id"], "")))
    return np.stack(x), np.array(y)


def figures(p: np.ndarray, y: np.ndarray, least: float) -> tuple[float, float, float]:
    guess = np.where(1 - p[:, 0] >= least, p[:, 1:].argmax(1) + 1, 0)
    tp, pred, gold = ((guess == y) & (y > 0)).sum(), (guess > 0).sum(), (y > 0).sum()
    precision, recall = tp / max(1, pred), tp / gold
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    a = argparse.ArgumentParser(usage=__doc__)
    a.add_argument("model", type=pathlib.Path)
    a.add_argument("data")
    a.add_argument("--head", required=True)
    a.add_argument("--out", type=pathlib.Path)
    a = a.parse_args()
    weights = torch.load(a.head)
    layers = sorted({k.rsplit(".", 1)[0] for k in weights if k.startswith("stance.net.")})
    head = Dense([(weights[f"{k}.weight"].float().numpy().T.copy(), weights[f"{k}.bias"].float().numpy()) for k in layers])
    model = Model(a.model)
    data = [examples(d, model) for d in articles(a.data, 1)]
    p = softmax(head(np.concatenate([x for x, _ in data])))
    y = np.concatenate([y for _, y in data])
    for t in (0.3, 0.4, 0.5, 0.6):
        precision, recall, f1 = figures(p, y, t)
        print(f"stances, least {t}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    least = max((t / 20 for t in range(4, 16)), key=lambda t: figures(p, y, t)[2])
    print("best least", least, len(data), "documents", len(y), "statements", int((y > 0).sum()), "positions")
    if a.out:
        np.savez(a.out, acts=np.array(model.description.acts), least=np.float32(least), **head.weights())


if __name__ == "__main__":
    main()
