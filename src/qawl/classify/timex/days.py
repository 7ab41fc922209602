"""Rules for days, weeks, months and years: each gives the expressions that begin at a word, none where none does."""

from qawl.classify.timex.anchor import iso
from qawl.classify.timex.hit import Hit, Value, fixed, on, partly
from qawl.classify.timex.months import Named, months
from qawl.classify.timex.words import Words

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PAIRED = frozenset("-–/")
_TIMED = frozenset("HNS")
_YEARS = range(1900, 2100)  # that a number after a preposition is a year


def calendar(words: Words, at: int) -> list[Hit]:
    """A day or month, with the part of the day: yesterday evening; Monday, 12 January; the end of March."""
    part, after = words.find(at, "parts") or ("", at)
    start = words.skip(words.skip(after, "day_words"), "edges")
    if night := words.count(start, "nights"):
        offset, end = night
        return [Hit(at, end, "TIME", on(lambda a: a.relative(offset), "NI"))]
    named = months(words, start)
    if named and not part and not (len(named) == 1 and named[0].value.day):
        return [Hit(date.start if k else at, date.end, "DATE", date.value) for k, date in enumerate(named)]
    day = (named[0].value, named[0].end) if len(named) == 1 and named[0].value.day else _day(words, start)
    if day is None:
        return []
    value, end = day
    if part == "NI" and (until := words.find(words.skip(end, "joins"), "weekdays")):
        end = until[1]  # the night from Monday to Tuesday
    if not part and (found := words.find(end, "parts")):
        part, end = found
    return [Hit(at, end, "TIME" if part else "DATE", lambda a: partly(value(a), part))]


def _day(words: Words, at: int) -> tuple[Value, int] | None:
    """A relative day or a weekday, with the date that may follow it, and the word after."""
    if found := words.count(at, "days"):
        offset, end = found
        value = on(lambda a: a.relative(offset))
        if weekday := words.count(words.comma(end), "weekdays"):
            end = weekday[1]
    elif weekly := _weekday(words, at):
        value, end = weekly
    else:
        return None
    bracket = words[end] == "("
    exact = months(words, words.skip(words.comma(end) + bracket, "dating", "links"))
    if len(exact) == 1 and exact[0].value.day:
        return exact[0].value, exact[0].end + (bracket and words[exact[0].end] == ")")
    return value, end


def _weekday(words: Words, at: int) -> tuple[Value, int] | None:
    before = words.count(at, "before")
    start = before[1] if before else at
    weekday = words.count(start, "weekdays")
    if weekday is None or words.small(start):
        return None
    number, end = weekday
    which = before[0] if before else None
    if not before and (after := words.count(end, "after")):
        which, end = after
    ahead = which is None and words.ahead(at)
    return on(lambda a: a.weekday(number, which, ahead=ahead)), end


def numeric(words: Words, at: int) -> list[Hit]:
    """A date in digits: 2022-01-12, 12/1/2022, 21/10/1436 AH."""
    parts, mark = [words[at + k] for k in (0, 2, 4)], words[at + 1]
    if mark not in ("-", "–", "/", ".") or words[at + 3] != mark or words.close(at) or len(parts[1]) > 2:
        return []
    day, year = words.day(at + 4), words.year(at + 4)
    close = words.close(at + 1) and words.close(at + 3)
    if not parts[0].isdecimal() or not parts[1].isdecimal() or not (close or (year and year[1])):
        return []
    first, second = int(parts[0][:5]), int(parts[1])
    if len(parts[0]) == 4 and day:
        value = iso(first, second, day[0])
        return [Hit(at, day[1], "DATE", fixed(value))] if value else []
    day_first = words.lexicon.words.day_first
    if year is None or not (day_first or max(first, second) > 12 or first == second):
        return []
    month, number = (first, second) if second > 12 or not (day_first or first > 12) else (second, first)
    if not 1 <= month <= 12 or not 1 <= number <= 31:
        return []
    return [Hit(at, year[2], "DATE", Named(hijri=year[1], month=month, day=number, year=lambda _: year[0]))]


def period(words: Words, at: int) -> list[Hit]:
    """A unit near the day of writing: last week, the end of this month, the beginning of the year, this morning."""
    start = words.skip(at, "edges")
    if unit := words.unit(start):
        letter, offset, end = unit
        if letter in _TIMED:
            return []
        if letter == "Y" and (year := words.year(end)):
            return [Hit(at, year[2], "DATE", fixed(str(year[0])))]
        return [Hit(at, end, "DATE", lambda a: a.unit(letter, offset))]
    if start > at and (definite := words.find(start, "definite")) and not words.year(definite[1]):
        return [Hit(at, definite[1], "DATE", lambda a: a.unit(definite[0], 0))]
    before = words.count(at, "before")
    if before and before[0] == 0 and (part := words.find(before[1], "parts")):
        return [Hit(at, part[1], "TIME", on(lambda a: a.relative(0), part[0]))]
    return []


def year(words: Words, at: int, *, led: bool = False) -> list[Hit]:
    """A year, after a word that announces one or, if plausible, after a preposition (`led`: or as if); a decade (1990s)."""
    if len(words[at]) == 5 and words[at].endswith("0s") and words[at][:4].isdecimal():
        return [Hit(at, at + 1, "DATE", fixed(words[at][:3]))]
    start = words.skip(words.skip(at, "edges"), "year_words")
    found = words.year(start)
    if found is None:
        return []
    value, hijri, end = found
    marked = hijri and (end > start + 1 or not words[start].isdecimal())
    second = words.year(end + 1) if words[end] in _PAIRED else None  # 1436/1437; 1436-2015
    paired = second is not None and hijri and (second[1] or second[0] in _YEARS)
    announced = start > at or led or paired or words.led(at, "year_leads")
    plausible = start > at or ((hijri or value in _YEARS) and not words.find(end, "plurals"))
    if not marked and not (announced and plausible):
        return []
    return [Hit(at, end, "DATE", Named(hijri=True, month=0, year=lambda _: value) if hijri else fixed(str(value)))]


def season(words: Words, at: int) -> list[Hit]:
    """A season of a year: summer 2014, last summer, the summer of last year."""
    start = words.skip(at, "edges")
    before = words.count(start, "before")
    found = words.find(before[1] if before else start, "seasons")
    if found is None:
        return []
    name, end = found
    link = words.skip(end, "links")
    if told := words.year(words.skip(link, "year_words")):
        return [Hit(at, told[2], "DATE", fixed(f"{told[0]}-{name}"))]
    if (unit := words.unit(link)) and unit[0] == "Y":
        return [Hit(at, unit[2], "DATE", lambda a: f"{y}-{name}" if (y := a.unit("Y", unit[1])) else None)]
    pointing = before
    if not before and (pointing := words.count(end, "after")):
        end = pointing[1]
    if pointing is None:
        return []
    month, which = _SEASONS[name], pointing[0]
    return [Hit(at, end, "DATE", lambda a: f"{y}-{name}" if (y := a.year_of(month, 0, which, ahead=False)) else None)]
