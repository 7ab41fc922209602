"""Mentions that are of one meeting, put together."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qawl.derive.meeting_details import DAY
from qawl.derive.meeting_mentions import Seen
from qawl.derive.meeting_words import GROUPS
from qawl.fold import fold

_BACK = 12  # meetings back with which a mention may be one
_MOST_NAMED = 3
_LATER = 0.3  # what a mention says more must be worth for each that stands before it
# signs of nouns that may refer back to what was told
_REFERRING = frozenset({"definite", "possessive", "construct"})


@dataclass(slots=True)
class Event:
    """Mentions that are one meeting, and what they say together.

    nouns: that name it; about: words that tell which it is; days: on which it is, as far as known to the day.
    """

    seen: list[Seen] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    own: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)
    verb: bool = False
    date: str | None = None
    place: str | None = None

    def take(self, seen: Seen) -> None:
        """One more mention of it."""
        self.seen.append(seen)
        self.persons += [p for p in seen.persons if p not in self.persons]
        self.bodies += [b for b in seen.bodies if b not in self.bodies]
        self.own |= seen.own
        self.nouns.add(seen.form.noun)
        self.about |= seen.about
        if (day := _day(seen)) and day not in self.days:
            self.days.append(day)
        self.verb = self.verb or seen.form.verb
        self.date = self.date or seen.date
        self.place = self.place or seen.place

    @property
    def best(self) -> Seen:
        """The mention that says most of who, when and how, rather an early one; a headline's only where no other does."""
        return max(enumerate(self.seen), key=lambda s: _telling(s[1]) - _LATER * s[0])[1]

    @property
    def titled(self) -> Seen | None:
        """The first mention that calls it by whom it is of: `اجتماع مجلس الأمن`."""
        return next((s for s in self.seen if "construct" in s.signs and s.own and s.sentence > 0), None)


def events(mentions: Iterable[Seen]) -> list[Event]:
    """The meetings that mentions are of, in the order of their first mention."""
    found: list[Event] = []
    for seen in mentions:
        event = next((e for e in reversed(found[-_BACK:]) if _same(seen, e)), None)
        if event is None:
            found.append(event := Event())
        event.take(seen)
    return _told_once(found)


def _told_once(found: Iterable[Event]) -> list[Event]:
    """Those that are told in full twice, put together: of one sort, day, place and people, as far as said."""
    kept: list[Event] = []
    known: dict[tuple[str, str], list[Event]] = {}
    for event in found:
        same = known.setdefault((_group(event.seen[0].form.kind), event.days[0]), []) if event.days else []
        twin = None if event.seen[0].another else next((e for e in same[-_BACK:] if _twins(e, event)), None)
        if twin is None:
            kept.append(event)
            same.append(event)
        else:
            for seen in event.seen:
                twin.take(seen)
    return kept


def _twins(a: Event, b: Event) -> bool:
    """Whether two meetings of one sort and day may be one: in one place, and between people of whom both tell."""
    return bool(a.own and b.own) and not _elsewhere(a.place, b.place) and _nested(a.own, b.own)


def _telling(seen: Seen) -> float:
    signs = ("light" in seen.signs) + seen.form.verb + bool(seen.place) + 2 * bool(seen.date)
    return 2 * min(len(seen.own), _MOST_NAMED) + signs - 3 * (seen.sentence == 0) - 2 * ("bare" in seen.signs)


def _group(kind: str) -> str:
    return GROUPS.get(kind, kind)


def _same(seen: Seen, event: Event) -> bool:
    """Whether a mention may be of an event: of one sort, no date or place or anybody against it, and not said to be another."""
    if seen.another or _group(seen.form.kind) != _group(event.seen[0].form.kind) or _elsewhere(seen.place, event.place):
        return False
    if seen.date and event.date and not (seen.date.startswith(event.date) or event.date.startswith(seen.date)):
        return False
    alike = seen.form.noun in event.nouns
    near = event.seen[-1].sentence == seen.sentence and (alike or seen.form.verb or event.verb)
    if not seen.own:
        refers = near or ("with" not in seen.signs and bool(seen.signs & _REFERRING))
        return "deictic" in seen.signs or bool(seen.about & event.about) or (refers and not seen.about)
    # a headline is said again with whoever it names; elsewhere one name in common is too little, but on the same day
    common = len(seen.own & event.own) > (event.seen[0].sentence > 0)
    if (common or _day(seen) in event.days) and _nested(seen.own, event.own):
        return True
    return _same_people(seen, event, near, alike)


def _elsewhere(a: str | None, b: str | None) -> bool:
    return bool(a and b) and fold(a or "") != fold(b or "")


def _day(seen: Seen) -> str | None:
    day = seen.date or seen.context_date
    return day if day and len(day) == DAY else None


def _nested(a: set[str], b: set[str]) -> bool:
    return a <= b or b <= a


def _same_people(seen: Seen, event: Event, near: bool, alike: bool) -> bool:
    persons, mine = set(event.persons), seen.own & set(seen.persons)
    theirs, visit = event.own & persons, seen.form.kind == "visit"
    told = bool(seen.signs & {"definite", "possessive"})
    if mine and len(seen.persons) > 1 and set(seen.persons) <= persons:
        return True
    if mine and theirs:
        more = theirs <= mine and (len(theirs) > 1 or visit)
        return more or (mine <= theirs and (len(mine) > 1 or told or near or visit))
    if near and not event.own:
        return True
    if mine:
        return mine <= persons and told
    return alike and (told or near) and seen.own & set(seen.bodies) <= set(event.bodies)
