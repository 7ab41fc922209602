"""Train the stance of statements on annotated derived records, on what the exported encoder gives.

usage: stance.py MODEL_DIR DERIVED.jsonl CHECK.jsonl [--out FILE] [--seed N] [--nets N]

MODEL_DIR: without the stance.npz of an older version. DERIVED: documents with statements and positions, of join.py; CHECK:
others. Prints precision, recall and F1 of (statement, stance) on CHECK by several least probabilities. train.py learns stances
with the encoder; its head serves only that: one trained anew on the finished vectors is better (F1 0.56 against 0.51). What is
saved is the mean of several networks, as one: alone they differ by a point or two from seed to seed.
"""

import argparse
import json
import pathlib
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from heads import dense, mean
from qawl.classify.stance import SIGNS, STANCES, CueHabits, evidence, of_cue
from qawl.lang import language
from qawl.model import Model
from qawl.runtime import softmax
from qawl.segment import segment
from resolver import statement

LABELS = ("", *STANCES)
# From which a stance is taken: the best by four-fold cross-validation over all 480 articles, which 38 are too few to tell.
LEAST = 0.3


class Examples(NamedTuple):
    """Statements to learn: what tells of each, its cue (`of_cue`), the place of its stance in LABELS, its document's number."""

    told: np.ndarray
    cues: list[str]
    stances: np.ndarray
    documents: list[int]


def examples(path: str, model: Model) -> Examples:
    told, cues, stances, documents = [], [], [], []
    for n, d in enumerate(map(json.loads, open(path, encoding="utf-8"))):
        text, code = d["text"], d.get("lang") or "ar"
        encoded = model.encode(text, segment(text), 0, titled=True)
        stance = {p["statement"]: p["stance"] for p in d["positions"] if p.get("statement")}
        for s in d["statements"]:
            said = statement(s)
            spans = encoded.pieces.word_spans
            told.append(evidence(text, encoded.vectors, spans, said, model.description.acts, language(code)))
            cues.append(of_cue(text, said.cue))
            stances.append(LABELS.index(stance.get(s["id"], "")))
            documents.append(n)
    return Examples(np.stack(told), cues, np.array(stances), documents)


def counts(of: Iterable[tuple[Hashable, int]]) -> dict[Any, np.ndarray]:
    """By key, how often each label goes with it."""
    found: defaultdict[Any, np.ndarray] = defaultdict(lambda: np.zeros(len(LABELS), np.float32))
    for key, label in of:
        found[key][label] += 1
    return dict(found)


def learned(data: Examples) -> tuple[CueHabits, np.ndarray]:
    """The habits of cues, and what the network learns from: of each statement's cue what the other documents tell."""
    habits = CueHabits(counts(zip(data.cues, data.stances, strict=True)))
    places = list(zip(data.documents, data.cues, strict=True))
    own = counts(zip(places, data.stances, strict=True))
    return habits, np.concatenate([data.told, [habits(cue, own[n, cue]) for n, cue in places]], 1)


def fit(x: np.ndarray, y: np.ndarray, seed: int, hidden: int = 96, epochs: int = 60) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Dropout(0.3), nn.Linear(x.shape[1], hidden), nn.ReLU(), nn.Dropout(0.4), nn.Linear(hidden, len(LABELS))
    )
    opt = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(opt, epochs)
    xs, ys = torch.from_numpy(x), torch.from_numpy(y)
    for _ in range(epochs):
        for part in torch.randperm(len(ys)).split(256):
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
    a.add_argument("--nets", type=int, default=4)
    a = a.parse_args()
    torch.set_num_threads(1)
    model = Model(a.model)
    data, check = examples(a.data, model), examples(a.check, model)
    habits, x = learned(data)
    net = mean([dense(fit(x, data.stances, a.seed + k)) for k in range(a.nets)])
    x, y = np.concatenate([check.told, [habits(cue) for cue in check.cues]], 1), check.stances
    p = softmax(net(x))
    for t in (0.2, 0.3, 0.4, 0.5):
        precision, recall, f1 = figures(p, y, t)
        print(f"stances, least {t}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    print(len(y), "statements", int((y > 0).sum()), "positions")
    if a.out:
        made_for = {"acts": np.array(model.description.acts), "signs": np.array(SIGNS)}
        cues = {"cues": np.array(list(habits.counts)), "cue_counts": np.stack(list(habits.counts.values()))}
        np.savez(a.out, **made_for, **cues, least=np.float32(LEAST), **net.weights())


if __name__ == "__main__":
    main()
