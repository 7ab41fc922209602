"""Plots of counts over time, drawn by the server: where each bar stands. Templates draw them as SVG."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

WIDTH, HEIGHT = 720, 96
"""Of the plot of one series, in units of the drawing."""

LANE, GAP = 44, 10
"""Height of a lane of several, and what is between two."""

MOST_BARS = 72
"""Months up to which each has its bar; of more, years have."""

FEWEST_BARS = 12
"""Months that a plot shows at least, so that one month is no wall."""

WIDEST = 26
"""Width of a bar at most."""

_TICKS = 7  # labels below at most

Counts = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Bar:
    """A bar: its period (`2026-05` or `2026`), how many, and its rectangle, from the upper left corner."""

    period: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Tick:
    """A label below the bars and where its middle is."""

    period: str
    x: float


@dataclass(frozen=True)
class Lane:
    """A series: its bars, the line that they stand on, and the highest of them."""

    bars: tuple[Bar, ...]
    base: float
    most: int


@dataclass(frozen=True)
class Plot:
    """One or several series over the same periods."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]

    @property
    def yearly(self) -> bool:
        """Whether the periods are years."""
        return all(len(tick.period) == 4 for tick in self.ticks)


@dataclass(frozen=True)
class Range:
    """A stretch of time on a line of WIDTH units: where it starts, how long it is."""

    x: float
    width: float


def by_month(counts: Counts, right_to_left: bool) -> Plot | None:
    """Counts by month (`2026-05`) as bars; where they span more than MOST_BARS months, by year. None where there are none.

    right_to_left: time runs as the text does.
    """
    return lanes((counts,), right_to_left, HEIGHT)


def lanes(series: Sequence[Counts], right_to_left: bool, height: float = LANE) -> Plot | None:
    """Several series as lanes below one another, all to one scale and over the same time. None where all are empty."""
    periods = _periods([month for counts in series for month, _ in counts])
    if not periods:
        return None
    sums = [_sums(counts, len(periods[0])) for counts in series]
    most = max(n for counts in sums for n in counts.values())
    step = WIDTH / len(periods)
    out = []
    for k, counts in enumerate(sums):
        base = (k + 1) * height + k * GAP
        bars = []
        for n, period in enumerate(periods):
            if count := counts.get(period, 0):
                tall = max(2.0, height * count / most)
                at = WIDTH - (n + 1) * step if right_to_left else n * step
                wide = min(WIDEST, step * 0.8)
                bars.append(Bar(period, count, _r(at + (step - wide) / 2), _r(base - tall), _r(wide), _r(tall)))
        out.append(Lane(tuple(bars), base, max(counts.values(), default=0)))
    every = -(-len(periods) // _TICKS)
    middles = ((n + 0.5) * step for n in range(len(periods)))
    ticks = [Tick(p, _r(WIDTH - x if right_to_left else x)) for p, x in zip(periods, middles, strict=True)]
    labelled = ticks[(len(ticks) - 1) % every :: every]  # the last one always
    return Plot(WIDTH, out[-1].base + 22, tuple(out), tuple(labelled))


def ranges(spans: Sequence[tuple[str | None, str | None]], right_to_left: bool) -> tuple[Range | None, ...]:
    """Stretches of time (first and last date) on one line; None for one without dates."""
    days = [(_day(first or last), _day(last or first)) for first, last in spans]
    known = [d for pair in days for d in pair if d is not None]
    if not known:
        return (None,) * len(spans)
    low, scale = min(known), WIDTH / max(1, max(known) - min(known))
    out: list[Range | None] = []
    for first, last in days:
        if first is None or last is None:
            out.append(None)
            continue
        long = max(6.0, (last - first) * scale)
        at = min((first - low) * scale, WIDTH - long)
        out.append(Range(_r(WIDTH - at - long if right_to_left else at), _r(long)))
    return tuple(out)


def _periods(months: Sequence[str]) -> list[str]:
    """All months from the first to the last, or all years."""
    known = sorted(m for m in months if _index(m) is not None)
    if not known:
        return []
    low, high = _index(known[0]) or 0, _index(known[-1]) or 0
    low = min(low, max(0, high - FEWEST_BARS + 1))
    if high - low < MOST_BARS:
        return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(low, high + 1)]
    return [f"{n:04}" for n in range(low // 12, high // 12 + 1)][-MOST_BARS:]


def _sums(counts: Counts, length: int) -> dict[str, int]:
    """Counts by the first characters of months."""
    cut = sorted((month[:length], n) for month, n in counts)
    return {period: sum(n for _, n in group) for period, group in groupby(cut, key=lambda c: c[0])}


def _index(month: str) -> int | None:
    year, _, number = month.partition("-")
    whole = year.isdigit() and len(year) == 4 and number.isdigit() and 1 <= int(number) <= 12
    return int(year) * 12 + int(number) - 1 if whole else None


def _day(value: str | None) -> int | None:
    try:
        return datetime.date.fromisoformat((value or "")[:10]).toordinal()
    except ValueError:
        return None


def _r(value: float) -> float:
    return round(value, 1)
