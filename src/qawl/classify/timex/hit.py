"""What the rules find."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from qawl.classify.timex.anchor import Anchor, iso
from qawl.types import TimeType

Value = Callable[[Anchor], str | None]


class Hit(NamedTuple):
    """A time expression: its first word and the word after it, its type, and its value once the day of writing is known."""

    start: int
    end: int
    type: TimeType
    value: Value


class Clues(NamedTuple):
    """What a text says of its day of writing: how many days after it a weekday is (yesterday, Tuesday), as pairs, weekdays from 1
    for Monday; and the months that it calls the next.
    """

    weekdays: list[tuple[int, int]]
    coming: list[int]


def fixed(value: str) -> Value:
    """A value that no day of writing changes."""
    return lambda _: value


def on(day: Callable[[Anchor], date | None], part: str = "") -> Value:
    """The ISO value of a day, or of a part of it."""
    return lambda anchor: partly(iso(found) if (found := day(anchor)) else None, part)


def partly(value: str | None, part: str) -> str | None:
    """A day's value with the part of the day."""
    return f"{value}T{part}" if value and part else value
