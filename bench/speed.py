"""How fast extraction is, and what it costs.

usage: python -m bench.speed POOL.jsonl[.xz] [--articles 200]

Prints words a second with one process and with two, the share of the bare encoder's speed (one pass over the same
text in windows without overlap) that the whole pipeline reaches, the time from start to the first statement, the
peak memory of a worker, and how time grows with length. A word is a run of letters and digits (`\\w+`).
"""

import argparse
import json
import lzma
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import qawl
from qawl.encode import cut, windows
from qawl.parallel import run
from qawl.segment import segment
from qawl.types import Document

EXAMPLE = Path(__file__).parent.parent / "examples" / "nahrain-talks.ar.txt"
WARM = 30
CHILD = """
import resource, sys, time
start = time.perf_counter()
import qawl
text = open({path!r}, encoding="utf-8").read()
record = qawl.extract(text)
print(time.perf_counter() - start, len(record.statements), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def articles(path: Path, count: int) -> list[Document]:
    opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    with opened as lines:
        found = [json.loads(line) for line in lines]
    return [Document(id=d["id"], text=d["text"], lang="ar") for d in random.Random(1).sample(found, min(count, len(found)))]


def words(documents: list[Document]) -> int:
    return sum(len(re.findall(r"\w+", d.text)) for d in documents)


def raw_encoder(pipeline: qawl.Pipeline, documents: list[Document]) -> float:
    """Seconds for one pass of the encoder's graph over the texts, tokenizing excluded."""
    encoder = pipeline._model.encode
    batches = []
    for d in documents:
        pieces = cut(d.text, segment(d.text), encoder._tokenizer)
        for a, b in windows(pieces, encoder._size, 0):
            low, high = int(pieces.first[a]), int(pieces.last[b - 1]) + 1
            batches.append(encoder._embeddings(pieces.ids[low:high], pieces.flags[low:high], 0)[None])
    start = time.perf_counter()
    for x in batches:
        encoder._session.run({"embedded": x})
    return time.perf_counter() - start


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("pool", type=Path)
    p.add_argument("--articles", type=int, default=200)
    a = p.parse_args()
    documents = articles(a.pool, a.articles)
    total = words(documents)
    pipeline = qawl.load()
    pipeline(documents[0])
    start = time.perf_counter()
    statements = sum(len(r.statements) for r in pipeline.stream(documents))
    one = time.perf_counter() - start
    raw = raw_encoder(pipeline, documents)
    print(f"{len(documents)} articles, {total} words, {statements} statements")
    print(f"one process, one thread   {total / one:8.0f} words/s")
    print(f"encoder alone             {total / raw:8.0f} words/s; the pipeline reaches {raw / one:.0%} of it")
    warm = documents[:WARM]
    outcomes = run(qawl.load, [*warm, *documents], workers=2)
    for _ in warm:  # until both workers have their model and are at work
        next(outcomes)
    start = time.perf_counter()
    for _ in outcomes:
        pass
    two = time.perf_counter() - start
    print(f"two processes             {total / two:8.0f} words/s, {one / two:.2f} times one")
    child = subprocess.run([sys.executable, "-c", CHILD.format(path=str(EXAMPLE))], capture_output=True, text=True, check=True)
    seconds, _, peak = child.stdout.split()
    print(f"start to first statements {float(seconds):8.2f} s")
    many = Path("/tmp/qawl-bench.jsonl")
    many.write_text("\n".join(json.dumps({"id": d.id, "text": d.text}) for d in documents), encoding="utf-8")
    code = (
        "import resource, sys; from qawl.read import documents; import qawl; p = qawl.load()\n"
        f"for r in p.stream(documents([{str(many)!r}])): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peak = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    print(f"peak memory of a worker   {int(peak) / 1024:8.0f} MB")
    text = "\n".join(d.text for d in documents)
    for times in (20_000, 40_000, 80_000, 160_000):
        start = time.perf_counter()
        pipeline(Document(id="x", text=text[:times], lang="ar"))
        took = time.perf_counter() - start
        print(f"  {times:7} characters       {took:8.2f} s, {took / times * 1e6:.1f} µs each")


if __name__ == "__main__":
    main()
