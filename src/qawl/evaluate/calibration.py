"""Whether a confidence of 0.8 is right eight times in ten."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The predictions with a confidence from `low` up to, not including, `high`; the last bin includes 1.

    `confidence` is their mean confidence, `right` the share of them that is right; both 0 where `count` is 0.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True)
class Calibration:
    """How well confidences fit outcomes, over `count` predictions.

    `error` is the expected calibration error: the mean distance of a bin's confidence from its share of right ones,
    weighted by the bin's size, over ten bins of equal width. `brier` is the mean squared distance of a confidence from
    its outcome. Both run from 0 (best) to 1. `bins` is the reliability table.
    """

    count: int
    error: float
    brier: float
    bins: tuple[Bin, ...]


def calibrate(outcomes: Iterable[tuple[float, bool]]) -> Calibration | None:
    """The calibration of (confidence from 0 to 1, whether it was right) pairs, in any order; None where there are none."""
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in outcomes:
        binned[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    count = sum(map(len, binned))
    if not count:
        return None
    bins = tuple(_bin(number, members) for number, members in enumerate(binned))
    return Calibration(
        count=count,
        error=fsum(b.count * abs(b.confidence - b.right) for b in bins) / count,
        brier=fsum((confidence - right) ** 2 for members in binned for confidence, right in members) / count,
        bins=bins,
    )


def _bin(number: int, members: list[tuple[float, bool]]) -> Bin:
    n = len(members)
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        count=n,
        confidence=fsum(confidence for confidence, _ in members) / n if n else 0.0,
        right=sum(right for _, right in members) / n if n else 0.0,
    )
