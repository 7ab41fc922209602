"""`qawl evaluate`."""

import fnmatch
import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from qawl.cli.messages import say, say_failed
from qawl.cli.output import Output
from qawl.errors import GoldError, UsageError
from qawl.evaluate import check_golds, count, read_documents, read_floors, render_json, render_text, shortfalls
from qawl.export import to_json
from qawl.marks import shown
from qawl.parallel import run
from qawl.pipeline import load
from qawl.read import Failure
from qawl.types import Document

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("gold", type=_FILE)
@click.argument("pred", type=_FILE, required=False)
@click.option("--by", metavar="FIELD", help="Figures for each value of a field too: outlet, lang, id.")
@click.option("--only", metavar="GLOB", help="Only the gold documents whose id matches.")
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="List the first N misses.")
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
@click.option("--floors", type=_FILE, help="TOML file of floors; exit status 1 where a figure is below its own.")
@click.option("--set", "floor_set", default="dev", show_default=True, help="Which table of the floors file counts.")
@click.option("--model", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of another model.")
@click.option("--convention", default="qawl", show_default=True, help="Convention of annotation: qawl, or polnear.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: Path,
    pred: Path | None,
    by: str | None,
    only: str | None,
    errors: int,
    as_json: bool,
    floors: Path | None,
    floor_set: str,
    model: Path | None,
    convention: str,
    workers: int,
) -> None:
    """Compare predicted statements with annotated ones.

    GOLD holds annotated documents, one a line; PRED the output of `extract --format jsonl`. Without PRED the texts of
    GOLD are extracted first.
    """
    limits = _floors(floors, floor_set) if floors else {}
    golds = [d for d in check_golds(read_documents(gold)).values() if only is None or fnmatch.fnmatchcase(d["id"], only)]
    if not golds:
        raise GoldError(f"{gold}: no document" + (f" whose id matches {only}" if only else ""))
    failed = 0
    if pred:
        predictions = list(read_documents(pred))
    else:
        predictions, failed = _extracted(golds, model, convention, workers)
    report = count(golds, predictions)
    fields = [by] if by else []
    lines = [render_json(report, fields)] if as_json else render_text(report, fields, errors)
    with Output(None) as out:
        out.write("".join(shown(line) + "\n" for line in "\n".join(lines).split("\n")).encode())
    short = shortfalls(report, limits)
    for s in short:
        say(f"below the floor: {s}")
    if short or failed:
        ctx.exit(1)


def _floors(path: Path, name: str) -> dict[str, float]:
    tables = read_floors(path)
    if name not in tables:
        raise UsageError(f"{path} has no table [{name}]")
    return tables[name]


def _extracted(
    golds: Sequence[Mapping[str, Any]], model: Path | None, convention: str, workers: int
) -> tuple[list[Mapping[str, Any]], int]:
    """Records of the gold documents' texts, and how many documents failed."""
    documents = [Document(id=d["id"], text=d["text"], lang=d.get("lang") or "", published=d.get("published")) for d in golds]
    out: list[Mapping[str, Any]] = []
    for _, outcome in run(functools.partial(load, model, convention=convention), documents, workers):
        if isinstance(outcome, Failure):
            say_failed(outcome)
        else:
            out.append(json.loads(to_json(outcome)))
    return out, len(documents) - len(out)
