"""Answers of a store as tables to read."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from qawl.export.answers import link_of
from qawl.export.table import ISOLATE, POP, isolated
from qawl.lang import language, languages
from qawl.marks import shown
from qawl.query import Hit, Page, Piece, Profile, Row, Said, Stand
from qawl.store import Failed, Found

_PIECES = {"same": "default", "gone": "red strike", "new": "green"}
_HIT = "bold yellow"
_REPORTS = 3  # of one stance that the table names


def hits_table(page: Page) -> RenderableType:
    """Hits with the places marked, then facets."""
    head = Text(f"{len(page.hits)} of {page.total}", style="bold")
    out: list[RenderableType] = [Rule(head, align="left", style="dim")]
    grid = _grid()
    for hit in page.hits:
        grid.add_row(_body(hit), _about(hit))
        grid.add_row("", "")
    out.append(grid)
    for facet in (f for f in page.facets if f.counts):
        line = Text(f"{facet.name}  ", style="dim")
        for value, count in facet.counts:
            line.append(isolated(value), style="default").append(f" {count}   ", style="cyan")
        out.append(line)
    return Group(*out)


def said_table(said: Sequence[Said]) -> RenderableType:
    """Statements, each with its other reports and what differs in them: gone words between [- -], new ones between {+ +}."""
    grid = _grid()
    for s in said:
        grid.add_row(_body(s.first), _about(s.first))
        for hit, pieces in s.others:
            grid.add_row(_changed(pieces), _about(hit, brief=True))
        grid.add_row("", "")
    return grid


def who_table(profile: Profile) -> RenderableType:
    """Who somebody is."""
    out: list[RenderableType] = []
    for e in profile.entities:
        head = Text(isolated(e.name), style="bold cyan")
        head.append("  ".join(["", e.kind, *map(isolated, filter(None, (e.name_en, e.key)))]), style="dim")
        out.append(head)
    if profile.aliases:
        out.append(Text("  ".join(map(isolated, profile.aliases)), style="dim"))
    for title, body in (("offices", _offices(profile)), ("positions", _positions(profile))):
        if body.row_count:
            out += [Rule(Text(title, style="dim"), align="left", style="dim"), body]
    latest = Text(f"statements: {profile.statements}, the latest first", style="dim")
    return Group(*out, Rule(latest, align="left", style="dim"), said_table(profile.said))


def compare_table(rows: Sequence[Row], parties: Sequence[str]) -> RenderableType:
    """Issues down, parties across."""
    grid = Table(padding=(0, 1), expand=True, show_lines=True)
    grid.add_column("issue", ratio=2, overflow="fold")
    for party in parties:
        grid.add_column(Text(isolated(party)), ratio=3, overflow="fold")
    for row in rows:
        grid.add_row(Text(isolated(row.issue)), *(Text("\n").join(map(_stand, stands)) for stands in row.stands))
    return grid


def failed_table(rows: Sequence[Failed]) -> RenderableType:
    """What failed, and why."""
    grid = Table(box=None, padding=(0, 1), expand=True, show_header=False, pad_edge=False)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(no_wrap=True, style="dim")
    for f in rows:
        grid.add_row(Text(isolated(f.source)), Text(f"{f.error}: {isolated(f.message)}"), Text(f"{f.failed[:10]} ×{f.tries}"))
    return grid


def _grid() -> Table:
    grid = Table(box=None, padding=(0, 1), expand=True, show_header=False, pad_edge=False)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(no_wrap=True)
    return grid


def _right(found: Found) -> bool:
    return found.lang in languages() and language(found.lang).right_to_left


def _body(hit: Hit) -> Text:
    """Speaker, cue and content, with the places where the words stand."""
    found = hit.found
    body = Text(justify="right" if _right(found) else "left")
    if found.statement is None:
        body.append(isolated(found.title or found.id), style="bold").append("\n")
        return body.append(isolated(hit.shown))
    if found.speaker:
        body.append(isolated(found.speaker), style="bold cyan").append("  ")
    body.append(isolated(" … ".join(text for _, text in found.cue) or "—"), style="green").append("\n")
    body.append(ISOLATE)  # one for the whole content: marked words must not part it
    for n, (span, text) in enumerate(found.content):
        body.append(" […] " if n else "")
        at = 0
        for place in hit.places:
            low, high = max(place.start, span.start) - span.start, min(place.end, span.end) - span.start
            if at <= low < high:
                body.append(shown(text[at:low])).append(shown(text[low:high]), style=_HIT)
                at = high
        body.append(shown(text[at:]))
    return body.append(POP)


def _about(hit: Hit, *, brief: bool = False) -> Text:
    f = hit.found
    out = Text()
    if f.act and not brief:
        out.append(f"{f.act} · {f.quotation}\n", style="default")
    facts = (f.said or f.published, f.outlet and isolated(f.outlet), f"≈ {f.alike:.2f}" if f.alike else None)
    out.append("  ".join(filter(None, facts)) + "\n", style="dim")
    return out.append(f"{hit.link}  [{hit.place.start}:{hit.place.end}]", style="dim")


def _changed(pieces: Iterable[Piece]) -> Text:
    pieces = tuple(pieces)
    if all(kind == "same" for kind, _ in pieces):
        return Text("= in the same words", style="dim")
    out = Text("= " + ISOLATE, style="dim")
    signs = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    for kind, text in pieces:
        opening, closing = signs[kind]
        out.append(opening + shown(text.strip()) + closing + " ", style=_PIECES[kind])
    return out.append(POP)


def _stand(stand: Stand) -> Text:
    out = Text(f"{stand.stance}: ", style="bold").append(isolated(stand.issue), style="default")
    for p in stand.reports[:_REPORTS]:
        out.append("\n" + "  ".join(map(isolated, filter(None, (p.said, p.outlet, link_of(p))))), style="dim")
    more = len(stand.reports) - _REPORTS
    return out.append(f"\n… {more} more", style="dim") if more > 0 else out


def _offices(profile: Profile) -> Table:
    grid = _grid()
    for o in profile.offices:
        held = Text(isolated(o.last.office), style="green")
        if o.last.of:
            held.append(" · " + isolated(o.last.of), style="green")
        grid.add_row(held, Text(f"{o.last.as_of or ''} ×{o.documents}", style="dim"))
    return grid


def _positions(profile: Profile) -> Table:
    grid = _grid()
    for p in profile.positions:
        body = Text(f"{p.stance}: ", style="bold").append(isolated(p.issue))
        grid.add_row(body, Text("  ".join(map(isolated, filter(None, (p.said, p.outlet, link_of(p))))), style="dim"))
    return grid
