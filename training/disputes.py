"""Train which stands, and which parties, are against each other on annotated derived records.

usage: disputes.py MODEL_DIR DERIVED.jsonl [--out FILE] [--seed N]

MODEL_DIR: a model without disputes. DERIVED: documents with statements, entities, roles, positions and disputes, of join.py. The examples are pairs of
stands, of which those are against each other whose statements are on two sides of one dispute, and couples of parties, of which those that
are on two sides; once with the annotated positions and once with those that the model finds of the annotated statements. What the pairs of a
document say of its couples is told by networks that did not see it. Prints the figures of disputes and of conflicting claims by five-fold
cross-validation over documents, with the annotated positions and with those found (of which the stances were learned, so that these are too
good), then trains on all.
"""

import argparse
import pathlib
from collections.abc import Iterable
from itertools import combinations, permutations

import msgspec
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from heads import articles, dense, mean
from qawl.derive import Couples, Naming, Opposition, Pairs, Speakers, disputes, stands
from qawl.derive.issues import issue_of, phrase
from qawl.derive.opposition import probabilities
from qawl.evaluate.derived import count_derived
from qawl.evaluate.given import given_statements
from qawl.evaluate.names import SpeakerNames
from qawl.lang import Language, language
from qawl.model import Model
from qawl.parties import Parties
from qawl.pipeline import Pipeline
from qawl.runtime import Dense
from qawl.types import Document, Entity, Position, Role, Span, Statement
from resolver import statement

PARTIES = Parties.shipped()
NETS = 4
FOLDS = 5
TRIED = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
# The probability that opens a dispute, precision first: by cross-validation every second one is right from 0.35 or 0.45 on, as the
# networks happen to be trained, and recall falls fast above it.
LEAST = 0.4


class Annotated(Speakers):
    """The parties behind speakers, called as the annotated positions call them."""

    def __init__(self, d: dict, entities: list[Entity], data: Language):
        roles = [Role(r["person"], r["role"], r.get("of") or "") for r in d.get("roles") or ()]
        super().__init__(entities, roles, data, PARTIES)
        same, holders = SpeakerNames(d["entities"]).same, {p["holder"] for p in d["positions"]}
        self._called = lambda name: name if name in holders else next((h for h in holders if same(h, name)), name)

    def behind(self, statement: Statement) -> tuple[str, ...]:
        return tuple(map(self._called, super().behind(statement)))

    def party(self, name: str) -> str:
        return self._called(super().party(name))


class Article:
    """A document's pairs of stands and couples of parties, and which of them are against each other."""

    def __init__(
        self,
        d: dict,
        statements: tuple[Statement, ...],
        positions: Iterable[Position],
        entities: Iterable[Entity],
        speakers: Speakers,
    ):
        text, data = d["text"], language(d.get("lang") or "ar")
        self.gold = d
        self.speakers, self.entities = speakers, tuple(entities)
        naming = Naming(text, self.entities, speakers.party, PARTIES, data.code)
        self.pairs = Pairs(text, statements, stands(text, statements, positions, speakers, data), naming)
        self.x = self.pairs.features
        sides = [[set(s.get("statements") or ()) for s in x["sides"]] for x in d["disputes"]]
        against = [pair for x in sides for pair in combinations(x, 2)]
        said = [tuple(self.pairs.stands[n].statement for n in pair) for pair in self.pairs.pairs]
        self.y = np.array([any((a in s and b in t) or (b in s and a in t) for s, t in against) for a, b in said], bool)

    def couples(self, stood: Dense) -> tuple[np.ndarray, np.ndarray]:
        """Features of the couples by what a network says of their pairs, and which are on two sides of a dispute."""
        found = Couples(self.pairs, probabilities(stood, self.x), self.speakers, self.entities)
        same = SpeakerNames(self.gold["entities"]).same
        sides = [[s.get("holders") or () for s in x["sides"]] for x in self.gold["disputes"]]
        against = [two for x in sides for two in permutations(x, 2)]
        y = [any(any(same(g, p) for g in s) and any(same(g, q) for g in t) for s, t in against) for p, q in map(tuple, found.of)]
        return found.features, np.array(y, bool)

    def predicted(self, opposition: Opposition) -> dict:
        """What is found of it, in the form of the gold files."""
        found = disputes(self.pairs, self.speakers, self.entities, opposition)
        return {"id": self.gold["id"], "statements": self.gold["statements"], "disputes": msgspec.to_builtins(found)}


def annotated(d: dict) -> Article:
    """With the positions, and whose they are, as annotated."""
    text, data = d["text"], language(d.get("lang") or "ar")
    rows = sorted(d["statements"], key=lambda s: ((s.get("cue") or s["content"])[0], s["content"][0]))
    said = tuple(msgspec.structs.replace(statement(s), speaker=s["speaker"], speaker_kind=s.get("speaker_kind")) for s in rows)
    by_id = {s.id: s for s in said}
    entities = [_entity(text, e, data.code) for e in d["entities"]]
    held = [_position(text, p, by_id[p["statement"]], data) for p in d["positions"] if p.get("statement") in by_id]
    return Article(d, said, held, entities, Annotated(d, entities, data))


