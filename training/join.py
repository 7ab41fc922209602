"""Join the stand-off annotations of this folder to the texts they are of, which are not ours to copy.

usage: join.py SHARED OUT_DIR        writes OUT_DIR/own.ar.jsonl, own.en.jsonl, calibration.jsonl, english.train.jsonl,
                                     derived.train.jsonl, derived.check.jsonl

An annotation holds an id, the SHA-256 of the text and offsets; a text that does not have that hash is left out, with
a word on stderr.
"""

import hashlib
import json
import lzma
import pathlib
import sys
from collections.abc import Iterator

DERIVED_DEV = 8
CHECK = 12  # of so many of our derived records one is not trained on
HERE = pathlib.Path(__file__).parent / "annotations"


def lines(path: pathlib.Path) -> Iterator[dict]:
    opened = lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    with opened as file:
        yield from map(json.loads, file)


def entities(row: dict, text: str) -> dict:
    """The entities of an annotation, in the form of the gold files; all that the document names are there."""
    found = [e | {"aliases_in_text": [text[a:b] for a, b in e["mentions"]]} for e in row["entities"]]
    return {"entities": found, "roles": row["roles"], "entities_complete": True}


def join(annotations: pathlib.Path, texts: pathlib.Path, out: pathlib.Path) -> None:
    wanted = {a["id"]: a for a in lines(annotations)}
    named = {a["id"]: a for a in lines(HERE / "entities.jsonl")}
    missing = set(wanted)
    with out.open("w", encoding="utf-8") as file:
        for d in lines(texts):
            a = wanted.get(d["id"])
            if a is None or d["id"] not in missing:
                continue
            if hashlib.sha256(d["text"].encode()).hexdigest() != a["sha256"]:
                print(f"{d['id']}: another text", file=sys.stderr)
                continue
            missing.discard(d["id"])
            row = {k: d.get(k) for k in ("id", "outlet", "published", "lang", "text")} | {"statements": a["statements"]}
            if d["id"] in named:
                row |= entities(named[d["id"]], d["text"])
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{out}: {len(wanted) - len(missing)} documents, {len(missing)} without their text")


def derived(shared: pathlib.Path, out: pathlib.Path) -> None:
    """Our derived records with their statements, and the gold ones but for the 8 that are dev (least SHA-256 of their id).

    One in CHECK of ours goes to derived.check.jsonl.
    """
    notes = {a["id"]: a for a in lines(HERE / "derived.jsonl")}
    gold = list(lines(shared / "gold/derived.gold.jsonl"))
    dev = sorted(gold, key=lambda d: hashlib.sha256(d["id"].encode()).hexdigest())[:DERIVED_DEV]
    rows = [d for d in gold if d not in dev]
    known = {d["id"] for d in gold}
    for d in (
        d for path in (shared / "gold/train.gold.jsonl", out / "own.ar.jsonl", out / "calibration.jsonl") for d in lines(path)
    ):
        if d["id"] in notes and d["id"] not in known:
            rows.append(d | {k: notes[d["id"]][k] for k in ("meetings", "positions", "disputes")})
    checked = {i for i in notes if int(hashlib.sha256(i.encode()).hexdigest(), 16) % CHECK == 0}
    for name, kept in (
        ("train", [d for d in rows if d["id"] not in checked]),
        ("check", [d for d in rows if d["id"] in checked]),
    ):
        with (out / f"derived.{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in kept)
        print(f"{file.name}: {len(kept)} documents")


def main() -> None:
    shared, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    join(HERE / "ar.jsonl", shared / "pool/arabic_news.jsonl.xz", out / "own.ar.jsonl")
    # never trained on: the confidence is fitted on these
    join(HERE / "calibration.jsonl", shared / "pool/arabic_news.jsonl.xz", out / "calibration.jsonl")
    join(HERE / "en.jsonl", shared / "corpora/polnear.train.jsonl", out / "own.en.jsonl")
    derived(shared, out)
    # of the English gold, the en-* articles are dev: never trained on
    with (out / "english.train.jsonl").open("w", encoding="utf-8") as file:
        for d in lines(shared / "gold/english.gold.jsonl"):
            if not d["id"].startswith("en-"):
                file.write(json.dumps(d, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
