"""Months, and days of months, by name: 12 January 2022, the 5th of this month, 12 to 14 July, Rajab 1443 AH."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from qawl.classify.timex.anchor import Anchor, from_hijri, iso
from qawl.classify.timex.words import Month, Words


class Named(msgspec.Struct, frozen=True):
    """A month, or a day of one (0: the month alone), as the text names it. `which` as in `Anchor.weekday`.

    Where month is 0, `which` counts months from the present one (of this month); a Hijri year's month may be 0 as well.
    """

    hijri: bool
    month: int
    day: int = 0
    year: Callable[[Anchor], int | None] | None = None
    which: int | None = None
    ahead: bool = False

    def __call__(self, anchor: Anchor) -> str | None:
        """Its ISO value."""
        year = self.year(anchor) if self.year else None
        if self.hijri:
            return from_hijri(anchor, year, self.month, self.day, self.which, ahead=self.ahead)
        if not self.month:
            month = anchor.unit("M", self.which or 0)
            return iso(int(month[:4]), int(month[5:]), self.day) if month else None
        if self.year is None:
            year = anchor.year_of(self.month, self.day, self.which, ahead=self.ahead)
        return iso(year, self.month, self.day) if year else None


class Dated(NamedTuple):
    """A date's first word, the word after it, and its value."""

    start: int
    end: int
    value: Named


def months(words: Words, at: int) -> list[Dated]:
    """The dates that begin at a word: one, or two that share their month."""
    if day := words.day(at):
        return _from_day(words, at, *day)
    before = words.count(at, "before")
    month = words.month(before[1] if before else at)
    if month is None:
        return []
    if before:
        return [Dated(at, month.end, Named(month.hijri, month.number, which=before[0]))]
    day = words.day(month.end) if words[month.end][:1].isdecimal() else None
    if day and (words.lexicon.words.month_first or words.year(words.comma(day[1]))):
        return _from_month(words, at, month, *day)
    dated = _dated(words, at, *_named(words, at, month, 0, month.end))
    named = dated.value
    told = month.sure or named.year or named.which is not None or words.led(at, "leading")
    return [dated] if told else []


def _from_day(words: Words, at: int, day: int, after: int) -> list[Dated]:
    """12 January; the 12th of this month; 12 to 14 January."""
    link = words.skip(after, "links")
    if month := words.month(link):
        return [_dated(words, at, *_named(words, at, month, day, month.end))]
    if link > after and (unit := words.unit(link)) and unit[0] == "M":
        return [Dated(at, unit[2], Named(hijri=False, month=0, day=day, which=unit[1]))]
    join = words.skip(after, "joins")
    second = words.day(join) if join > after else None
    if second and (month := words.month(words.skip(second[1], "links"))):
        named, end = _named(words, at, month, second[0], month.end)
        return [Dated(at, after, msgspec.structs.replace(named, day=day)), Dated(join, end, named)]
    return []


def _from_month(words: Words, at: int, month: Month, day: int, after: int) -> list[Dated]:
    """January 12, 2022; January 12-14."""
    join = words.skip(after, "joins")
    second = words.day(join) if join > after and words[join][:1].isdecimal() and not words.month(join + 1) else None
    named, end = _named(words, at, month, day, second[1] if second else after)
    if second:
        return [Dated(at, after, named), Dated(join, end, msgspec.structs.replace(named, day=second[0]))]
    return [_dated(words, at, named, end)]


def _named(words: Words, at: int, month: Month, day: int, end: int) -> tuple[Named, int]:
    """A date that runs to a word at least, with what tells its year behind it (2022, of last year, last), and the word after."""
    hijri, which, ahead = month.hijri, None, False
    year: Callable[[Anchor], int | None] | None = None
    link = words.skip(end, "links")
    if told := words.year(words.skip(link, "year_words")) or words.year(words.comma(end)):
        value, other, end = told
        hijri, year = hijri or other, lambda _: value
    elif (unit := words.unit(link)) and unit[0] == "Y":
        _, offset, end = unit
        year = lambda a: a.year + offset if a.year else None  # noqa: E731
    elif after := words.count(end, "after"):
        which, end = after
    else:
        ahead = words.ahead(at)
    return Named(hijri, month.number, day, year, which, ahead), end


def _dated(words: Words, at: int, named: Named, end: int) -> Dated:
    """A date with the year of the one that follows where it has none of its own: May and June 2021."""
    join = words.skip(end, "joins")
    if named.year is None and named.which is None and join > end:
        day = words.day(join)
        if month := words.month(words.skip(day[1], "links") if day else join):
            other, _ = _named(words, join, month, 0, month.end)
            named = msgspec.structs.replace(named, year=other.year, which=other.which)
    return Dated(at, end, named)
