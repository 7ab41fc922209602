"""Mentions that are of one meeting, put together."""

from collections.abc import Iterable
from dataclasses import dataclass

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
    """Mentions that are one meeting, and what they say together."""

    seen: list[Seen]
    persons: list[str]
    bodies: list[str]
    own: set[str]
    date: str | None
    place: str | None

    def take(self, seen: Seen) -> None:
        """One more mention of it."""
        self.seen.append(seen)
        self.persons += [p for p in seen.persons if p not in self.persons]
        self.bodies += [b for b in seen.bodies if b not in self.bodies]
        self.own |= seen.own
        self.date = self.date or seen.date
        self.place = self.place or seen.place

    @property
    def day(self) -> str | None:
        """The day on which it is, where that is known to the day."""
        days = (d for s in self.seen for d in (s.date or s.context_date,) if d and len(d) == DAY)
        return next(days, None)

    @property
    def best(self) -> Seen:
        """The mention that says most of who, when and how, rather an early one; a headline's only where no other does."""
        return max(enumerate(self.seen), key=lambda s: _telling(s[1]) - _LATER * s[0])[1]


def events(mentions: Iterable[Seen]) -> list[Event]:
    """The meetings that mentions are of, in the order of their first mention."""
    found: list[Event] = []
    for seen in mentions:
        _add(seen, found)
    kept: list[Event] = []
    for event in found:
        twin = next((e for e in kept if _twins(e, event)), None)
        if twin is None:
            kept.append(event)
        else:
            for seen in event.seen:
                twin.take(seen)
    return kept


def _twins(a: Event, b: Event) -> bool:
    """Whether two are one that was told in full twice: the same sort, day, place and people, as far as said."""
    if a.day is None or a.day != b.day or _group(a.seen[0].form.kind) != _group(b.seen[0].form.kind):
        return False
    return not _elsewhere(a.place, b.place) and (a.own <= b.own or b.own <= a.own)


def _telling(seen: Seen) -> float:
    signs = ("light" in seen.signs) + seen.form.verb + bool(seen.place) + 2 * bool(seen.date)
    return 2 * min(len(seen.own), _MOST_NAMED) + signs - 3 * (seen.sentence == 0) - 2 * ("bare" in seen.signs)


def _add(seen: Seen, events: list[Event]) -> None:
    event = next((e for e in reversed(events[-_BACK:]) if _same(seen, e)), None)
    if event is None:
        events.append(Event([seen], list(seen.persons), list(seen.bodies), set(seen.own), seen.date, seen.place))
        return
    event.take(seen)


def _group(kind: str) -> str:
    return GROUPS.get(kind, kind)


def _same(seen: Seen, event: Event) -> bool:
    """Whether a mention may be of an event: of one sort, no date or place or anybody against it, and not said to be another."""
    if seen.another or _group(seen.form.kind) != _group(event.seen[0].form.kind):
        return False
    if seen.date and event.date and not (seen.date.startswith(event.date) or event.date.startswith(seen.date)):
        return False
    if _elsewhere(seen.place, event.place):
        return False
    alike = any(seen.form.noun == e.form.noun for e in event.seen)
    near = event.seen[-1].sentence == seen.sentence and (alike or seen.form.verb or any(e.form.verb for e in event.seen))
    if not seen.own:
        if "deictic" in seen.signs or any(seen.about & e.about for e in event.seen):
            return True
        refers = "with" not in seen.signs and bool(seen.signs & _REFERRING)
        return not seen.about and (near or refers)
    # a headline is said again with whoever it names; elsewhere one name in common is too little, but on the same day
    common = len(seen.own & event.own) > (event.seen[0].sentence > 0)
    if (common or _one_day(seen, event)) and (seen.own <= event.own or event.own <= seen.own):
        return True
    return _same_people(seen, event, near, alike)


def _elsewhere(a: str | None, b: str | None) -> bool:
    return bool(a and b) and fold(a or "") != fold(b or "")


def _one_day(seen: Seen, event: Event) -> bool:
    day = seen.date or seen.context_date or ""
    return len(day) == DAY and any(day == (e.date or e.context_date) for e in event.seen)


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
