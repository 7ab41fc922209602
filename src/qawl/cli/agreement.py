"""`qawl agreement`."""

from pathlib import Path

import click
import msgspec
from rich.table import Table

from qawl.cli.output import Output, show
from qawl.errors import BadField
from qawl.export.agreement import Agreement, agreements, read_sheet
from qawl.marks import shown

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("sheets", nargs=-1, required=True, type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
def agreement(sheets: tuple[Path, ...], as_json: bool) -> None:
    """Compare what coders filled into SHEETS of `export --format sample` with what Qawl found, and coders with each other.

    Share of agreement with its 95 % interval, Krippendorff's alpha, Cohen's kappa (–: one gives the same answer throughout).
    Cells left empty count nowhere.
    """
    found = agreements([read_sheet(path) for path in sheets])
    if not found:
        raise BadField("nothing is filled in yet")
    with Output(None) as out:
        if as_json:
            out.write(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
        else:
            show(_table(found), out)


def _table(found: list[Agreement]) -> Table:
    table = Table(box=None, padding=(0, 1))
    for name in ("question", "between", "of", "agree", "95 %", "alpha", "kappa"):
        table.add_column(name, justify="left" if name in ("question", "between") else "right")
    for a in found:
        low, high = a.interval
        between = " and ".join(map(shown, a.between))
        table.add_row(
            a.question, between, str(a.units), f"{a.share:.3f}", f"{low:.2f}-{high:.2f}", _figure(a.alpha), _figure(a.kappa)
        )
    return table


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
