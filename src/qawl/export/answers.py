"""Answers of a store as rows, for JSONL and CSV."""

import json
from collections.abc import Iterable, Sequence

import msgspec

from qawl.export.csv import BOM, csv_line
from qawl.query import Event, Hit, Page, Row, Said
from qawl.store import FacetName, Stood
from qawl.types import Span


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A hit as a row: `start` and `end` are its place in the document's text; `same_as` is the link of the first report of it."""

    link: str
    document: str
    statement: str | None
    outlet: str | None
    published: str | None
    said: str | None
    speaker: str
    act: str
    quotation: str
    confidence: float | None
    start: int
    end: int
    shown: str
    places: tuple[Span, ...]
    url: str | None
    title: str | None
    author: str | None = None
    alike: float | None = None
    same_as: str | None = None


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """A search's answer as one object: how many hits there are in all, those shown, and how many have each value of a facet."""

    total: int
    hits: list[Line]
    facets: dict[FacetName, dict[str, int]]


class StandLine(msgspec.Struct, frozen=True, kw_only=True):
    """A report of a stance as a row; `group` names the issue by the words in which it was first met."""

    group: str
    party: str
    holder: str
    stance: str
    issue: str
    said: str | None
    outlet: str | None
    link: str
    start: int
    end: int


class MeetingLine(msgspec.Struct, frozen=True, kw_only=True):
    """A report of a meeting as a row; `event` counts the meetings of the answer from 1."""

    event: int
    name: str
    day: str | None
    date: str | None
    place: str | None
    status: str | None
    parties: tuple[str, ...]
    delegates: tuple[str, ...]
    outlet: str | None
    published: str | None
    link: str
    start: int
    end: int


def to_jsonl(rows: Iterable[msgspec.Struct]) -> bytes:
    """Rows as JSON lines."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def to_csv(rows: Sequence[msgspec.Struct]) -> bytes:
    """Rows of one type as CSV, with the names of their fields first; nothing where there is none."""
    if not rows:
        return b""
    names = rows[0].__struct_fields__
    cells = [[_cell(getattr(row, name)) for name in names] for row in rows]
    return (BOM + "".join(map(csv_line, [list(names), *cells]))).encode()


def line_of(hit: Hit, same_as: str | None = None) -> Line:
    """A hit as a row."""
    f = hit.found
    return Line(
        link=hit.link,
        document=f.id,
        statement=f.statement,
        outlet=f.outlet,
        published=f.published,
        said=f.said,
        speaker=f.speaker,
        act=f.act,
        quotation=f.quotation,
        confidence=f.confidence,
        start=hit.place.start,
        end=hit.place.end,
        shown=hit.shown,
        places=hit.places,
        url=f.url,
        title=f.title,
        author=f.author,
        alike=f.alike,
        same_as=same_as,
    )


def answers_of(page: Page) -> Answers:
    """A search's answer as one object."""
    return Answers(total=page.total, hits=[*map(line_of, page.hits)], facets={f.name: dict(f.counts) for f in page.facets})


def lines_of_said(said: Iterable[Said]) -> list[Line]:
    """Every report as a row; another report of a statement names the first one's link."""
    return [x for s in said for x in (line_of(s.first), *(line_of(h, s.first.link) for h, _ in s.others))]


def lines_of_stands(rows: Iterable[Row], parties: Sequence[str]) -> list[StandLine]:
    """Every report of every stance as a row."""
    return [
        StandLine(
            group=row.issue,
            party=party,
            holder=p.holder,
            stance=stand.stance,
            issue=p.issue,
            said=p.said,
            outlet=p.outlet,
            link=link_of(p),
            start=p.evidence.start,
            end=p.evidence.end,
        )
        for row in rows
        for party, stands in zip(parties, row.stands, strict=True)
        for stand in stands
        for p in stand.reports
    ]


def lines_of_meetings(events: Iterable[Event]) -> list[MeetingLine]:
    """Every report of every meeting as a row."""
    return [
        MeetingLine(
            event=number,
            name=r.meeting.name,
            day=r.day,
            date=r.meeting.date,
            place=r.meeting.place,
            status=r.meeting.status,
            parties=r.meeting.parties,
            delegates=r.meeting.delegates,
            outlet=r.outlet,
            published=r.published,
            link=f"{r.document}/{r.meeting.evidence.start}-{r.meeting.evidence.end}",
            start=r.meeting.evidence.start,
            end=r.meeting.evidence.end,
        )
        for number, event in enumerate(events, 1)
        for r in event.reports
    ]


def link_of(position: Stood) -> str:
    """The link of the statement on which a position rests."""
    return f"{position.document}/{position.statement}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
