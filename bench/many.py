"""A store of many articles, made of few: the records of those repeated in other words, under other names and dates.

usage: python -m bench.many BASE.db STORE.db [--articles 20000]

Extraction takes a third of a second an article and more, what a reader waits for does not depend on it. So the records of a small
store (`qawl add`) are put again and again. Every time a third of the words that no party on record is called by are others of the
same length, spans and numbers stay, and dates move by some weeks: vocabulary, names and months grow as they would.
"""

import argparse
import datetime
import re
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from qawl import __version__
from qawl.store import open_store
from qawl.types import Document, Record

SHIFT = 23
"""Days by which each repetition is earlier than the one before."""

_NAMES = {"speaker", "name", "aliases_in_text", "person", "holder", "holders", "of", "issue", "parties", "delegates"}
_WORD = re.compile(r"[^\W\d_]{4,}")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}")


def repeated(document: Document, record: Record, number: int) -> tuple[Document, Record]:
    """A document and its record in other words; number 0 is what they are."""
    if not number:
        return document, record
    kept = {w for e in record.entities if e.key for name in (e.name, *e.aliases_in_text) for w in _WORD.findall(name)}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        changed = word not in kept and zlib.crc32(f"{number} {word}".encode()) % 3 == 0
        return word[0] + word[-2:0:-1] + word[-1] if changed else word

    def reworded(value: str) -> str:
        return _WORD.sub(other, value)

    def shifted(value: str) -> str:
        return _DAY.sub(lambda m: _earlier(m[0], SHIFT * number), value)

    new = _mapped(record, _NAMES, reworded)
    new = _mapped(new, {"published", "time", "date", "as_of"}, shifted)
    about = {
        "id": f"{document.id}-{number}",
        "text": reworded(document.text),
        "title": document.title and reworded(document.title),
        "published": document.published and shifted(document.published),
    }
    return (msgspec.structs.replace(document, **about), msgspec.convert({**new, **about}, Record))


def _mapped(value: object, names: set[str], change: Callable[[str], str]) -> dict[str, object]:
    """Fields with these names changed, however deep they stand."""

    def walk(at: object, named: bool) -> object:
        if isinstance(at, dict):
            return {k: walk(v, k in names) for k, v in at.items()}
        if isinstance(at, (list, tuple)):
            return [walk(v, named) for v in at]
        return change(at) if named and isinstance(at, str) else at

    return walk(msgspec.to_builtins(value), False)  # type: ignore[return-value]


def _earlier(day: str, days: int) -> str:
    try:
        return (datetime.date.fromisoformat(day) - datetime.timedelta(days)).isoformat()
    except ValueError:
        return day


def fill(base: Path, path: Path, articles: int) -> int:
    """Put so many articles into a new store; how many statements they have."""
    with open_store(base, create=False) as few, open_store(path) as many:
        known = [(few.document(key), few.record(key)) for key in few.listed()]
        statements = 0
        for document, record in _first(known, articles):
            many.put(document, record, __version__)
            statements += len(record.statements)
    return statements


def _first(known: list[tuple[Document, Record]], articles: int) -> Iterator[tuple[Document, Record]]:
    for k in range(articles):
        yield repeated(*known[k % len(known)], k // len(known))


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("base", type=Path)
    p.add_argument("store", type=Path)
    p.add_argument("--articles", type=int, default=20_000)
    a = p.parse_args()
    start = time.perf_counter()
    statements = fill(a.base, a.store, a.articles)
    print(f"{a.articles} articles, {statements} statements in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
