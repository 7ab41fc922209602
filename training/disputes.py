"""Train which stands of parties are against each other on annotated derived records.

usage: disputes.py MODEL_DIR DERIVED.jsonl [--out FILE] [--seed N]

MODEL_DIR: a model without disputes. DERIVED: documents with statements, entities, roles, positions and disputes, of join.py. Pairs of stands
whose statements are on two sides of one dispute are the examples, once with the annotated positions and once with those that the model
finds of the annotated statements. Prints the figures of disputes and of conflicting claims by five-fold cross-validation over documents, with
the annotated positions and with those found (of which the stances were learned, so that these are too good), then trains on all.
"""

import argparse
import pathlib
from collections.abc import Iterable
from itertools import combinations

import msgspec
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from heads import articles, dense, mean
from qawl.derive import Naming, Opposition, Pairs, Speakers, disputes, stands
from qawl.derive.issues import issue_of, phrase
from qawl.derive.opposition import FEATURES
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
    """A document's pairs of stands and which of them are disputed."""

    def __init__(
        self,
        d: dict,
        statements: tuple[Statement, ...],
        positions: Iterable[Position],
        entities: Iterable[Entity],
        speakers: Speakers,
    ):
        text, data = d["text"], language(d.get("lang") or "ar")
        naming = Naming(text, entities, speakers.party, PARTIES, data.code)
        self.gold = d
        self.pairs = Pairs(text, statements, stands(text, statements, positions, speakers, data), naming)
        self.x = self.pairs.features
        sides = [[set(s.get("statements") or ()) for s in x["sides"]] for x in d["disputes"]]
        against = [pair for x in sides for pair in combinations(x, 2)]
        said = [tuple(self.pairs.stands[n].statement for n in pair) for pair in self.pairs.pairs]
        self.y = np.array([any((a in s and b in t) or (b in s and a in t) for s, t in against) for a, b in said], bool)

    def predicted(self, opposition: Opposition) -> dict:
        """What is found of it, in the form of the gold files."""
        found = disputes(self.pairs, opposition)
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


def fit(examples: list[Article], seed: int) -> Dense:
    """The mean of several networks."""
    return mean([dense(_fit(examples, seed + k)) for k in range(NETS)])


def _fit(examples: list[Article], seed: int, hidden: int = 32, epochs: int = 25) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(len(FEATURES), hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, 1))
    x = torch.from_numpy(np.concatenate([a.x for a in examples]))
    y = torch.from_numpy(np.concatenate([a.y for a in examples]).astype(np.float32))
    opt = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(opt, epochs)
    for _ in range(epochs):
        for part in torch.randperm(len(y)).split(128):
            loss = F.binary_cross_entropy_with_logits(net(x[part])[:, 0], y[part])
            opt.zero_grad()
            loss.backward()
            opt.step()
        schedule.step()
    return net.eval()


def main() -> None:
    a = argparse.ArgumentParser(usage=__doc__)
    a.add_argument("model", type=pathlib.Path)
    a.add_argument("data")
    a.add_argument("--out", type=pathlib.Path)
    a.add_argument("--seed", type=int, default=1)
    a = a.parse_args()
    torch.set_num_threads(1)
    pipeline = Pipeline(Model(a.model))
    data = [(annotated(d), found(d, pipeline)) for d in articles(a.data, a.seed) if d.get("entities")]
    nets = [fit([e for i, both in enumerate(data) if i % 5 != k for e in both], a.seed) for k in range(5)]
    best, least = -1.0, 0.5
    for t in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45):
        of = [
            count_derived([e.gold for e in part], [e.predicted(Opposition(nets[i % 5], t)) for i, e in enumerate(part)]).scores
            for part in zip(*data, strict=True)
        ]
        for name, scores in zip(("annotated", "found"), of, strict=True):
            print(
                f"by cross-validation, positions {name}, least {t}:",
                "; ".join(f"{n} {scores[n]}" for n in ("disputes", "conflicts")),
            )
        f = of[1]["disputes"]  # of what is found, as at run time
        value = f.f1 - max(0, 0.5 - f.p)  # every second one is to be right at least
        if value > best:
            best, least = value, t
    print(
        "least",
        least,
        len(data),
        "documents",
        sum(len(e.y) for e, _ in data),
        "pairs",
        sum(int(e.y.sum()) for e, _ in data),
        "disputed",
    )
    if a.out:
        net = fit([e for both in data for e in both], a.seed)
        np.savez(a.out, features=np.array(FEATURES), least=np.float32(least), **net.weights())


if __name__ == "__main__":
    main()
