"""A dossier to read in a terminal, in the words of its first document's language."""

from collections.abc import Iterable
from typing import Literal

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from qawl.derive.dossier import Dossier, Reference, References
from qawl.export.view import View
from qawl.lang.page import PageWords, page_words
from qawl.marks import shown
from qawl.types import Record, Statement

_ISOLATE, _POP = "\u2068", "\u2069"
_STANCES = {"supports": "green", "accepts": "green", "offers": "green", "demands": "yellow"}  # the others are red


def record_table(dossier: Dossier) -> RenderableType:
    """Head, parties and offices, meetings, issues with each party's stance, disputes, statements; after each line the numbers
    of the statements that it rests on, with the document's id where there are several (`[id 3 5]`).
    """
    return Group(*_Sheet(dossier).sections())


class _Sheet:
    def __init__(self, dossier: Dossier) -> None:
        self._d = dossier
        self._words: PageWords = page_words(dossier.documents[0].lang if dossier.documents else "")
        self._view = View(dossier, self._words)
        self._right = self._words.direction == "rtl"
        self._side: Literal["left", "right"] = "right" if self._right else "left"

    def sections(self) -> Iterable[RenderableType]:
        w = self._words
        if not self._d.documents:
            yield Text(w.nothing, style="dim")
        for r in self._d.documents:
            yield Rule(style="dim")
            yield Text(_isolated(self._view.title(r)), style="bold", justify=self._side)
            yield Text("  ".join(_isolated(x) for x in (r.outlet, r.published, r.id) if x), style="dim", justify=self._side)
            yield from (Text("! " + shown(x), style="yellow") for x in r.warnings)
        for title, rows in (
            (w.who, self._parties()),
            (w.meetings, self._meetings()),
            (w.matrix, self._issues()),
            (w.disputes, self._disputes()),
        ):
            if lines := list(rows):
                yield self._rule(title)
                yield self._grid(lines)
        for n, r in enumerate(self._d.documents, 1):
            yield self._rule(w.statements + (f" · {_isolated(r.id)}" if self._view.several else ""))
            yield self._grid([self._statement(n, k, r, s) for k, s in enumerate(r.statements, 1)])

    def _rule(self, title: str) -> Rule:
        return Rule(Text(title, style="dim"), align=self._side, style="dim")

    def _grid(self, rows: Iterable[tuple[str, Text]]) -> Table:
        """Rows of a number and a line, the number on the side where the language begins."""
        grid = Table(box=None, padding=(0, 1), expand=True, show_header=False, pad_edge=False)
        number = {"style": "dim", "no_wrap": True}
        if self._right:
            grid.add_column(ratio=1, justify="right", overflow="fold")
            grid.add_column(justify="right", **number)  # type: ignore[arg-type]
        else:
            grid.add_column(justify="right", **number)  # type: ignore[arg-type]
            grid.add_column(ratio=1, overflow="fold")
        for label, line in rows:
            grid.add_row(*((line, label) if self._right else (label, line)))
        return grid

    def _refs(self, references: References) -> Text:
        """The numbers of statements, or of characters where they stand in none."""
        groups = []
        for first, group in self._view.by_document(references):
            numbers = dict.fromkeys(_number(r) for r in group if r.statement_number or r.evidence)
            groups.append(" ".join([*([_isolated(first.document)] if self._view.several else []), *numbers]))
        said = [g for g in groups if g]
        return Text("".join(f"  [{g}]" for g in said), style="dim")

    def _parties(self) -> Iterable[tuple[str, Text]]:
        for n, p in enumerate(self._d.parties, 1):
            line = Text(_isolated(p.name), style="bold cyan" if p.statements else "default")
            line.append_text(self._refs(p.statements))
            for k in self._view.offices[n]:
                line.append_text(self._office(k))
            yield self._words.kinds[p.kind], line
        for k in self._view.offices[0]:
            line = Text(_isolated(self._d.offices[k - 1].person))
            line.append_text(self._office(k))
            yield "", line

    def _office(self, number: int) -> Text:
        office = self._d.offices[number - 1]
        line = Text("\n" + _isolated(office.role) + (" · " + _isolated(office.of) if office.of else ""), style="green")
        return line.append_text(self._refs(office.rests_on))

    def _meetings(self) -> Iterable[tuple[str, Text]]:
        w = self._words
        for n, m in enumerate(self._d.meetings, 1):
            line = Text(_isolated(m.name), style="bold")
            facts = (w.day(m.date) if m.date else "", m.place or "", w.statuses[m.status] if m.status else "")
            line.append("".join(f" · {_isolated(x)}" for x in facts if x), style="default")
            line.append_text(self._refs(m.rests_on))
            for label, names in ((w.parties, m.parties), (w.delegates, m.delegates)):
                if names:
                    line.append(f"\n{label}: {w.comma.join(map(_isolated, names))}", style="dim")
            yield str(n), line

    def _issues(self) -> Iterable[tuple[str, Text]]:
        for n, issue in enumerate(self._d.issues, 1):
            line = Text(_isolated(issue.phrase), style="bold")
            for stand in issue.stands:
                line.append("\n" + _isolated(stand.holder) + ": ", style="cyan")
                for taken in stand.taken:
                    line.append(self._words.stance(taken.stance), style=_STANCES.get(taken.stance, "red"))
                    for how, outer in self._view.relays(taken.rests_on, stand.holder):
                        line.append(f" ({getattr(self._words, how)} {_isolated(outer.speaker)})", style="dim")
                    line.append_text(self._refs((taken.rests_on,)))
                    line.append("  ")
            yield str(n), line

    def _disputes(self) -> Iterable[tuple[str, Text]]:
        w = self._words
        for n, k in enumerate(self._d.disputes, 1):
            line = Text(_isolated(k.issue), style="bold")
            if k.confidence is not None:
                line.append(f"  {k.confidence:.2f}", style="dim")
            for reason in k.reasons:
                line.append("\n" + _isolated(w.reason(reason)), style="dim")
            for side in k.sides:
                line.append("\n" + w.comma.join(map(_isolated, side.holders)), style="cyan")
                line.append(f": {_isolated(w.stance(side.stance))}")
                line.append_text(self._refs(side.rests_on))
            for a, b in k.conflicting_claims:
                line.append(f"\n{w.conflict}:", style="red").append_text(self._refs((a,)))
                line.append(f"  {w.against}").append_text(self._refs((b,)))
            yield str(n), line

    def _statement(self, document: int, number: int, record: Record, s: Statement) -> tuple[str, Text]:
        w, cut = self._words, self._view.cut
        line = Text(_isolated(s.speaker or w.unknown_speaker), style="bold cyan")
        for how, outer in self._view.chain(document, s):
            line.append(f" ← {getattr(w, how)} {_isolated(outer.speaker or w.unknown_speaker)}", style="cyan")
        line.append(f"  {w.acts[s.act]}", style="yellow")
        line.append(f" · {w.quotations[s.quotation]}", style="dim")
        if s.cue:
            line.append(f"  {_isolated(cut(record, s.cue))}", style="green")
        line.append("\n" + _isolated(cut(record, s.content)), style="default")
        more = [
            (label, cut(record, x))
            for label, x in ((w.addressee, s.addressee), (w.channel, s.channel), (w.occasion, s.occasion))
            if x
        ]
        facts = [f"{label}: {_isolated(x)}" for label, x in more]
        facts += [f"{w.said_on} {_isolated(w.day(s.time))}"] if s.time else []
        facts += [f"{w.confidence} {s.confidence:.2f}"] if s.confidence is not None else []
        if facts:
            line.append("\n" + " · ".join(facts), style="dim")
        return str(number), line


def _number(reference: Reference) -> str:
    if reference.statement_number:
        return str(reference.statement_number)
    return f"{reference.evidence.start}:{reference.evidence.end}" if reference.evidence else ""


def _isolated(value: str) -> str:
    return _ISOLATE + shown(value) + _POP
