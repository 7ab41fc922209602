"""Fit the filter of meetings: a logistic model over the features of `qawl.derive.meeting_filter`.

usage: meetings.py GOLD.json [--check] [--out FILE] [--show]

GOLD.json: a list of gold documents with `entities` and `meetings`. Entities' mentions are found by searching their aliases, times by
`qawl.classify.times`. --check: fit on one half of the documents (by SHA-256 of the id), score the other, both ways; then figures by cross-validation. Writes nothing.
"""

import argparse
import hashlib
import json
import re
from collections import Counter

import numpy as np

from qawl.classify.times import times
from qawl.derive.meeting_events import events
from qawl.derive.meeting_filter import Weights, features
from qawl.derive.meeting_mentions import mentions_of_meetings
from qawl.derive.meeting_scene import Scene
from qawl.derive.meeting_words import lexicon
from qawl.derive.meetings import meetings
from qawl.evaluate.derived import count_derived
from qawl.evaluate.names import normal
from qawl.evaluate.pairing import dice, words
from qawl.lang import language
from qawl.parties import Parties
from qawl.types import ROLES, Entity, Mention, Span, Statement

# The two that were best in cross-validation.
RIDGE, LEAST = 2.0, 0.45
# A feature of fewer mentions is left out: it would stand for one article.
RARE = 10
FOLDS = 8
NONE = Weights(bias=0.0, least=0.0, weights={})


def arguments(d: dict) -> tuple:
    """What `meetings` takes, of a gold document."""
    text, entities, titles = d["text"], [], []
    taken: set[Span] = set()
    for e in d.get("entities") or ():
        spans = set()
        known = set(normal(e["name"]).split())
        for alias in sorted({e["name"], *(e.get("aliases_in_text") or ())}, key=len, reverse=True):
            for m in re.finditer(r"(?<!\w)[ولبفك]?" + re.escape(alias) + r"(?!\w)", text):
                span = Span(m.end() - len(alias), m.end())
                if span not in taken and not any(s.start <= span.start and span.end <= s.end for s in spans):
                    spans.add(span)
                    taken.add(span)
                    if e["kind"] == "person" and not set(normal(alias).split()) & known:
                        titles.append(Mention(span, "title"))
        entities.append(Entity(e["name"], e["kind"], mentions=tuple(sorted(spans))))
    statements = tuple(
        Statement(
            id=s["id"], quotation="indirect", act="assert", speaker=s.get("speaker") or "",
            **{r: tuple(Span(a, b) for a, b in s.get(r) or ()) for r in ROLES},
        )
        for s in d.get("statements") or ()
    )  # fmt: skip
    code = d.get("lang") or "ar"
    published = d.get("published")
    return (
        text,
        statements,
        tuple(entities),
        times(text, published, code),
        tuple(titles),
        language(code),
        Parties.shipped(),
        published,
    )


def record(d: dict, args: tuple, weights: Weights) -> dict:
    found = meetings(*args, weights=weights)
    rows = [
        {
            "name": m.name,
            "evidence": [m.evidence.start, m.evidence.end],
            "date": m.date,
            "status": m.status,
            "place": m.place,
            "parties": list(m.parties),
            "delegates": list(m.delegates),
        }
        for m in found
    ]
    return {"id": d["id"], "meetings": rows}


def examples(d: dict, args: tuple):
    """(features, whether it is of a gold meeting) of every mention; not of those that only refer to one shown better elsewhere."""
    golds = [(g["evidence"], words(d["text"], [g["evidence"]])) for g in d["meetings"]]

    def right(seen) -> bool:
        mine = words(d["text"], [[seen.evidence.start, seen.evidence.end]])
        return any(a <= seen.trigger.start < b or dice(mine, g) >= 0.4 for (a, b), g in golds)

    for event in events(mentions_of_meetings(Scene(*args), lexicon(args[5].code))):
        labels = [right(seen) for seen in event.seen]
        for seen, label in zip(event.seen, labels, strict=True):
            if label or not any(labels):
                yield features(seen, event), label


def fit(rows: list) -> Weights:
    counts = Counter(f for x, _ in rows for f in x)
    names = sorted(f for f, n in counts.items() if n >= RARE)
    x = np.array([[f in r for f in names] for r, _ in rows], dtype=float)
    y = np.array([g for _, g in rows], dtype=float)
    w, b = np.zeros(len(names)), 0.0
    for _ in range(4000):
        p = 1 / (1 + np.exp(-(x @ w + b)))
        w -= 0.5 * (x.T @ (p - y) + RIDGE * w) / len(y)
        b -= 0.5 * float((p - y).mean())
    return Weights(bias=round(b, 4), least=LEAST, weights={n: round(float(v), 4) for n, v in zip(names, w, strict=True)})


def score(docs, args, weights):
    golds = [{**d, "times": None, "roles": [], "positions": [], "disputes": []} for d in docs]
    return count_derived(golds, [record(d, args[d["id"]], weights) for d in docs]).figures()


def trained(docs, args) -> Weights:
    return fit([row for d in docs for row in examples(d, args[d["id"]])])


def crossed(docs, args) -> dict:
    """Figures over all documents, each scored by weights that have not seen it."""
    models = [trained([d for i, d in enumerate(docs) if i % FOLDS != k], args) for k in range(FOLDS)]
    golds = [{**d, "times": None, "roles": [], "positions": [], "disputes": []} for d in docs]
    return count_derived(golds, [record(d, args[d["id"]], models[i % FOLDS]) for i, d in enumerate(docs)]).figures()


def shown(figures: dict) -> str:
    return "  ".join(
        f"{k} " + " ".join(f"{a}={b:.3f}" if isinstance(b, float) else f"{a}={b}" for a, b in v.items())
        for k, v in figures.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--out")
    options = parser.parse_args()
    with open(options.gold, encoding="utf-8") as file:
        docs = json.load(file)
    docs.sort(key=lambda d: hashlib.sha256(d["id"].encode()).hexdigest())
    args = {d["id"]: arguments(d) for d in docs}
    halves = docs[: len(docs) // 2], docs[len(docs) // 2 :]
    if options.check:
        for name, seen, unseen in (("fit on 1", *halves), ("fit on 2", *reversed(halves))):
            weights = trained(seen, args)
            print(name)
            print("  seen  ", shown(score(seen, args, weights)))
            print("  unseen", shown(score(unseen, args, weights)))
        print(f"{FOLDS} folds", shown(crossed(docs, args)))
        return
    weights = trained(docs, args)
    print("all", shown(score(docs, args, weights)))
    if options.show:
        for n, v in sorted(weights.weights.items(), key=lambda x: -abs(x[1])):
            print(f"{v:7.3f} {n}")
    if options.out:
        with open(options.out, "w", encoding="utf-8") as file:
            body = {"bias": weights.bias, "least": weights.least, "weights": weights.weights}
            file.write(json.dumps(body, indent=1) + "\n")


if __name__ == "__main__":
    main()
