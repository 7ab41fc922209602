"""Dates as pages write them, to ISO 8601 dates."""

import datetime
import functools
import re
from urllib.parse import urlsplit

from qawl.lang import languages
from qawl.lang.times import lexicon, plain

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?")
_NUMERIC = re.compile(r"(?<!\d)(\d\d?)[/.\-](\d\d?)[/.\-]((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[/.](\d\d?)[/.](\d\d?)(?!\d)")
_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?!\d)")
_URL_SECTION = re.compile(r"/((?:19|20)\d\d)/[a-z_-]{2,30}/(\d\d?)/(\d\d?)(?!\d)")
_URL_COMPACT = re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)")


def from_value(value: str | None) -> str | None:
    """The date of a machine's value (`2020-06-03T03:01+0400`, `20200603`, a date of HTTP or mail), in its own time zone."""
    text = (value or "").strip()
    for pattern in (_ISO, _YEAR_FIRST, _COMPACT):
        if (match := pattern.match(text)) and (found := _date(match[1], match[2], match[3])):
            return found
    return from_words(text)


def from_words(text: str) -> str | None:
    """The first date that stands in a line (`24 نيسان / أبريل 2020`, `January 12, 2022`, `17.03.2020`), or None."""
    text = plain(text)
    found: list[tuple[int, str]] = []
    for match in _named().finditer(text):
        month = _months()[match["m1"] or match["m2"]]
        if date := _date(match["y1"] or match["y2"], str(month), match["d1"] or match["d2"]):
            found.append((match.start(), date))
    for pattern in (_ISO, _YEAR_FIRST):
        found += [(m.start(), d) for m in pattern.finditer(text) if (d := _date(m[1], m[2], m[3]))]
    found += [(m.start(), d) for m in _NUMERIC.finditer(text) if (d := _date(m[3], m[2], m[1]))]
    return min(found)[1] if found else None


def from_url(url: str | None) -> str | None:
    """The date in a URL's path: `/2013/8/3/`, `/2013/world/8/3/`, `/2020-06-03-`, `/20200317…`."""
    path = urlsplit(url or "").path
    for pattern in (_URL, _URL_SECTION, _URL_COMPACT):
        if (match := pattern.search(path)) and (found := _date(match[1], match[2], match[3])):
            return found
    return None


def _date(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


@functools.cache
def _months() -> dict[str, int]:
    """Names of months of every language, as `plain` makes them."""
    return {plain(name): number for code in languages() for name, number in lexicon(code).words.months.items()}


@functools.cache
def _named() -> re.Pattern[str]:
    """A date with its month's name: the day before it or after it; a second name of the month may follow a slash."""
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?P<d1>\d\d?)(?:st|nd|rd|th)?\s*[-/]?\s*(?:of\s+)?(?P<m1>{names})(?:\s*[/(]\s*\w+(?:\s\w+)?\)?)?\s*[,،\-/]?\s*(?P<y1>(?:19|20)\d\d)(?!\d)"
        rf"|(?<!\w)(?P<m2>{names})\s+(?P<d2>\d\d?)(?:st|nd|rd|th)?\s*[,،]?\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
    )
