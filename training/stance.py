"""Train the stance of statements on annotated derived records, on what the exported encoder gives.

usage: stance.py MODEL_DIR DERIVED.jsonl CHECK.jsonl [--out FILE] [--seed N]

DERIVED: documents with statements and positions, of join.py; CHECK: others. Prints precision, recall and F1 of (statement,
stance) on CHECK, and takes the least probability that is about best there. train.py learns stances with the encoder; its head
serves only that: one trained anew on the finished vectors is better (F1 0.56 against 0.51).
"""

import argparse
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from heads import dense
from qawl.classify.stance import SIGNS, STANCES, evidence
from qawl.lang import language
from qawl.model import Model
from qawl.segment import segment
from resolver import statement

LABELS = ("", *STANCES)
# Of F1 given up for precision: the surest of the least probabilities that are about as good.
NEARLY = 0.02


def examples(path: str, model: Model) -> tuple[np.ndarray, np.ndarray]:
    x, y = [], []
    for d in map(json.loads, open(path, encoding="utf-8")):
        encoded = model.encode(d["text"], segment(d["text"]), 0, titled=True)
        code = d.get("lang") or "ar"
        stance = {p["statement"]: p["stance"] for p in d["positions"] if p.get("statement")}
        for s in d["statements"]:
            x.append(
                evidence(
                    d["text"], encoded.vectors, encoded.pieces.word_spans, statement(s), model.description.acts, language(code)
                )
            )
            y.append(LABELS.index(stance.get(s["id"], "")))
    return np.stack(x), np.array(y)


def fit(x: np.ndarray, y: np.ndarray, seed: int, hidden: int = 96, epochs: int = 60) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Dropout(0.3), nn.Linear(x.shape[1], hidden), nn.ReLU(), nn.Dropout(0.4), nn.Linear(hidden, len(LABELS))
    )
    opt = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(opt, epochs)
    xs, ys = torch.from_numpy(x), torch.from_numpy(y)
    for _ in range(epochs):
        for part in torch.randperm(len(ys)).split(64):
            loss = F.cross_entropy(net(xs[part]), ys[part], label_smoothing=0.05)
            opt.zero_grad()
            loss.backward()
            opt.step()
        schedule.step()
    return net.eval()


def figures(p: np.ndarray, y: np.ndarray, least: float) -> tuple[float, float, float]:
    guess = np.where(p[:, 1:].max(1) >= least, p[:, 1:].argmax(1) + 1, 0)
    tp, pred, gold = ((guess == y) & (y > 0)).sum(), (guess > 0).sum(), (y > 0).sum()
    precision, recall = tp / max(1, pred), tp / gold
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    a = argparse.ArgumentParser(usage=__doc__)
    a.add_argument("model", type=pathlib.Path)
    a.add_argument("data")
    a.add_argument("check")
    a.add_argument("--out", type=pathlib.Path)
    a.add_argument("--seed", type=int, default=1)
    a = a.parse_args()
    torch.set_num_threads(1)
    model = Model(a.model)
    net = fit(*examples(a.data, model), a.seed)
    x, y = examples(a.check, model)
    p = torch.softmax(net(torch.from_numpy(x)), -1).detach().numpy()
    for t in (0.2, 0.3, 0.4, 0.5):
        precision, recall, f1 = figures(p, y, t)
        print(f"stances, least {t}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    reached = {t / 20: figures(p, y, t / 20)[2] for t in range(4, 16)}
    least = max(t for t, f1 in reached.items() if f1 >= max(reached.values()) - NEARLY)
    print("least", least, len(y), "statements", int((y > 0).sum()), "positions")
    if a.out:
        made_for = {"acts": np.array(model.description.acts), "signs": np.array(SIGNS)}
        np.savez(a.out, **made_for, least=np.float32(least), **dense(net).weights())


if __name__ == "__main__":
    main()
