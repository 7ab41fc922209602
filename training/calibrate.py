"""Fit the confidence on articles that the model has not seen, and choose the bias of the cue tagger.

usage: calibrate.py MODEL_DIR GOLD.jsonl OUT.json [--bias 0 0.5 ...]

MODEL_DIR is an exported model that was not trained on GOLD. A statement is right where the scorer pairs it and its
content's words are the gold's. Logistic regression by Newton's method with a small ridge; the error printed is by
five-fold cross-validation over documents.
"""

import argparse
import json
import pathlib

import msgspec
import numpy as np

import qawl
from qawl.evaluate import count
from qawl.evaluate.pairing import pair
from qawl.export import to_json
from qawl.segment import segment
from qawl.types import Document


class Recorder:
    """Stands in for the calibration: keeps the evidence, and returns its number as the confidence."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, ...]] = []

    def __call__(self, evidence: tuple[float, ...]) -> float:
        self.seen.append(evidence)
        return float(len(self.seen))


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return w


def error(p: np.ndarray, y: np.ndarray) -> float:
    bins = np.minimum((p * 10).astype(int), 9)
    return float(sum(abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any()))


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("model", type=pathlib.Path)
    p.add_argument("gold", type=pathlib.Path)
    p.add_argument("out", type=pathlib.Path)
    p.add_argument("--bias", type=float, nargs="*", default=[0.0])
    a = p.parse_args()
    golds = [json.loads(x) for x in a.gold.open(encoding="utf-8")]
    pipeline = qawl.load(a.model)
    for bias in a.bias:
        recorder = Recorder()
        model = pipeline._model
        model.description = msgspec.structs.replace(model.description, calibration=recorder)
        model.cues._bias = bias
        predictions, rows, right, group = {}, [], [], []
        for n, d in enumerate(golds):
            record = pipeline(Document(id=d["id"], text=d["text"], lang=d["lang"]))
            predictions[d["id"]] = json.loads(to_json(record))
            posts = {post.content for post in segment(d["text"]).posts}
            side = pair(d["text"], d["statements"], predictions[d["id"]]["statements"])
            hits = {p.pred for p in side.pairs if side.golds[p.gold].words["content"] == side.preds[p.pred].words["content"]}
            for i, s in enumerate(record.statements):
                if s.content not in posts:  # an embedded post's confidence is the rule's, not the model's
                    rows.append(recorder.seen[int(s.confidence or 0) - 1])
                    right.append(i in hits)
                    group.append(n)
        for p in predictions.values():
            for s in p["statements"]:
                s["confidence"] = 0.5
        f = count(golds, predictions.values()).figures()
        x, y, g = np.array(rows), np.array(right, float), np.array(group)
        out_of_fold = np.zeros(len(y))
        for k in range(5):
            out_of_fold[g % 5 == k] = 1 / (1 + np.exp(-x[g % 5 == k] @ fit(x[g % 5 != k], y[g % 5 != k])))
        print(
            f"bias {bias}: statement {f['statement']['f1']:.3f} content {f['content']['f1']:.3f} right {y.mean():.3f} calibration error {error(out_of_fold, y):.3f}",
            flush=True,
        )
        if bias == a.bias[0]:
            a.out.write_text(json.dumps([round(float(w), 4) for w in fit(x, y)]) + "\n")


if __name__ == "__main__":
    main()
