"""How long a reader waits for a page of the web application, on many articles and with many readers.

usage: python -m bench.web POOL.jsonl[.xz] [--articles 20000] [--extracted 1000] [--store FILE] [--readers 20] [--seconds 60]

Extracts some articles of the pool and makes a store of many out of them (`bench.many`; `--extracted 0` extracts all, for hours).
Then asks every kind of page one by one, the first time and again, and by concurrent readers who look at each page for some
seconds before the next; prints what each kind took: median, 95 of 100, longest. Of one reader the server's processor time is told
too, which other work on the machine changes little. `--store` keeps the store, or takes the one that is there.
"""

import argparse
import http.client
import itertools
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlencode

from bench.many import fill
from bench.store import added, articles, queries
from qawl.query import ask, search
from qawl.store import SqliteStore, open_store

LOOKS = 3.0
"""Seconds that a reader looks at a page on average."""

EACH = 20
"""Addresses of each kind of page."""

_STARTS = 120  # seconds that the server has to start


def made(pool: Path, path: Path, count: int, extracted: int) -> None:
    """The store: made if it is not there."""
    if path.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        base, source = Path(folder) / "base.db", Path(folder) / "in.jsonl"
        source.write_text("".join(articles(pool, extracted or count)), encoding="utf-8")
        target = base if extracted else path
        seconds, told = added(target, source, 2)
        print(f"extracted in {seconds:.0f} s; {told}")
        if extracted:
            print(f"{count} articles, their records repeated: {fill(base, path, count)} statements")


def addresses(store: SqliteStore) -> dict[str, list[str]]:
    """Addresses of each kind of page, from the heaviest to rare ones."""
    words = list(dict.fromkeys(queries(store, 500)))
    words = words[:2] + words[2 :: max(1, len(words) // EACH)]  # the most frequent ones, and all down to rare ones
    counts = {
        f.name: [v for v, _ in f.counts]
        for f in search(store, ask(store, limit=1, facets=("speaker", "party", "outlet", "month"))).facets
    }
    names, outlets, months = counts["party"] + counts["speaker"], counts["outlet"], counts["month"]
    documents = list(itertools.islice(store.listed(), 0, None, 997))
    filters = [
        {"act": "deny"},
        *({"outlet": o, "sort": "date"} for o in outlets),
        *({"party": n} for n in names),
        *({"since": m, "until": m} for m in months),
    ]
    pairs = list(itertools.combinations(names[:10], 2))
    asked: dict[str, list[tuple[str, dict[str, object]]]] = {
        "start": [("/", {})],
        "article": [(f"/d/{key}", {}) for key in documents],
        "search: words": [("/search", {"q": w}) for w in ("", *words)],
        "search: filters": [("/search", f) for f in filters],
        "search: whole texts": [("/search", {"q": w, "within": "text"}) for w in words],
        "entity": [("/who", {"name": n}) for n in names],
        "compare": [("/compare", {"party": list(p)}) for p in pairs],
        "coverage": [
            ("/coverage", {"outlet": list(p), "since": m, "until": m})
            for p, m in zip(itertools.combinations(outlets, 2), itertools.cycle(months))
        ],
        "timeline": [("/timeline", {}), *(("/timeline", {"voice": n}) for n in names), *(("/timeline", {"q": w}) for w in words)],
        "meetings": [("/meetings", {}), *(("/meetings", {"party": n}) for n in names)],
        "search.json": [("/search.json", {"q": w}) for w in words],
        "feed": [("/search.atom", {"q": w}) for w in words],
    }
    return {kind: [f"{path}?{urlencode(fields, doseq=True)}" for path, fields in all_[:EACH]] for kind, all_ in asked.items()}


def get(connection: http.client.HTTPConnection, url: str) -> tuple[float, int]:
    """Milliseconds that an answer takes, all of it, and its status."""
    start = time.perf_counter()
    connection.request("GET", url)
    answer = connection.getresponse()
    answer.read()
    return 1000 * (time.perf_counter() - start), answer.status


def spent(process: int) -> float:
    """Milliseconds of processor time that a process has taken, all its threads."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


def one_by_one(port: int, process: int, kinds: dict[str, list[str]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for label in ("first time", "again"):
        waited: dict[str, list[tuple[float, int]]] = defaultdict(list)
        worked: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for kind, url in ((kind, url) for kind, urls in kinds.items() for url in urls):
            before = spent(process)
            waited[kind].append(get(connection, url))
            worked[kind].append((spent(process) - before, waited[kind][-1][1]))
        print(f"\none reader, {label}: what the reader waits")
        show(waited)
        print(f"one reader, {label}: processor time of the server")
        show(worked)


def at_once(port: int, kinds: dict[str, list[str]], readers: int, seconds: float, looks: float) -> None:
    """Readers who ask for pages of all kinds as often as each other."""
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    until = time.perf_counter() + seconds

    def read(seed: int) -> None:
        chance = random.Random(seed)
        while time.perf_counter() < until:
            time.sleep(chance.expovariate(1 / looks) if looks else 0)
            kind = chance.choice(list(kinds))
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            found[kind].append(get(connection, chance.choice(kinds[kind])))
            connection.close()

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pages = sum(map(len, found.values()))
    print(f"\n{readers} readers, each looks at a page for {looks:g} s on average; {pages / seconds:.1f} pages a second")
    show(dict(sorted(found.items())))


def show(found: dict[str, list[tuple[float, int]]]) -> None:
    """A line for each kind: how many, median, 95 of 100, longest; then answers that are no pages."""
    for kind, answers in found.items():
        times = sorted(t for t, _ in answers)
        most = f"95 % {times[int(0.95 * len(times))]:6.0f}  longest {times[-1]:6.0f}"
        print(f"  {kind:20} {len(times):5}  median {statistics.median(times):6.0f} ms  {most}")
    wrong = Counter(status for answers in found.values() for _, status in answers if status != 200)
    print(f"  answers other than 200: {dict(wrong) or 'none'}")


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("pool", type=Path)
    p.add_argument("--articles", type=int, default=20_000)
    p.add_argument("--extracted", type=int, default=1_000)
    p.add_argument("--store", type=Path)
    p.add_argument("--readers", type=int, default=20)
    p.add_argument("--seconds", type=float, default=60)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = a.store or Path(folder) / "many.db"
        made(a.pool, path, a.articles, a.extracted)
        with open_store(path) as store:
            kinds = addresses(store)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "qawl", "--store", str(path), "serve", "--port", str(port)]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            wait(port)
            one_by_one(port, server.pid, kinds)
            for looks in (LOOKS, 0):
                at_once(port, kinds, a.readers, a.seconds, looks)
        finally:
            server.terminate()
            server.wait()


def wait(port: int) -> None:
    """Until the server answers."""
    for _ in range(10 * _STARTS):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise SystemExit("the server does not start")


if __name__ == "__main__":
    main()
