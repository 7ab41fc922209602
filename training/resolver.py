"""Train the choice of speakers: a small network over named features of a statement and a candidate.

usage: resolver.py MODEL_DIR --data FILE ... [--check FILE ...] [--out FILE] [--seed N] [--nets N]

Statements are gold, mentions the model's own. First with the true speakers as history, then again with the
history that a first network gave (on the half of the documents that it had not seen): at run time, errors lead to errors.
What is saved is the mean of several networks, as one: alone they differ by a point on articles, from seed to seed.
"""

import argparse
import json
import pathlib

import msgspec
import numpy as np
import torch
from torch import Tensor, nn

from heads import dense, mean
from qawl.evaluate.names import SpeakerNames, normal
from qawl.lang import language, languages
from qawl.model import Model
from qawl.parties import Parties
from qawl.relate import relate
from qawl.resolve import with_titles
from qawl.resolve.case import Case
from qawl.resolve.cluster import Cluster
from qawl.resolve.entities import Entities
from qawl.resolve.features import FEATURES, Features
from qawl.resolve.history import History
from qawl.resolve.ranker import Ranker
from qawl.resolve.sources import read
from qawl.resolve.speakers import in_turn, kind_of, learn, name_of
from qawl.runtime import Dense
from qawl.segment import segment
from qawl.types import ROLES, Span, Statement


class Article:
    """A gold document with what the model says of it."""

    def __init__(self, d: dict, model: Model):
        self.d, self.text = d, d["text"]
        code = d.get("lang") or "ar"
        self.language = language(code if code in languages() else "en")
        segments = segment(self.text)
        encoded = model.encode(self.text, segments, 0, titled=True)
        found = model.mentions(self.text, encoded.vectors, encoded.pieces.word_spans)
        self.mentions = with_titles(self.text, tuple(found), self.language)
        rows = sorted(d["statements"], key=lambda s: ((s.get("cue") or s["content"])[0], s["content"][0]))
        self.gold = {s["id"]: s for s in rows}
        self.statements = [statement(s) for s in rows]
        bare = [msgspec.structs.replace(s, parent=None, via=None) for s in self.statements]
        self.related = relate(self.text, tuple(bare), self.language)
        self.names = SpeakerNames(d.get("entities") or ())

    def right(self, s: Statement, c: Cluster) -> bool:
        """Whether a candidate is the gold speaker, of the gold kind."""
        gold = self.gold[s.id]
        if gold.get("speaker_kind") and gold["speaker_kind"] != kind_of(c):
            return False
        if self.names.same(gold["speaker"], name_of(c)):
            return True
        return not c.members and normal(gold["speaker"]) in {normal(f) for f in c.forms}


def statement(s: dict) -> Statement:
    spans = {r: tuple(Span(a, b) for a, b in s.get(r) or ()) for r in ROLES}
    return Statement(
        id=s["id"],
        quotation=s.get("quotation") or "indirect",
        act=s.get("act") or "assert",
        parent=s.get("parent"),
        via=s.get("via"),
        **spans,
    )


def walk(article: Article, parties: Parties, ranker: Ranker | None):
    """With a ranker, as at run time: links found, its choices as history. (features [candidates, F], right [candidates], picked, what the source looks like) of each statement."""
    statements = article.related if ranker else tuple(article.statements)
    sources = (span for s in statements for span in s.source)
    entities = Entities(article.text, article.mentions, article.language, parties, article.d.get("outlet"), sources)
    history = History()
    for s in in_turn(statements, entities):
        source = read(s, entities)
        case = Case(s, source, entities, history)
        candidates = case.candidates()
        chosen = None
        if candidates:
            x = np.stack(list(map(Features(case), candidates)))
            y = np.array([article.right(s, c) for c in candidates])
            if ranker is not None:
                chosen = candidates[int(ranker(x).argmax())]
            elif y.any():
                # of several that are right, a known party before a description
                chosen = candidates[
                    max(np.flatnonzero(y), key=lambda k: (not candidates[k].description, len(candidates[k].spans)))
                ]
            shape = (
                "empty" if case.source.span is None else "pronoun" if source.pronoun else "named" if source.names else "described"
            )
            picked = -1 if chosen is None else next(k for k, c in enumerate(candidates) if c is chosen)
            yield x, y, picked, shape, (s, None if chosen is None else name_of(chosen))
        else:
            yield np.zeros((0, len(FEATURES)), np.float32), np.zeros(0, bool), -1, "nothing", (s, None)
        if chosen is not None:
            learn(chosen, source, entities)
        history.add(s, source, chosen)


