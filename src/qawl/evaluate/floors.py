"""Floors: the figures that a release may not fall short of."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qawl.errors import FileMissing, UsageError
from qawl.evaluate.derived import DERIVED_ACCURACIES, DERIVED_SCORES, DerivedReport
from qawl.evaluate.figures import ACCURACIES, SCORES, Report

# What is better the lower it is, and so takes a limit from above.
_ERRORS = ("calibration_error", "brier")
_MAX = "_max"
_KEYS = (*SCORES, *ACCURACIES, *DERIVED_SCORES, *DERIVED_ACCURACIES, *(name + _MAX for name in _ERRORS))


@dataclass(frozen=True)
class Shortfall:
    """A figure on the wrong side of its limit; `value` is None where the report has nothing to measure it by.

    `limit` is the least value that would do, or the greatest where `ceiling` holds.
    """

    name: str
    value: float | None
    limit: float
    ceiling: bool = False

    def __str__(self) -> str:
        limit = f"{'ceiling' if self.ceiling else 'floor'} {self.limit:.6g}"
        if self.value is None:
            return f"{self.name}: nothing to measure it by ({limit})"
        return f"{self.name}: {self.value:.6g} is {'over' if self.ceiling else 'under'} the {limit}"


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """The floors in a TOML file, by table; a table stands for a set of gold documents and one report on it.

    A key is a figure's name (F1 for those of `SCORES`, accuracy for those of `ACCURACIES`; for a report on the derived
    record those of `DERIVED_SCORES` and `DERIVED_ACCURACIES`), or `calibration_error_max` or `brier_max`; a value is a
    number from 0 to 1. Raises FileMissing where the file can't be opened, UsageError where it holds anything else.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileMissing(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no TOML ({error})") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise UsageError(f"{path}: {name} stands in no table")
        for key, limit in table.items():
            _check(key, limit, f"{path}, [{name}]")
    return {name: {key: float(limit) for key, limit in table.items()} for name, table in tables.items()}


def shortfalls(report: Report | DerivedReport, floors: Mapping[str, float]) -> tuple[Shortfall, ...]:
    """What in the report falls short of one table of floors, in the table's order; a value at its limit does not.

    A figure that the report can't give, for want of gold and predictions with it, falls short. Raises UsageError
    where a key is no figure or a limit no number from 0 to 1.
    """
    measured = _measured(report)
    out = []
    for key, limit in floors.items():
        _check(key, limit, "floors")
        name, ceiling = key.removesuffix(_MAX), key.endswith(_MAX)
        value = measured.get(name)
        if value is None or (value > limit if ceiling else value < limit):
            out.append(Shortfall(name, value, limit, ceiling))
    return tuple(out)


def _measured(report: Report | DerivedReport) -> dict[str, float]:
    out = {name: score.f1 for name, score in report.scores.items() if score.gold or score.pred}
    out |= {name: accuracy.accuracy for name, accuracy in report.accuracies.items()}
    if isinstance(report, Report) and report.calibration:
        out |= {"calibration_error": report.calibration.error, "brier": report.calibration.brier}
    return out


def _check(key: str, limit: object, where: str) -> None:
    if key not in _KEYS:
        hint = f"; {key + _MAX} is" if key in _ERRORS else ""
        raise UsageError(f"{where}: {key} is no figure with a floor{hint}")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 <= limit <= 1:
        raise UsageError(f"{where}: {key} = {limit!r} is no number from 0 to 1")
