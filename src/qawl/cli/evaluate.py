"""`qawl evaluate`."""

import fnmatch
import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import click

from qawl.cli.messages import say, say_failed
from qawl.cli.output import Output
from qawl.errors import GoldError, UsageError
from qawl.evaluate import (
    Attributor,
    Shortfall,
    check_golds,
    count,
    count_derived,
    given_statements,
    read_documents,
    read_floors,
    render_derived_json,
    render_derived_text,
    render_json,
    render_text,
    shortfalls,
)
from qawl.export import to_json
from qawl.marks import shown
from qawl.parallel import Make, run
from qawl.pipeline import load
from qawl.read import Failure
from qawl.types import Document

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("gold", type=_FILE)
@click.argument("pred", type=_FILE, required=False)
@click.option("--given", is_flag=True, help="Give GOLD's statements instead of extracting: speakers, links, times alone.")
@click.option("--derived", is_flag=True, help="Figures of roles, meetings, positions, disputes and times instead.")
@click.option("--by", metavar="FIELD", help="Figures for each value of a field too: outlet, lang, id.")
@click.option("--only", metavar="GLOB", multiple=True, help="Only the gold documents whose id matches; may be given again.")
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
    given: bool,
    derived: bool,
    by: str | None,
    only: tuple[str, ...],
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
    if given and pred:
        raise UsageError("--given makes its own predictions: name no PRED")
    if derived and (by or errors):
        raise UsageError("--derived goes without --by and --errors")
    limits = _floors(floors, floor_set) if floors else {}
    every = check_golds(read_documents(gold)).values()
    golds = [d for d in every if not only or any(fnmatch.fnmatchcase(d["id"], pattern) for pattern in only)]
    if not golds:
        raise GoldError(f"{gold}: no document" + (f" whose id matches {' or '.join(only)}" if only else ""))
    failed = 0
    if pred:
        predictions = list(read_documents(pred))
    else:
        make: Make = functools.partial(load, model, convention=convention)
        if given:
            statements = {d["id"]: given_statements(d) for d in golds}
            # it is called with a document for its record, which is all that `run` does with a pipeline
            make = cast(Make, functools.partial(Attributor, make, statements))
        predictions, failed = _records(golds, make, workers)
    lines, short = _compared(golds, predictions, derived, by, errors, as_json, limits)
    with Output(None) as out:
        out.write("".join(shown(line) + "\n" for line in "\n".join(lines).split("\n")).encode())
    for s in short:
        say(f"below the floor: {s}")
    if short or failed:
        ctx.exit(1)


def _compared(
    golds: Sequence[Mapping[str, Any]],
    predictions: Sequence[Mapping[str, Any]],
    derived: bool,
    by: str | None,
    errors: int,
    as_json: bool,
    limits: Mapping[str, float],
) -> tuple[list[str], tuple[Shortfall, ...]]:
    """The report's lines, and what falls short."""
    if derived:
        found = count_derived(golds, predictions)
        return [render_derived_json(found)] if as_json else render_derived_text(found), shortfalls(found, limits)
    report, fields = count(golds, predictions), [by] if by else []
    return [render_json(report, fields)] if as_json else render_text(report, fields, errors), shortfalls(report, limits)


def _floors(path: Path, name: str) -> dict[str, float]:
    tables = read_floors(path)
    if name not in tables:
        raise UsageError(f"{path} has no table [{name}]")
    return tables[name]


def _records(golds: Sequence[Mapping[str, Any]], make: Make, workers: int) -> tuple[list[Mapping[str, Any]], int]:
    """Records of the gold documents' texts, and how many documents failed."""
    known = ("id", "text", "lang", "published", "outlet")
    documents = [Document(**{k: d[k] for k in known if d.get(k) is not None}) for d in golds]
    out: list[Mapping[str, Any]] = []
    for _, outcome in run(make, documents, workers):
        if isinstance(outcome, Failure):
            say_failed(outcome)
        else:
            out.append(json.loads(to_json(outcome)))
    return out, len(documents) - len(out)