def fit(rows: list, seed: int, hidden: int, epochs: int) -> Dense:
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Linear(len(FEATURES), hidden),
        nn.ReLU(),
        nn.Dropout(0.1),
        nn.Linear(hidden, hidden // 2),
        nn.ReLU(),
        nn.Linear(hidden // 2, 1),
    )
    usable = [(x, y) for x, y, *_ in rows if y.any() and not y.all()]
    x, y = (torch.from_numpy(np.concatenate(part)) for part in zip(*usable, strict=True))
    sizes, size = np.array([len(part) for part, _ in usable]), 64
    ends = np.cumsum(sizes)
    opt = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(opt, epochs * -(-len(usable) // size))
    rnd = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rnd.permutation(len(usable))
        for part in (order[i : i + size] for i in range(0, len(order), size)):
            at = torch.from_numpy(np.concatenate([np.arange(ends[k] - sizes[k], ends[k]) for k in part]))
            of = torch.from_numpy(np.repeat(np.arange(len(part)), sizes[part]))
            loss = missed(net(x[at])[:, 0], y[at], of, len(part))
            opt.zero_grad()
            loss.backward()
            opt.step()
            schedule.step()
    return dense(net)


def missed(scores: Tensor, right: Tensor, of: Tensor, count: int) -> Tensor:
    """Mean of -log of the probability that a right candidate is chosen; of: the statement, below `count`, that each one is for."""
    top = torch.full((count,), -torch.inf).scatter_reduce(0, of, scores.detach(), "amax")
    weights = torch.exp(scores - top[of])
    every = torch.zeros(count).index_add(0, of, weights)
    good = torch.zeros(count).index_add(0, of, weights * right)
    return (every.log() - good.clamp_min(1e-9).log()).mean()


def report(name: str, articles: list[Article], parties: Parties, ranker: Ranker) -> None:
    by: dict[str, list[int]] = {}
    for a in articles:
        for _, y, k, shape, (s, speaker) in walk(a, parties, ranker):
            for key in ("all", shape):
                n = by.setdefault(key, [0, 0, 0, 0])
                n[0] += 1
                n[1] += bool(k >= 0 and y[k])
                n[2] += bool(y.any())
                n[3] += a.names.same(a.gold[s.id]["speaker"], speaker or "")
    print(name, "who, who and kind, reachable, of:", flush=True)
    for k, n in sorted(by.items()):
        print(f"  {k:10} {n[3] / n[0]:.3f} {n[1] / n[0]:.3f} {n[2] / n[0]:.3f} {n[0]}", flush=True)


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("model", type=pathlib.Path)
    p.add_argument("--data", nargs="+", required=True)
    p.add_argument("--check", nargs="*", default=[])
    p.add_argument("--out", type=pathlib.Path)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--nets", type=int, default=4)
    p.add_argument("--hidden", type=int, default=64)
    p.add_argument("--epochs", type=int, default=12)
    a = p.parse_args()
    torch.set_num_threads(1)
    model, parties = Model(a.model), Parties.shipped()

    def load(paths: list[str]) -> list[Article]:
        return [Article(d, model) for path in paths for d in map(json.loads, open(path, encoding="utf-8")) if d["statements"]]

    articles = load(a.data)
    checks = {path: load([path]) for path in a.check}
    rows = [list(walk(x, parties, None)) for x in articles]
    print(
        len(articles),
        "articles",
        sum(map(len, rows)),
        "statements",
        sum(len(r[0]) for d in rows for r in d),
        "candidates",
        flush=True,
    )
    halves = [
        Ranker(fit([r for k, d in enumerate(rows) if k % 2 != h for r in d], a.seed, a.hidden, a.epochs).layers) for h in (0, 1)
    ]
    again = [list(walk(x, parties, halves[k % 2])) for k, x in enumerate(articles)]
    both = [r for d in (*rows, *again) for r in d]
    ranker = Ranker(mean([fit(both, a.seed + k, a.hidden, a.epochs) for k in range(a.nets)]).layers)
    for h in (0, 1):
        report(f"half {h}, unseen:", [x for k, x in enumerate(articles) if k % 2 == h], parties, halves[h])
    for path, found in checks.items():
        report(path, found, parties, ranker)
    if a.out:
        ranker.save(a.out)


if __name__ == "__main__":
    main()
