"""Sheets that coders filled, read back: how far they agree with Qawl, and with each other."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import get_args

from qawl.errors import BadField
from qawl.export.sample import CHECKED, CODED, SHEET
from qawl.export.sheet import read_rows
from qawl.types import Act, QuotationType

QAWL = "Qawl"
_WORDS = {"y": ("y", "yes", "1", "true", "نعم"), "n": ("n", "no", "0", "false", "لا")}
_YES_OR_NO = {word: value for value, words in _WORDS.items() for word in words}
_VALUES = {"coded_act": get_args(Act), "coded_quotation": get_args(QuotationType)}
_Z = 1.96  # of a 95 % interval

Key = tuple[str, str]
Coded = dict[str, dict[Key, str]]


@dataclass(frozen=True)
class Sheet:
    """What a coder filled in: by column, for each statement (document and id), and Qawl's own values by the same columns."""

    name: str
    coded: Coded
    qawl: Coded


@dataclass(frozen=True)
class Agreement:
    """Agreement on one question. `share` of the units coded by both, with its 95 % interval (Wilson); Krippendorff's `alpha` and,
    of two, Cohen's `kappa`, both nominal: None where all values of one are the same, as chance then explains everything.
    """

    question: str
    between: tuple[str, ...]
    units: int
    share: float
    interval: tuple[float, float]
    alpha: float | None
    kappa: float | None


def read_sheet(path: Path) -> Sheet:
    """A filled sheet. Raises FileMissing, NotText, and BadField for what is no sheet or no answer, naming the line."""
    rows = read_rows(path)
    missing = [c for c in SHEET if c != "note" and (not rows or c not in rows[0])]
    if missing:
        raise BadField(f"{path}: no sheet of `qawl export --format sample`: it has no column {missing[0]}")
    coded: Coded = {column: {} for column in (*CHECKED, *CODED)}
    qawl: Coded = {column: {} for column in (*CHECKED, *CODED)}
    for number, row in enumerate(rows, 2):
        key = (row["document"], row["statement"])
        for column in coded:
            answer = row[column].strip().lower()
            if answer:
                coded[column][key] = _answer(answer, column, f"{path}: row {number}")
                qawl[column][key] = row[CODED[column]] if column in CODED else "y"
    return Sheet(path.name, coded, qawl)


def agreements(sheets: Sequence[Sheet]) -> list[Agreement]:
    """Qawl with each coder, question by question, then the coders with each other where there are several.

    Qawl answers every question for a statement of its own with yes: only the share says something there.
    """
    out = []
    for column in (*CHECKED, *CODED):
        for one in sheets:
            out.append(_agreement(column, (QAWL, one.name), (one.qawl[column], one.coded[column])))
        if len(sheets) > 1:
            out.append(_agreement(column, tuple(s.name for s in sheets), [s.coded[column] for s in sheets]))
    return [a for a in out if a.units]


def _answer(answer: str, column: str, place: str) -> str:
    if column in CHECKED:
        if answer not in _YES_OR_NO:
            raise BadField(f"{place}: {column} is y or n, not {answer!r}")
        return _YES_OR_NO[answer]
    if answer not in _VALUES[column]:
        raise BadField(f"{place}: {column} is one of {', '.join(_VALUES[column])}, not {answer!r}")
    return answer


def _agreement(question: str, between: tuple[str, ...], answers: Sequence[dict[Key, str]]) -> Agreement:
    keys = dict.fromkeys(k for a in answers for k in a)
    units = [values for k in keys if len(values := [a[k] for a in answers if k in a]) > 1]
    pairs = [pair for values in units for pair in permutations(values, 2)]
    share = sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0
    chance = question in CODED or QAWL not in between  # always yes is beyond chance in nothing
    kappa = cohen_kappa([(u[0], u[1]) for u in units]) if chance and len(answers) == 2 else None
    alpha = krippendorff_alpha(units) if chance else None
    return Agreement(question, between, len(units), share, _interval(share, len(units)), alpha, kappa)


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal values: for each unit the values that coders gave it, in any order."""
    together: defaultdict[tuple[str, str], float] = defaultdict(float)  # the matrix of coincidences
    for values in units:
        for pair in permutations(values, 2):
            together[pair] += 1 / (len(values) - 1)
    totals: defaultdict[str, float] = defaultdict(float)
    for (a, _), n in together.items():
        totals[a] += n
    count = sum(totals.values())
    apart = sum(n for (a, b), n in together.items() if a != b)
    expected = sum(totals[a] * totals[b] for a, b in permutations(totals, 2))
    return 1 - (count - 1) * apart / expected if expected else None


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two coders' values."""
    if not pairs:
        return None
    count = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[v] * second[v] for v in first) / count**2
    return (sum(a == b for a, b in pairs) / count - chance) / (1 - chance) if chance < 1 else None


def _interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z / (1 + _Z**2 / count) * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)
