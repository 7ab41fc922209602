"""What happened when: meetings as several documents report them, with the statements made there."""

import datetime
from collections.abc import Iterable, Sequence

import msgspec

from qawl.derive.grouping import Grouping, by_words
from qawl.derive.merge import gathered, same_meeting
from qawl.fold import fold
from qawl.query.search import entities, hit
from qawl.query.variants import Said, gather
from qawl.store import Met, SaidAt, Store
from qawl.types import MeetingStatus

_DAYS = 7  # between reports of one meeting


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, all reports of it, and the statements that they say were made there.

    `date` is what the reports say; `day` the first day of it, else of the earliest report. `status` is that of the latest report.
    """

    name: str
    day: str | None
    date: str | None
    place: str | None
    status: MeetingStatus | None
    parties: tuple[str, ...]
    delegates: tuple[str, ...]
    reports: tuple[Met, ...]
    said: tuple[Said, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it."""
        return tuple(dict.fromkeys(r.outlet for r in self.reports if r.outlet))


def meetings(
    store: Store,
    who: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    limit: int = 100,
    skip: int = 0,
    group: Grouping = by_words,
) -> tuple[Event, ...]:
    """Meetings, the latest first; of the reports of them `skip` are passed over and at most `limit` taken.

    who: names of whom one must have been there. Raises `NoSuch` for a name that the store does not know.
    """
    numbers = tuple(n for name in who for n in entities(store, name)) if who else None
    met = store.meetings(numbers, since, until, limit, skip)
    called = dict(zip((m.number for m in met), group([m.meeting.name for m in met]), strict=True))
    said: dict[int, list[SaidAt]] = {}
    for at in store.said_at(tuple(m.number for m in met)):
        said.setdefault(at.meeting, []).append(at)

    names = {m.number: fold(m.meeting.name) for m in met}
    parties = {m.number: {fold(name) for name in m.meeting.parties} for m in met}

    def same(a: Met, b: Met) -> bool:
        # most are told apart by this alone
        if a.document == b.document or (a.meeting.date != b.meeting.date and names[a.number] != names[b.number]):
            return False
        if not _near(a.day, b.day):
            return False
        alike = called[a.number] == called[b.number]
        return same_meeting(a.meeting, b.meeting, parties[a.number], parties[b.number], alike=alike)

    events = (_event(store, members, said, group) for members in gathered(met, same))
    return tuple(sorted(events, key=lambda e: e.day or "", reverse=True))


def _near(day: str | None, other: str | None) -> bool:
    """Whether days are so near that reports of them may be of one meeting; those that are not known may."""
    try:
        days = [datetime.date.fromisoformat(d) for d in (day, other) if d]
    except ValueError:  # a day that no calendar has
        return day == other
    return max(days, default=datetime.date.min) - min(days, default=datetime.date.min) <= datetime.timedelta(_DAYS)


def _event(store: Store, members: Sequence[Met], said: dict[int, list[SaidAt]], group: Grouping) -> Event:
    reports = sorted(members, key=lambda m: (m.published or "", m.number))
    found = [at.found for m in reports for at in said.get(m.number, ()) if _there(m, at, group)]
    once = {(f.document, f.statement): f for f in found}
    meetings_ = [m.meeting for m in reports]
    return Event(
        name=meetings_[0].name,
        day=next((m.day for m in reports if m.meeting.date), None) or min((m.day for m in reports if m.day), default=None),
        date=next((m.date for m in meetings_ if m.date), None),
        place=next((m.place for m in meetings_ if m.place), None),
        status=next((m.status for m in reversed(meetings_) if m.status), None),
        parties=_once(name for m in meetings_ for name in m.parties),
        delegates=_once(name for m in meetings_ for name in m.delegates),
        reports=tuple(reports),
        said=gather(hit(store, f) for f in once.values()),
    )


def _there(met: Met, at: SaidAt, group: Grouping) -> bool:
    """Whether a statement's occasion is the meeting: where both stand on the same characters, or have their words in common."""
    meeting, occasion = group([met.meeting.name, at.occasion])
    return at.overlaps or meeting == occasion


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order, each spelling of one once."""
    out: dict[str, str] = {}
    for name in names:
        out.setdefault(fold(name), name)
    return tuple(out.values())
