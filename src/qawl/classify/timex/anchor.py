"""Dates: what is known of the day of writing, and the ISO values that relative times have from there."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta

import msgspec
from hijridate import Gregorian, Hijri

_MONTHS = {"M": 1, "Y": 12, "E": 120, "C": 1200}
_DAYS = {"D": 1, "W": 7, "WE": 7}
# How many months ahead a month that is named without a year may lie where nothing says that it lies ahead.
_NEAR = 2


class Anchor(msgspec.Struct, frozen=True):
    """The time of writing as far as it is known: year; year and month; or the day. Every method gives an ISO value, or None
    where what is known does not suffice.
    """

    year: int | None = None
    month: int | None = None
    day: date | None = None

    @classmethod
    def of(cls, published: str | None) -> "Anchor":
        """Of an ISO 8601 date, date with time, month or year; of anything else, nothing is known."""
        year, _, rest = (published or "").strip().partition("-")
        if len(year) != 4 or not year.isdecimal() or int(year) < 1:
            return cls()
        month = rest[:2]
        if not month.isdecimal() or not 1 <= int(month) <= 12:
            return cls(int(year))
        try:
            return cls(int(year), int(month), date(int(year), int(month), int(rest[3:5])))
        except ValueError:
            return cls(int(year), int(month))

    def written(self, weekdays: Iterable[tuple[int, int]], coming: Collection[int]) -> "Anchor":
        """The time of writing that fits what the text says of it: pairs (day relative to it, weekday from 1 for Monday), and
        months that it calls the next.

        Articles are often published a day or some after they were written: yesterday is a Friday where most of the text's
        pairs say so. Looked for between a day after publication and five days before. A text that calls the month of its
        publication the next one was written at another time: no more than the year is known.
        """
        if self.month is not None and self.month in coming:
            return Anchor(self.year)
        votes = Counter((weekday - 1 - offset) % 7 for offset, weekday in weekdays)
        if self.day is None or not votes:
            return self
        weekday = max(votes, key=lambda w: (votes[w], w == self.day.weekday() if self.day else 0))
        ahead = (weekday - self.day.weekday()) % 7
        moved = _moved(self.day, ahead if ahead <= 1 else ahead - 7)
        return Anchor(moved.year, moved.month, moved) if moved else self

    def relative(self, offset: int) -> date | None:
        """The day so many days after that of writing."""
        return _moved(self.day, offset) if self.day else None

    def weekday(self, weekday: int, which: int | None, *, ahead: bool) -> date | None:
        """A weekday. which: -1 last, 0 this week's, 1 next; None: the most recent, today's too, or where `ahead` the nearest to
        come.
        """
        if self.day is None:
            return None
        since = (self.day.isoweekday() - weekday) % 7
        to = -since % 7
        if which is None:
            days = to if ahead else -since
        elif which == 0:
            days = to if to <= 3 else -since
        else:
            days = -(since or 7) if which < 0 else to or 7
            days += 7 * (which + 1 if which < 0 else which - 1)
        return _moved(self.day, days)

    def year_of(self, month: int, day: int, which: int | None, *, ahead: bool) -> int | None:
        """The year of a month, or of a day in it (0: the month alone) that is named without one; `which` as for weekdays."""
        if self.year is None or self.month is None or which == 0:
            return self.year
        here = (self.month, self.day.day if self.day and day else 0)
        there = (month, day if here[1] else 0)
        if which is not None:
            step = -(there >= here) if which < 0 else there <= here
            return self.year + step + (which + 1 if which < 0 else which - 1)
        if ahead:
            return self.year + (there < here)
        return self.year - (there > here and month - self.month > _NEAR) + (12 + month - self.month <= _NEAR)

    def unit(self, unit: str, offset: int) -> str | None:
        """The week, weekend, month, year, decade or century so many after the present one."""
        if unit in _DAYS:
            day = self.relative(offset * _DAYS[unit])
            if day is None:
                return None
            return iso(day) if unit == "D" else week(day) + ("-WE" if unit == "WE" else "")
        if self.year is None or unit not in _MONTHS or (unit == "M" and self.month is None):
            return None
        year, month = divmod(self.year * 12 + (self.month or 1) - 1 + offset * _MONTHS[unit], 12)
        if not 1000 <= year <= 9999:
            return None
        return {"M": f"{year}-{month + 1:02d}", "Y": f"{year}", "E": f"{year // 10}", "C": f"{year // 100}"}[unit]


def iso(year: date | int, month: int = 0, day: int = 0) -> str | None:
    """The ISO date, month or year; None where there is no such day."""
    if isinstance(year, date):
        return year.isoformat()
    try:
        full = date(year, month or 1, day or 1).isoformat()
    except (ValueError, OverflowError):
        return None
    return full if day else full[:7] if month else full[:4]


def week(day: date) -> str:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def from_hijri(anchor: Anchor, year: int | None, month: int, day: int, which: int | None, *, ahead: bool) -> str | None:
    """The Gregorian day of a Hijri one; of a Hijri month or year (month 0), the Gregorian that holds its middle.

    Without a year, the one nearest to the day of writing, as for Gregorian months. None outside 1343 to 1500 AH.
    """
    try:
        if year is None:
            if anchor.day is None:
                return None
            here = Gregorian.fromdate(anchor.day).to_hijri()
            year = Anchor(here.year, here.month).year_of(month, 0, which, ahead=ahead)
            if not month or year is None:
                return None
        there = Hijri(year, month or 7, day or (15 if month else 1)).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return iso(there.year, there.month if month else 0, there.day if day else 0)


def duration(count: int | None, unit: str, *, half: bool) -> str:
    """The ISO 8601 duration of so many units (None: several), and a half."""
    timed = {"H": "H", "N": "M", "S": "S"}
    scale, letter = {"E": (10, "Y"), "C": (100, "Y"), "WE": (1, "W")}.get(unit, (1, timed.get(unit, unit)))
    whole = f"{'X' if count is None else count * scale}{letter}"
    if half and scale > 1 and count is not None:
        return f"P{count * scale + scale // 2}Y"
    rest = {"Y": "6M", "M": "2W", "D": "T12H", "H": "30M", "N": "30S"}.get(unit, "") if half else ""
    return f"P{'T' if unit in timed else ''}{whole}{rest}"


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None
