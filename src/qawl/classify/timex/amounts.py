"""Rules for lengths of time, for times counted by them, for sets, clock times and vague words."""

from qawl.classify.timex.anchor import duration
from qawl.classify.timex.hit import Hit, fixed, on
from qawl.classify.timex.words import Words

_REFS = ("PRESENT_REF", "FUTURE_REF", "PAST_REF")
_TIMED = frozenset("HNS")


def ago(words: Words, at: int) -> list[Hit]:
    """A time counted back from the day of writing (two weeks ago), not from something else (two weeks before the vote); some days
    ago is a mere past.

    Weeks give a day, or where their number is rough (some two weeks ago) a week.
    """
    before = words.find(at, "ago_before")
    amount = _quantity(words, before[1] if before else at, bare=bool(before))
    if amount is None:
        return []
    count, unit, half, end = amount
    told = before or words.find(end, "ago_after")
    if told is None or (words.find(end, "ago_from") and not words.find(end + 1, "vague")):
        return []
    end = max(end, told[1])
    if count is None or unit in _TIMED:
        return [Hit(at, end, "DATE", fixed("PAST_REF"))]
    if half and unit == "Y":
        return [Hit(at, end, "DATE", lambda a: a.unit("M", -12 * count - 6))]
    if unit == "W" and not words.find(before[1] if before else at, "about"):
        return [Hit(at, end, "DATE", on(lambda a: a.relative(-7 * count)))]
    return [Hit(at, end, "DATE", lambda a: a.unit(unit, -count))]


def amount(words: Words, at: int) -> list[Hit]:
    """A length of time: three days; since two years and a half."""
    since = words.find(at, "since")
    found = _quantity(words, since[1] if since else at, bare=bool(since))
    if found is None:
        return []
    count, unit, half, end = found
    if count is None and since:
        return [Hit(at, end, "DATE", fixed("PAST_REF"))]
    if (count is None and not words.find(at, "several")) or (count == 1 and not since and not words.led(at, "leading")):
        return []
    return [Hit(at, end, "DURATION", fixed(duration(count, unit, half=half)))]


def _quantity(words: Words, at: int, *, bare: bool) -> tuple[int | None, str, bool, int] | None:
    """A number of units: the number (None: several), the unit, whether half a one more, the word after.

    bare: a unit alone is one, units alone are several.
    """
    start = words.skip(at, "about")
    count, after, half = None, start, 0
    if number := words.number(start):
        count, after = number
        half = words.skip(after, "half") - after
        after += half or words[after] == "-"
        unit = words.find(after, "units") or words.find(after, "plurals")
    elif unit := words.find(start, "duals"):
        count = 2
    else:
        after = words.skip(start, "several")
        unit = words.find(after, "units") or words.find(after, "plurals")
        if not bare and after == start:
            return None
        if unit and after == start and words.find(start, "units"):
            count = 1
            if words.year(unit[1]) or words.month(unit[1]) or any(words.find(unit[1], k) for k in ("after", "weekdays", "days")):
                return None  # since the year 2010, before last month: no amount
    if unit is None:
        return None
    letter, end = unit
    halved = words.skip(end, "half")
    return count, letter, half > 0 or halved > end, halved


def span(words: Words, at: int) -> list[Hit]:
    """Units up to or from the day of writing: the last three days; without a number a mere past or future."""
    before = words.count(at, "before")
    start = before[1] if before else at
    number = words.number(start)
    start = words.skip(number[1] if number else start, "fillers")
    dual = words.find(start, "duals")
    units = words.find(start, "plurals") or dual or (words.find(start, "units") if number else None)
    if units is None:
        return []
    unit, end = units
    if not before and not dual and number is None and (number := words.number(end)):
        end = number[1]
    pointing = before
    if not before and (pointing := words.count(words.skip(end, "fillers"), "after")):
        end = pointing[1]
    if pointing is None:
        return []
    if dual or number:
        return [Hit(at, end, "DURATION", fixed(duration(2 if dual else number and number[0], unit, half=False)))]
    sign = (pointing[0] > 0) - (pointing[0] < 0)
    return [Hit(at, end, "DATE", fixed(_REFS[sign]))]


def phrase(words: Words, at: int) -> list[Hit]:
    """A phrase of one meaning (now, recently, daily), and every so often."""
    if vague := words.find(at, "vague"):
        return [Hit(at, vague[1], "DATE", fixed(vague[0]))]
    if (often := words.find(at, "sets")) and not words.capitalized(at):
        return [Hit(at, often[1], "SET", fixed(often[0]))]
    if every := words.find(at, "every"):
        if unit := words.find(every[1], "units"):
            return [Hit(at, unit[1], "SET", fixed(duration(1, unit[0], half=False)))]
        if weekday := words.count(words.skip(every[1], "day_words"), "weekdays"):
            return [Hit(at, weekday[1], "SET", fixed(f"XXXX-WXX-{weekday[0]}"))]
    return []


def clock(words: Words, at: int) -> list[Hit]:
    """A time of the clock: 14:57, 5 p.m."""
    start = words.skip(at, "clock")
    hour = words.number(start) if words[start].isdecimal() and not words.close(start) else None
    if hour is None or hour[0] > 24:
        return []
    minute, end = 0, hour[1]
    colon = words[end] == ":"
    if (colon or words[end] == ".") and words.close(end) and words.close(end + 1) and len(words[end + 1]) == 2:
        found = words.number(end + 1)
        if found is None or found[0] > 59 or words[found[1]] == ":":
            return []
        minute, end = found
    noon = words.count(end, "noon")
    if not noon and start == at and not (colon and end > hour[1] and len(words[start]) == 2):
        return []
    value = hour[0]
    if noon:
        value, end = value % 12 + noon[0] if value <= 12 else value, noon[1]
    return [Hit(at, end, "TIME", fixed(f"T{value:02d}:{minute:02d}"))]
