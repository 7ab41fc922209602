"""A record to read in a terminal."""

from collections import Counter
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from qawl.lang import language, languages
from qawl.marks import shown
from qawl.relate import chain
from qawl.types import Record, Statement

_ACT_STYLES = {
    "assert": "default",
    "accuse": "red",
    "deny": "magenta",
    "demand": "yellow",
    "propose": "cyan",
    "accept": "green",
    "reject": "red",
    "warn": "bright_red",
    "promise": "green",
    "regret": "blue",
    "praise": "bright_green",
    "ask": "cyan",
}
_UNSURE = 0.5
_ALIASES = 8
ISOLATE, POP = "\u2068", "\u2069"
_MORE = (("addressee", "to"), ("channel", "through"), ("occasion", "at"))


def table(record: Record) -> RenderableType:
    """Head and statements of a record. Each piece of the text stands in a bidi isolate, so that it cannot reorder its
    neighbours, and is aligned as its language is written.
    """
    right = record.lang in languages() and language(record.lang).right_to_left
    numbers = {s.id: n for n, s in enumerate(record.statements, 1)}
    head = Text(shown(record.id), style="bold")
    head.append(f"  {shown(record.lang) or '?'}", style="dim")
    if record.published:
        head.append(f"  {shown(record.published)}", style="dim")
    head.append(f"  {len(record.statements)} statements", style="dim")
    out: list[RenderableType] = [Rule(head, align="left", style="dim")]
    out += [Text("! " + shown(w), style="yellow") for w in record.warnings]
    grid = Table(box=None, padding=(0, 1), expand=True, show_header=False, pad_edge=False)
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(ratio=1, justify="right" if right else "left", overflow="fold")
    grid.add_column(no_wrap=True)
    by_id = {s.id: s for s in record.statements}
    for s in record.statements:
        grid.add_row(str(numbers[s.id]), _body(record.text, s, by_id), _marks(s, numbers))
        grid.add_row("", "", "")
    out.append(grid)
    if record.entities:
        out += [Rule(Text("who", style="dim"), align="left", style="dim"), _entities(record, right=right)]
    return Group(*out)


def _entities(record: Record, *, right: bool) -> Table:
    """Entities with their offices, and what else the text calls them."""
    grid = Table(box=None, padding=(0, 1), expand=True, show_header=False, pad_edge=False)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1, justify="right" if right else "left", overflow="fold")
    spoke = Counter(name for s in record.statements for name in s.speaker.split(" + "))
    for e in record.entities:
        line = Text(isolated(e.name), style="bold cyan" if spoke[e.name] else "default")
        for role in record.roles:
            if role.person == e.name:
                line.append("  ")
                line.append(isolated(role.role), style="green")
                if role.of:
                    line.append(" · " + isolated(role.of), style="green")
        others = [a for a in e.aliases_in_text if a != e.name][:_ALIASES]
        if others:
            line.append("\n")
            line.append("  ".join(map(isolated, others)), style="dim")
        grid.add_row(f"{e.kind}\n{spoke[e.name] or ''}", line)
    return grid


def isolated(value: str) -> str:
    """A piece of somebody's text that cannot reorder its neighbours, its control characters shown."""
    return ISOLATE + shown(value) + POP


def _body(text: str, s: Statement, by_id: dict[str, Statement]) -> Text:
    body = Text()
    if s.speaker:
        body.append(isolated(s.speaker), style="bold cyan")
        for inner, outer in pairwise(chain(s, by_id)):  # who relays it, or in whose words it stands, outwards
            body.append(" ← via " if inner.via == outer.id else " ← in ", style="dim")
            body.append(isolated(outer.speaker or "?"), style="cyan")
        body.append("  ")
    body.append(isolated(" … ".join(c.of(text) for c in s.cue) or "—"), style="green")
    body.append("\n")
    body.append(isolated(" […] ".join(c.of(text) for c in s.content)), style="default")
    for role, word in _MORE:
        if spans := getattr(s, role):
            body.append("\n")
            body.append(f"{word}: ", style="dim")
            body.append(isolated(" … ".join(x.of(text) for x in spans)), style="italic")
    return body


def _marks(s: Statement, numbers: dict[str, int]) -> Text:
    marks = Text()
    marks.append(s.act, style=_ACT_STYLES[s.act])
    marks.append(f" · {s.quotation}", style="dim")
    if s.confidence is not None:
        marks.append(f"\n{s.confidence:.2f}", style="dim" if s.confidence >= _UNSURE else "yellow")
    start, end = s.content[0].start, s.content[-1].end
    marks.append(f"  [{start}:{end}]", style="dim")
    if s.time:
        marks.append(f"\n{s.time}", style="dim")
    if s.parent in numbers:
        marks.append(f"\nin {numbers[s.parent]}", style="dim")
    if s.via in numbers:
        marks.append(f"\nvia {numbers[s.via]}", style="dim")
    return marks
