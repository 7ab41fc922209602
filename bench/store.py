"""How fast a store is filled and searched.

usage: python -m bench.store POOL.jsonl[.xz] [--articles 2000] [--workers 2] [--store FILE]

Prints articles a second of `qawl add` and the memory of its largest process, what a second run adds, and the median time of a
search with three facets, over words that contents have often, in the middle and rarely, and of one by meaning. `--store` keeps
the store, or takes the one that is there.
"""

import argparse
import itertools
import lzma
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from qawl import meaning
from qawl.fold import words
from qawl.query import ask, like, search
from qawl.store import SqliteStore, open_store

FACETS = ("speaker", "act", "outlet")
QUERIES = 60
REPEATS = 5


def articles(path: Path, count: int) -> list[str]:
    """Lines of the pool, drawn by seed."""
    opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    with opened as lines:
        found = list(lines)
    return random.Random(1).sample(found, min(count, len(found)))


def added(store: Path, source: Path, workers: int) -> tuple[float, str]:
    """Seconds that `qawl add` takes, and what it says last."""
    command = [sys.executable, "-m", "qawl", "--store", str(store), "add", "--workers", str(workers), str(source)]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, done.stderr.strip().splitlines()[-1]


def queries(store: SqliteStore, documents: int | None = None) -> list[str]:
    """Words of contents, spread over how often they occur; pairs of neighbours among them. documents: looks at the first only."""
    counts: Counter[str] = Counter()
    for key in itertools.islice(store.listed(), documents):
        record = store.record(key)
        counts.update(w for s in record.statements for c in s.content for w, _, _ in words(c.of(record.text)) if len(w) > 2)
    ranked = [w for w, _ in counts.most_common()]
    ranked = ranked[: len(ranked) // 2]
    single = [ranked[int(len(ranked) * (n / QUERIES) ** 3)] for n in range(QUERIES)]
    return single + [f"{a} {b}" for a, b in zip(single[::2], single[1::2], strict=True)]


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("pool", type=Path)
    p.add_argument("--articles", type=int, default=2000)
    p.add_argument("--workers", type=int, default=2)
    p.add_argument("--store", type=Path)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, source = a.store or Path(folder) / "qawl.db", Path(folder) / "in.jsonl"
        documents = articles(a.pool, a.articles)
        source.write_text("".join(documents), encoding="utf-8")
        for _ in range(2):
            seconds, told = added(path, source, a.workers)
            print(f"{len(documents)} articles in {seconds:.0f} s, {len(documents) / seconds:.1f} a second; {told}")
        print(f"largest process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
        print(f"store {path.stat().st_size / 2**20:.0f} MB")
        with open_store(path) as store:
            measure(store)


def measure(store: SqliteStore) -> None:
    asked = queries(store)
    times, most = [], (0, "")
    for typed in asked:
        for _ in range(REPEATS):
            start = time.perf_counter()
            page = search(store, ask(store, typed, limit=20, facets=FACETS))
            times.append(1000 * (time.perf_counter() - start))
        most = max(most, (page.total, typed))
    total = search(store, ask(store, limit=1)).total
    times.sort()
    under = times[int(0.95 * len(times))]
    print(f"{total} statements; {len(asked)} searches with three facets, each {REPEATS} times; most answers {most[0]}")
    print(f"median {statistics.median(times):.1f} ms, 95 of 100 under {under:.1f} ms, longest {times[-1]:.1f} ms")
    times, model = [], meaning.load()
    for typed in asked:
        start = time.perf_counter()
        search(store, ask(store, like=like(store, typed, model), limit=20, facets=FACETS))
        times.append(1000 * (time.perf_counter() - start))
    print(f"by meaning: median {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
