"""Train the stance of statements on annotated derived records.

usage: stance.py MODEL_DIR DERIVED.jsonl [--out FILE] [--seed N]

DERIVED: documents with statements and positions, of join.py. Prints F1 of (statement, stance) by five-fold cross-validation
over documents, then trains on all.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from heads import articles, dense, options
from qawl.classify.stance import STANCES, evidence
from qawl.model import Model
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
    guess = np.where(1 - p[:, 0] >= least, p[:, 1:].argmax(1) + 1, 0)
    tp, pred, gold = ((guess == y) & (y > 0)).sum(), (guess > 0).sum(), (y > 0).sum()
    precision, recall = tp / max(1, pred), tp / gold
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    a = options(__doc__)
    torch.set_num_threads(1)
    model = Model(a.model)
    data = [examples(d, model) for d in articles(a.data, a.seed)]
    held, truth = [], []
    for k in range(5):
        train = [e for i, e in enumerate(data) if i % 5 != k]
        net = fit(np.concatenate([x for x, _ in train]), np.concatenate([y for _, y in train]), a.seed)
        for x, y in data[k::5]:
            held.append(torch.softmax(net(torch.from_numpy(x)), -1).detach().numpy())
            truth.append(y)
    p, y = np.concatenate(held), np.concatenate(truth)
    least = max((t / 20 for t in range(4, 16)), key=lambda t: figures(p, y, t)[2])
    for t in (0.3, 0.4, 0.5, 0.6):
        print(
            f"stance by cross-validation, least {t}: P {figures(p, y, t)[0]:.3f} R {figures(p, y, t)[1]:.3f} F1 {figures(p, y, t)[2]:.3f}"
        )
    print("best least", least, len(data), "documents", len(y), "statements", int((y > 0).sum()), "positions")
    if a.out:
        net = fit(np.concatenate([x for x, _ in data]), np.concatenate([y for _, y in data]), a.seed)
        np.savez(a.out, acts=np.array(model.description.acts), least=np.float32(least), **dense(net).weights())


if __name__ == "__main__":
    main()
