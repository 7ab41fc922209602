"""Train which positions stand against each other on annotated derived records.

usage: disputes.py MODEL_DIR DERIVED.jsonl [--out FILE] [--seed N]

DERIVED: documents with statements, entities, roles, positions and disputes, of join.py. Pairs of positions whose holders are on two sides of one
dispute are the examples. Prints precision and recall of disputes (by the parties against each other) by five-fold
cross-validation over documents, with the annotated positions, then trains on all.
"""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from heads import articles, dense, options
from qawl.classify import meanings
from qawl.derive import Pairs
from qawl.derive.issues import issue_of, phrase
from qawl.derive.opposition import FEATURES
from qawl.evaluate.names import SpeakerNames
from qawl.lang import Language, language
from qawl.model import Model
from qawl.segment import segment
from qawl.types import Entity, Position, Span, Statement
from resolver import statement


class Article:
    """A document's pairs of positions and which of them are disputed."""

    def __init__(self, d: dict, model: Model):
        text, data = d["text"], language(d.get("lang") or "ar")
        rows = sorted(d["statements"], key=lambda s: ((s.get("cue") or s["content"])[0], s["content"][0]))
        found = tuple(statement(s) for s in rows)
        by_id = {s.id: s for s in found}
        entities = [
            Entity(
                e["name"], e["kind"], aliases_in_text=tuple(e["aliases_in_text"]), mentions=_mentions(text, e["aliases_in_text"])
            )
            for e in d["entities"]
        ]
        held = tuple(_position(text, p, by_id[p["statement"]], data) for p in d["positions"] if p.get("statement") in by_id)
        encoded = model.encode(text, segment(text), 0, titled=True)
        said = [by_id[i] for i in dict.fromkeys(p.statement for p in held)]
        self.pairs = Pairs(text, found, held, entities, meanings(encoded.vectors, encoded.pieces.word_spans, said))
        self.x = self.pairs.features()
        self.names = SpeakerNames(d["entities"])
        self.gold = [[s["holders"] for s in x["sides"]] for x in d["disputes"]]
        self.y = np.array([any(self.stands(sides, i, j) for sides in self.gold) for i, j in self.pairs.pairs], bool)

    def stands(self, sides: list[list[str]], i: int, j: int) -> bool:
        """Whether two positions' holders are on different sides of a dispute."""
        at = [
            {k for k, holders in enumerate(sides) if any(self.names.same(h, self.pairs.positions[n].holder) for h in holders)}
            for n in (i, j)
        ]
        return any(a != b for a in at[0] for b in at[1])

    def disputed(self, p: np.ndarray, least: float) -> tuple[int, int, int]:
        """(right, found, annotated) disputes, one found for each two parties with a pair as likely."""
        parties: dict[frozenset[str], tuple[int, int]] = {}
        for k in np.argsort(-p, kind="stable"):
            if p[k] >= least:
                i, j = self.pairs.pairs[k]
                parties.setdefault(frozenset((self.pairs.positions[i].holder, self.pairs.positions[j].holder)), (i, j))
        left = list(self.gold)
        right = 0
        for i, j in parties.values():
            hit = next((x for x in left if self.stands(x, i, j)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
        return right, len(parties), len(self.gold)


def _position(text: str, p: dict, s: Statement, data: Language) -> Position:
    about = issue_of(text, s.content, data)
    return Position(p["holder"], p["stance"], phrase(text, about), Span(*p["evidence"]), s.id, span=about)


def _mentions(text: str, aliases: list[str]) -> tuple[Span, ...]:
    out = set()
    for alias in aliases:
        at = text.find(alias)
        while at >= 0:
            out.add(Span(at, at + len(alias)))
            at = text.find(alias, at + 1)
    return tuple(sorted(out))


def fit(found: list[Article], seed: int, hidden: int = 12, epochs: int = 40) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(len(FEATURES), hidden), nn.ReLU(), nn.Dropout(0.2), nn.Linear(hidden, 1))
    x = torch.from_numpy(np.concatenate([a.x for a in found]))
    y = torch.from_numpy(np.concatenate([a.y for a in found]).astype(np.float32))
    weight = torch.from_numpy(np.concatenate([np.full(len(a.y), 1 / np.sqrt(len(a.y)), np.float32) for a in found if len(a.y)]))
    opt = torch.optim.AdamW(net.parameters(), lr=5e-3, weight_decay=0.02)
    for _ in range(epochs):
        for part in torch.randperm(len(y)).split(128):
            loss = F.binary_cross_entropy_with_logits(net(x[part])[:, 0], y[part], weight[part])
            opt.zero_grad()
            loss.backward()
            opt.step()
    return net.eval()


def main() -> None:
    a = options(__doc__)
    torch.set_num_threads(1)
    model = Model(a.model)
    data = [Article(d, model) for d in articles(a.data, a.seed) if d.get("entities")]
    results = []
    for k in range(5):
        net = fit([e for i, e in enumerate(data) if i % 5 != k], a.seed)
        for e in data[k::5]:
            results.append((e, torch.sigmoid(net(torch.from_numpy(e.x))[:, 0]).detach().numpy()))
    best, least = -1.0, 0.5
    for t in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        tp, pred, gold = np.sum([e.disputed(p, t) for e, p in results], 0)
        precision, recall = tp / max(1, pred), tp / max(1, gold)
        print(f"disputes by cross-validation, least {t}: P {precision:.3f} R {recall:.3f} of {gold}")
        value = 2 * precision * recall / max(1e-9, precision + recall) - max(0, 0.7 - precision)  # precision first
        if value > best:
            best, least = value, t
    print(
        "least",
        least,
        len(data),
        "documents",
        sum(len(e.y) for e in data),
        "pairs",
        sum(int(e.y.sum()) for e in data),
        "disputed",
    )
    if a.out:
        net = fit(data, a.seed)
        np.savez(a.out, features=np.array(FEATURES), least=np.float32(least), **dense(net).weights())


if __name__ == "__main__":
    main()
