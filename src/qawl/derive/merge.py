"""Records of several documents made one dossier."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from qawl.derive.dossier import Difference, Dossier, Encounter, Front, Issue, Office, Stand, Taken
from qawl.derive.grouping import Grouping, by_words
from qawl.derive.references import Names, Source
from qawl.fold import fold
from qawl.types import Dispute, Meeting, Reason, Record, Role

_T = TypeVar("_T")
_UNDATED = "9999"  # sorts after every date


def dossier(records: Iterable[Record], group: Grouping = by_words) -> Dossier:
    """The dossier of records, in their order. Entities are one by `key`, else by name and kind; offices by their words;
    meetings by date, place, parties and name; issues, and what is disputed, by `group`. Meetings stand by date, and the issues on
    which most parties stand come first.
    """
    documents = tuple(records)
    names = Names(documents)
    sources = [Source(number, record) for number, record in enumerate(documents, 1)]
    return Dossier(
        documents=documents,
        parties=names.parties(sources),
        offices=_offices(sources, names),
        meetings=_meetings(sources, names, group),
        issues=_issues(sources, names, group),
        disputes=_disputes(sources, names, group),
    )


def _offices(sources: Sequence[Source], names: Names) -> tuple[Office, ...]:
    found: dict[tuple[str, str, str], list[tuple[Source, Role]]] = {}
    for source in sources:
        for role in source.record.roles:
            key = (names(source.number, role.person), fold(role.role), names(source.number, role.of) if role.of else "")
            found.setdefault(key, []).append((source, role))
    return tuple(
        Office(
            person=person,
            role=members[0][1].role,
            of=of,
            as_of=max((r.as_of for _, r in members if r.as_of), default=None),
            rests_on=tuple(s.characters(r.evidence) if r.evidence else s.whole() for s, r in members),
        )
        for (person, _, of), members in found.items()
    )


def _meetings(sources: Sequence[Source], names: Names, group: Grouping) -> tuple[Encounter, ...]:
    all_ = [(s, m) for s in sources for m in s.record.meetings]
    called = group([m.name for _, m in all_])

    def parties(k: int) -> set[str]:
        source, meeting = all_[k]
        return {names(source.number, p) for p in meeting.parties}

    def same(a: int, b: int) -> bool:
        (s, m), (t, n) = all_[a], all_[b]
        return s is not t and same_meeting(m, n, parties(a), parties(b), alike=called[a] == called[b])

    found = (_encounter([all_[k] for k in members], names) for members in gathered(range(len(all_)), same))
    return tuple(sorted(found, key=lambda m: m.date or _UNDATED))


def same_meeting(m: Meeting, n: Meeting, ours: set[str], theirs: set[str], *, alike: bool) -> bool:
    """Whether meetings of two documents are one. ours, theirs: their parties' names in common use; alike: whether they are called
    alike.
    """
    if (m.place and n.place and fold(m.place) != fold(n.place)) or (ours and theirs and not ours & theirs):
        return False
    if m.date and n.date:
        return m.date == n.date and (alike or ours == theirs != set())
    return fold(m.name) == fold(n.name) and bool(ours & theirs)


def gathered(items: Iterable[_T], same: Callable[[_T, _T], bool]) -> list[list[_T]]:
    """Items in groups, in order: each joins the first group that it is the same as the first of."""
    out: list[list[_T]] = []
    for item in items:
        group = next((g for g in out if same(g[0], item)), None)
        if group is None:
            out.append([item])
        else:
            group.append(item)
    return out


def _encounter(members: Sequence[tuple[Source, Meeting]], names: Names) -> Encounter:
    meetings = [m for _, m in members]
    latest = sorted((x for x in members if x[1].status), key=lambda x: x[0].record.published or "")
    return Encounter(
        name=meetings[0].name,
        date=next((m.date for m in meetings if m.date), None),
        place=next((m.place for m in meetings if m.place), None),
        status=latest[-1][1].status if latest else None,
        parties=tuple(dict.fromkeys(names(s.number, p) for s, m in members for p in m.parties)),
        delegates=tuple(dict.fromkeys(names(s.number, p) for s, m in members for p in m.delegates)),
        rests_on=tuple(s.characters(m.evidence) for s, m in members),
    )


def _issues(sources: Sequence[Source], names: Names, group: Grouping) -> tuple[Issue, ...]:
    all_ = [(s, p) for s in sources for p in s.record.positions]
    found: dict[int, dict[str, list[Taken]]] = {}
    for number, (source, p) in zip(group([p.issue for _, p in all_]), all_, strict=True):
        taken = Taken(p.stance, p.issue, source.statement(p.statement, p.evidence))
        found.setdefault(number, {}).setdefault(names(source.number, p.holder), []).append(taken)
    issues = [
        Issue(next(iter(stands.values()))[0].issue, tuple(Stand(holder, tuple(taken)) for holder, taken in stands.items()))
        for stands in found.values()
    ]
    return tuple(sorted(issues, key=lambda i: -len(i.stands)))


def _disputes(sources: Sequence[Source], names: Names, group: Grouping) -> tuple[Difference, ...]:
    all_ = [(s, d) for s in sources for d in s.record.disputes]
    about = group([d.issue for _, d in all_])

    def holders(k: int) -> set[str]:
        source, dispute = all_[k]
        return {names(source.number, h) for side in dispute.sides for h in side.holders}

    def same(a: int, b: int) -> bool:
        return all_[a][0] is not all_[b][0] and about[a] == about[b] and bool(holders(a) & holders(b))

    return tuple(_difference([all_[k] for k in members], names) for members in gathered(range(len(all_)), same))


def _difference(members: Sequence[tuple[Source, Dispute]], names: Names) -> Difference:
    sides: list[Front] = []
    for source, dispute in members:
        before = len(sides)  # two sides of one document stay two, whatever they are called
        for side in dispute.sides:
            front = Front(
                tuple(dict.fromkeys(names(source.number, h) for h in side.holders)),
                side.stance,
                tuple(source.statement(s) for s in side.statements),
            )
            at = next((k for k, f in enumerate(sides[:before]) if _one_side(f, front)), None)
            if at is None:
                sides.append(front)
            else:
                sides[at] = _joined(sides[at], front)
    return Difference(
        issue=members[0][1].issue,
        sides=tuple(sides),
        conflicting_claims=tuple((s.statement(a), s.statement(b)) for s, d in members for a, b in d.conflicting_claims),
        confidence=max((d.confidence for _, d in members if d.confidence is not None), default=None),
        reasons=_reasons(d for _, d in members),
    )


def _reasons(disputes: Iterable[Dispute]) -> tuple[Reason, ...]:
    """The reasons of several disputes, each once, with its highest count."""
    found = sorted((r for d in disputes for r in d.reasons), key=lambda r: r.count)
    return tuple({(r.code, r.stances): r for r in found}.values())


def _one_side(a: Front, b: Front) -> bool:
    return bool(set(a.holders) & set(b.holders)) and fold(a.stance) == fold(b.stance)


def _joined(a: Front, b: Front) -> Front:
    references = a.rests_on + b.rests_on
    return Front(tuple(dict.fromkeys(a.holders + b.holders)), a.stance, references)
