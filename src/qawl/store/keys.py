"""Keys of documents, and days of times."""

import datetime
import hashlib
import re

from qawl.marks import whole
from qawl.types import Document

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?!\w|-)|([0-9]{4})-([0-9]{2})-([0-9]{2})T")


def key_of(document: Document) -> str:
    """The key of a document: it depends on its id, URL and text, and on nothing else."""
    parts = (whole(document.id), whole(document.url or ""), whole(document.text))
    return "d" + hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def first_day(time: str | None, published: str | None) -> str | None:
    """The first day of a TIMEX3 value, as YYYY-MM-DD; where that is no date, of the publication date."""
    for value in (time, published):
        if value and (week := _WEEK.match(value)):
            try:
                return datetime.date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
            except ValueError:
                continue
        if value and (day := _DAY.match(value)):
            year, month, date = day[1] or day[4], day[2] or day[5] or "01", day[3] or day[6] or "01"
            try:
                return datetime.date.fromisoformat(f"{year}-{month}-{date}").isoformat()
            except ValueError:
                continue
    return None


def is_time(value: str) -> bool:
    """Whether a value of `time` may be one: its digits are those of TIMEX3, and what is written as a date is in the calendar."""
    dated = _WEEK.match(value) or _DAY.match(value)
    foreign = any(c.isdecimal() and not c.isascii() for c in value)
    return not foreign and (not dated or first_day(value, None) is not None)
