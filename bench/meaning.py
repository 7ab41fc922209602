"""How well search by meaning finds what belongs together, and how fast.

usage: python -m bench.meaning [DERIVED.jsonl] [--statements 200000] [--model DIR ...]

Two questions, asked of the vectors that ship (and of other models that training/meaning.py made) and of the mean word vectors of
the encoder that extracts:

- issue: for a statement of DERIVED (documents with positions and disputes: ../shared/gold/derived.gold.jsonl, or
  derived.train.jsonl of training/join.py), another one of its document on the same issue, among all statements of all documents;
  statements that hold one another's words are not asked for.
- paraphrases (`meaning.jsonl`, 40 statements written for this, each again in other words and in English): a statement's
  counterpart, among the others and all statements of DERIVED.

Printed are the mean reciprocal rank of the first that is found, the share found first, and found among ten. Then, how long a
search takes in a store of so many statements.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from qawl import meaning
from qawl.lang.detect import of_script
from qawl.model import Model, shipped
from qawl.query import ask, search
from qawl.query.like import like
from qawl.runtime import Floats
from qawl.segment import segment
from qawl.store import SqliteStore, open_store

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "derived.gold.jsonl"
PARAPHRASES = Path(__file__).with_suffix(".jsonl")
Spans = list[list[int]]


def statements(documents: Sequence[dict]) -> tuple[list[str], list[set[int]], list[set[int]]]:
    """Contents; of each statement those on the same issue, and those that share words with it."""
    texts: list[str] = []
    like_it: list[set[int]] = []
    over: list[set[int]] = []
    for d in documents:
        at = {s["id"]: len(texts) + k for k, s in enumerate(d["statements"])}
        spans = [s["content"] for s in d["statements"]]
        first = len(texts)
        texts += [" ".join(d["text"][a:b] for a, b in s) for s in spans]
        over += [{first + k for k, other in enumerate(spans) if crosses(own, other)} for own in spans]
        issues: dict[str, set[int]] = {}
        for p in d["positions"]:
            if p.get("statement") in at:
                issues.setdefault(p["issue"], set()).add(at[p["statement"]])
        groups = [*issues.values(), *({at[s] for x in k["sides"] for s in x["statements"] if s in at} for k in d["disputes"])]
        own = [set().union(*(g for g in groups if first + k in g)) - over[first + k] for k in range(len(spans))]
        like_it += own
    return texts, like_it, over


def crosses(one: Spans, other: Spans) -> bool:
    return any(a < y and x < b for a, b in one for x, y in other)


def ranks(asked: Floats, among: Floats, right: Sequence[set[int]], never: Sequence[set[int]]) -> list[int]:
    """The place of the first right answer to each question, 0 the best."""
    out = []
    for vector, good, bad in zip(asked, right, never, strict=True):
        near = among @ vector
        near[list(bad)] = -9
        out.append(int((near > near[list(good)].max()).sum()))
    return out


def shown(places: Sequence[int]) -> str:
    r = np.array(places)
    return f"MRR {(1 / (r + 1)).mean():.3f}  first {(r == 0).mean():.3f}  in ten {(r < 10).mean():.3f}  ({len(r)} asked)"


def tuned() -> Callable[[Sequence[str]], Floats]:
    """The extracting encoder's mean word vectors of a text alone, less what all texts of its language share."""
    model = Model(shipped())

    def vectors(texts: Sequence[str]) -> Floats:
        found = [model.encode(t, segment(t), titled=False).vectors for t in texts]
        out = np.stack([v.mean(0) if len(v) else np.zeros(v.shape[1], np.float32) for v in found])
        lang = np.array([of_script(t) for t in texts])
        for code in set(lang):
            out[lang == code] -= out[lang == code].mean(0)
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)

    return vectors


def quality(path: Path, others: Sequence[Path]) -> None:
    with path.open(encoding="utf-8") as lines:
        texts, same, over = statements([json.loads(line) for line in lines])
    pairs = [json.loads(line) for line in PARAPHRASES.read_text(encoding="utf-8").splitlines()]
    n, many = len(pairs), len(texts)
    sides = {side: [p[side] for p in pairs] for side in ("ar", "again", "en")}
    asked = [k for k in range(many) if same[k]]
    print(f"{many} statements of {path.name}, {n} paraphrases")
    asked_of = {
        "shipped": meaning.load(),
        **{p.name: meaning.Meaning(p, shipped()) for p in others},
        "extracting encoder": tuned(),
    }
    for name, vectors in asked_of.items():
        made = vectors([*texts, *(t for side in sides.values() for t in side)])
        known = made[:many]
        own = {side: made[many + k * n : many + (k + 1) * n] for k, side in enumerate(sides)}
        places = ranks(known[asked], known, [same[k] for k in asked], [over[k] for k in asked])
        print(f"{name:20} same issue        {shown(places)}")
        for one, other in (("en", "ar"), ("ar", "en"), ("ar", "again")):
            among = np.concatenate([known, own[other]])
            places = ranks(own[one], among, [{many + k} for k in range(n)], [set()] * n)
            print(f"{name:20} {one + ' → ' + other:17} {shown(places)}")


def speed(count: int) -> None:
    """Searches in a store with so many statements, whose vectors are random."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "qawl.db") as store:
        filled(store, count)
        made = meaning.load()
        asked = [json.loads(line)["en"] for line in PARAPHRASES.read_text(encoding="utf-8").splitlines()]
        times = []
        for typed in asked:
            start = time.perf_counter()
            search(store, ask(store, like=like(store, typed, made), limit=20, facets=("act", "outlet")))
            times.append(1000 * (time.perf_counter() - start))
        print(f"{count} statements, {store.path.stat().st_size / 2**20:.0f} MB: {statistics.median(times):.0f} ms a search")


def filled(store: SqliteStore, count: int) -> None:
    connection, dimensions = store._connection, len(meaning.compact(meaning.load()(["نص"]))[0])
    chance = np.random.default_rng(1)
    with connection:
        connection.execute(
            "INSERT INTO documents (document, key, id, lang, text, folded, model, code, added, source, record)"
            " VALUES (1, 'd0', 'd0', 'ar', '', '', '', '', '', '', '')"
        )
        connection.executemany(
            "INSERT INTO statements (statement, document, id, speaker, act, quotation, start, end, content, folded)"
            " VALUES (?, 1, ?, '', 'assert', 'direct', 0, 1, '', '')",
            ((k, f"s{k}") for k in range(1, count + 1)),
        )
        connection.executemany("INSERT INTO spans VALUES (?, 'content', 0, 0, 1, '')", ((k,) for k in range(1, count + 1)))
        vectors = chance.integers(-127, 128, (count, dimensions)).astype(np.int8)
        connection.executemany(
            "INSERT INTO meanings VALUES (?, ?, ?)", ((k, meaning.NAME, v.tobytes()) for k, v in enumerate(vectors, 1))
        )


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("derived", nargs="?", type=Path, default=GOLD)
    p.add_argument("--model", type=Path, action="append", default=[])
    p.add_argument("--statements", type=int, default=200_000)
    a = p.parse_args()
    quality(a.derived, a.model)
    speed(a.statements)


if __name__ == "__main__":
    main()
