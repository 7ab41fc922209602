"""How much of real pages the reader finds.

usage: python -m bench.reading [../shared/html]

`reading.json` says what a person sees on each page in Chromium: the date, and the lines of the article in order, as hashes of
their letters, digits and quotation marks, so that no text of other people's stands here. Printed are, page by page, whether title
and date are right, and the paragraphs found, lost, and read though they are no part of the article.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qawl.marks import QUOTES
from qawl.read import Failure, documents
from qawl.types import Document

EXPECTED = Path(__file__).with_suffix(".json")
FOLDER = Path(__file__).parents[2] / "shared" / "html"


@dataclass(frozen=True)
class Outcome:
    """What was found of one page; lines are counted, the title aside."""

    name: str
    title: bool
    date: bool
    found: int
    lost: int
    extra: int


def line_hash(line: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a line's letters, digits and quotation marks."""
    letters = "".join(c for c in line if c.isalnum() or c in QUOTES)
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


def outcome(page: dict[str, Any], document: Document) -> Outcome:
    seen = [line_hash(line) for line in document.text.split("\n")]
    body = seen[1:]
    found = len(set(page["lines"]) & set(body))
    title = line_hash(document.title or "") == page["title"] == seen[0]
    return Outcome(
        page["page"], title, document.published == page["published"], found, len(page["lines"]) - found, len(body) - found
    )


def outcomes(folder: Path) -> list[Outcome]:
    pages = json.loads(EXPECTED.read_text(encoding="utf-8"))
    read = {Path(d.id).name: d for d in documents([folder / p["page"] for p in pages])}
    out = []
    for page in pages:
        document = read[page["page"]]
        if isinstance(document, Failure):
            raise SystemExit(f"{document.id}: {document.error}")
        out.append(outcome(page, document))
    return out


def main() -> None:
    rows = outcomes(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    print(f"{'page':32} {'title':6} {'date':6} {'found':>6} {'lost':>6} {'extra':>6}")
    for r in rows:
        right = ("right" if ok else "wrong" for ok in (r.title, r.date))
        print(f"{r.name:32} {next(right):6} {next(right):6} {r.found:6} {r.lost:6} {r.extra:6}")
    found, lost, extra = (sum(getattr(r, name) for r in rows) for name in ("found", "lost", "extra"))
    print(f"{len(rows)} pages: {found} paragraphs found, {lost} lost, {extra} read that are none")


if __name__ == "__main__":
    main()