def found(d: dict, pipeline: Pipeline) -> Article:
    """With the positions, and whose they are, as the pipeline finds them of the annotated statements."""
    document = Document(d["id"], d["text"], lang=d.get("lang") or "", published=d.get("published"), outlet=d.get("outlet"))
    record = pipeline.attribute(document, given_statements(d))
    speakers = Speakers(record.entities, record.roles, language(record.lang), PARTIES)
    return Article(d, record.statements, record.positions, record.entities, speakers)


def _entity(text: str, e: dict, code: str) -> Entity:
    party = PARTIES.find(e["name"], code)
    key = party.key if party and party.kind == e["kind"] else None
    aliases = tuple(e["aliases_in_text"])
    return Entity(e["name"], e["kind"], aliases_in_text=aliases, key=key, mentions=_mentions(text, aliases))


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


def fit(x: np.ndarray, y: np.ndarray, seed: int) -> Dense:
    """The mean of several networks, of features as they are."""
    middle, width = x.mean(0), x.std(0) + 1e-6
    net = mean([dense(_fit((x - middle) / width, y, seed + k)) for k in range(NETS)])
    (w, b), *rest = net.layers
    w = w / width[:, None]
    return Dense([(w, b - middle @ w), *rest])


def _fit(x: np.ndarray, y: np.ndarray, seed: int, hidden: int = 32, epochs: int = 25) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(x.shape[1], hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, 1))
    rows, disputed = torch.from_numpy(x), torch.from_numpy(y.astype(np.float32))
    opt = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(opt, epochs)
    for _ in range(epochs):
        for part in torch.randperm(len(rows)).split(256):
            loss = F.binary_cross_entropy_with_logits(net(rows[part])[:, 0], disputed[part])
            opt.zero_grad()
            loss.backward()
            opt.step()
        schedule.step()
    return net.eval()


def pair_network(articles: Iterable[Article], seed: int) -> Dense:
    """Which pairs of stands are against each other."""
    x, y = zip(*((e.x, e.y) for e in articles), strict=True)
    return fit(np.concatenate(x), np.concatenate(y), seed)


def couple_network(examples: Iterable[tuple[np.ndarray, np.ndarray]], seed: int) -> Dense:
    """Which parties are in dispute."""
    x, y = zip(*examples, strict=True)
    return fit(np.concatenate(x), np.concatenate(y), seed)


def others(folds: list[list], k: int) -> list:
    """What is in all folds but one."""
    return [e for n, fold in enumerate(folds) if n != k for e in fold]


def main() -> None:
    a = argparse.ArgumentParser(usage=__doc__)
    a.add_argument("model", type=pathlib.Path)
    a.add_argument("data")
    a.add_argument("--out", type=pathlib.Path)
    a.add_argument("--seed", type=int, default=1)
    a = a.parse_args()
    torch.set_num_threads(1)
    pipeline = Pipeline(Model(a.model))
    docs = [d for d in articles(a.data, a.seed) if d.get("entities")]
    folds = [[e for d in docs[k::FOLDS] for e in (annotated(d), found(d, pipeline))] for k in range(FOLDS)]
    stood = [pair_network(others(folds, k), a.seed) for k in range(FOLDS)]
    examples = [[e.couples(net) for e in fold] for fold, net in zip(folds, stood, strict=True)]
    nets = [(net, couple_network(others(examples, k), a.seed)) for k, net in enumerate(stood)]
    report(folds, nets)
    every = [e for fold in folds for e in fold]
    print(
        f"{len(docs)} documents; {sum(len(e.y) for e in every)} pairs, {sum(e.y.sum() for e in every)} disputed;",
        f"{sum(len(y) for fold in examples for _, y in fold)} couples, {sum(y.sum() for fold in examples for _, y in fold)} disputed",
    )
    if a.out:
        couples = couple_network([e for fold in examples for e in fold], a.seed)
        Opposition(pair_network(every, a.seed), couples, LEAST).save(a.out)


def report(folds: list[list[Article]], nets: list[tuple[Dense, Dense]]) -> None:
    """Disputes and conflicts by cross-validation, by the probability from which on they are taken."""
    for t in TRIED:
        for n, positions in enumerate(("annotated", "found")):
            part = [(e, Opposition(*two, t)) for fold, two in zip(folds, nets, strict=True) for e in fold[n::2]]
            scores = count_derived([e.gold for e, _ in part], [e.predicted(opposition) for e, opposition in part]).scores
            figures = "; ".join(f"{name} {scores[name]}" for name in ("disputes", "conflicts"))
            print(f"by cross-validation, positions {positions}, least {t}: {figures}")


if __name__ == "__main__":
    main()
