"""`qawl evaluate`."""

import fnmatch
import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from qawl.errors import GoldError, UsageError
from qawl.evaluate import count, read_documents, read_floors, render_json, render_text, shortfalls
from qawl.export import to_json
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
    golds = [d for d in read_documents(gold) if only is None or fnmatch.fnmatchcase(str(d.get("id")), only)]
    if not golds:
        raise GoldError(f"{gold}: no document" + (f" whose id matches {only}" if only else ""))
    predictions = list(read_documents(pred)) if pred else _extracted(golds, model, convention, workers)
    report = count(golds, predictions)
    fields = [by] if by else []
    click.echo(render_json(report, fields) if as_json else "\n".join(render_text(report, fields, errors)))
    if floors:
        tables = read_floors(floors)
        if floor_set not in tables:
            raise UsageError(f"{floors} has no table [{floor_set}]")
        short = shortfalls(report, tables[floor_set])
        for s in short:
            click.echo(f"qawl: below the floor: {s}", err=True)
        if short:
            ctx.exit(1)


def _extracted(golds: Sequence[Mapping[str, Any]], model: Path | None, convention: str, workers: int) -> list[dict[str, Any]]:
    documents = [Document(id=d["id"], text=d["text"], lang=d.get("lang") or "", published=d.get("published")) for d in golds]
    out = []
    for _, outcome in run(functools.partial(load, model, convention=convention), documents, workers):
        if isinstance(outcome, Failure):
            click.echo(f"qawl: {outcome.id}: {outcome.error.code}: {outcome.error}", err=True)
        else:
            out.append(json.loads(to_json(outcome)))
    return out
