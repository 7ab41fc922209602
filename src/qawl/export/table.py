"""A record to read in a terminal."""

import re

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from qawl.lang import language, languages
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
# Everything that a terminal could obey: C0, DEL and C1 controls, bidi controls, line and paragraph separators.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_ISOLATE, _POP = "\u2068", "\u2069"
_MORE = (("addressee", "to"), ("channel", "through"), ("occasion", "at"))


def shown(text: str) -> str:
    """Text whose control characters are shown, not obeyed: `␛`, `⟨U+202E⟩`; a line end is a `⏎`."""

    def replace(match: re.Match[str]) -> str:
        c = match.group()
        if c == "\n":
            return " ⏎ "
        if c == "\t":
            return " "
        code = ord(c)
        return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"

    return _CONTROL.sub(replace, text)


def table(record: Record) -> RenderableType:
    """Head and statements of a record. Each piece of the text stands in a bidi isolate, so that it cannot reorder its
    neighbours, and is aligned as its language is written.
    """
    right = record.lang in languages() and language(record.lang).right_to_left
    numbers = {s.id: n for n, s in enumerate(record.statements, 1)}
    head = Text(shown(record.id), style="bold")
    head.append(f"  {record.lang or '?'}", style="dim")
    if record.published:
        head.append(f"  {shown(record.published)}", style="dim")
    head.append(f"  {len(record.statements)} statements", style="dim")
    out: list[RenderableType] = [Rule(head, align="left", style="dim")]
    out += [Text("! " + shown(w), style="yellow") for w in record.warnings]
    grid = Table(box=None, padding=(0, 1), expand=True, show_header=False, pad_edge=False)
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(ratio=1, justify="right" if right else "left", overflow="fold")
    grid.add_column(no_wrap=True)
    for s in record.statements:
        grid.add_row(str(numbers[s.id]), _body(record.text, s), _marks(s, numbers))
        grid.add_row("", "", "")
    out.append(grid)
    return Group(*out)


def _isolated(value: str) -> str:
    return _ISOLATE + shown(value) + _POP


def _body(text: str, s: Statement) -> Text:
    body = Text()
    if s.speaker:
        body.append(_isolated(s.speaker), style="bold cyan")
        body.append("  ")
    body.append(_isolated(" … ".join(c.of(text) for c in s.cue) or "—"), style="green")
    body.append("\n")
    body.append(_isolated(" […] ".join(c.of(text) for c in s.content)), style="default")
    for role, word in _MORE:
        if spans := getattr(s, role):
            body.append("\n")
            body.append(f"{word}: ", style="dim")
            body.append(_isolated(" … ".join(x.of(text) for x in spans)), style="italic")
    return body


def _marks(s: Statement, numbers: dict[str, int]) -> Text:
    marks = Text()
    marks.append(s.act, style=_ACT_STYLES[s.act])
    marks.append(f" · {s.quotation}", style="dim")
    if s.confidence is not None:
        marks.append(f"\n{s.confidence:.2f}", style="dim" if s.confidence >= _UNSURE else "yellow")
    start, end = s.content[0].start, s.content[-1].end
    marks.append(f"  [{start}:{end}]", style="dim")
    if s.parent in numbers:
        marks.append(f"\nin {numbers[s.parent]}", style="dim")
    if s.via in numbers:
        marks.append(f"\nvia {numbers[s.via]}", style="dim")
    return marks


def print_table(record: Record, console: Console) -> None:
    """Print a record; markup in the text is text."""
    console.print(table(record), markup=False, highlight=False)
