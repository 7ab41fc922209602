"""A document as its reader knows it: its text with every statement marked, and the statements beside it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qawl.derive.merge import dossier
from qawl.export.marked import Labelled, Marks, labelled
from qawl.export.view import View, begins
from qawl.lang.page import PageWords
from qawl.types import ROLES, Record, Span, Statement
from qawl.web.colours import Colours, colours
from qawl.web.links import place_id, statement_url
from qawl.web.parts import part_of, parts

UNSURE = 0.5
"""Confidence below which a statement is shown as unsure."""


@dataclass(frozen=True)
class Link:
    """A statement that another stands in (`inside`) or is relayed by (`via`), its number, and where it is."""

    how: str
    speaker: str
    number: int
    href: str


@dataclass(frozen=True)
class Card:
    """A statement as the list shows it.

    place: the id of its content in the text. colour: the class of its party. parties: for whom the speaker speaks, if for others.
    uses: what rests on it, as (address in the record, words). citation: what is copied, but for the address.
    unsure: whether it is shown as unsure.
    """

    number: int
    statement: Statement
    place: str
    colour: str
    content: str
    cue: str
    addressee: str
    channel: str
    occasion: str
    parties: tuple[str, ...]
    chain: tuple[Link, ...]
    uses: tuple[tuple[str, str], ...]
    citation: str
    url: str | None
    unsure: bool


@dataclass(frozen=True)
class Article:
    """A document's page: `heading` and `paragraphs` are marked text (`qawl.export.marked`), `view` is of its record.

    A long document has several `pages`, of which this is the one with a `number`, from 1: it has the statements that begin there.
    """

    record: Record
    view: View
    title: str
    heading: Labelled
    paragraphs: Sequence[Labelled]
    cards: Sequence[Card]
    colours: Colours
    number: int = 1
    pages: int = 1


def article(
    record: Record,
    words: PageWords,
    key: str | None = None,
    place: Span | None = None,
    number: int | None = None,
    most: int | None = None,
) -> Article:
    """The page of a record in the words of the interface's language.

    key: of the document, where it is kept in a store. place: characters to point at. number: of the page, if not the one with
    that place, or the first. most: characters of the text on one page, if not all.
    """
    cut = parts(record.text, most or len(record.text) + 1)
    number = min(number or part_of(cut, place.start if place else 0), len(cut))
    part = cut[number - 1]
    shown = {n: s for n, s in enumerate(record.statements, 1) if part_of(cut, begins(s)) == number}
    view = View(dossier([record]), words, part if len(cut) > 1 else None)
    found = colours(record)
    title = view.title(record)
    marks = _marked(record, view, found, words)
    if place is not None:
        marks.add(place, "here")
    paragraphs = [labelled(pieces) for pieces in marks.paragraphs(part if len(cut) > 1 else None)]
    heading: Labelled = [("text", title)]
    if paragraphs and "".join(str(x) for kind, x in paragraphs[0] if kind == "text").strip() == title.strip():
        heading = paragraphs.pop(0)  # the headline is the text's first line: it stands there once
    cards = [_card(n, s, record, view, found, words, key, shown) for n, s in shown.items()]
    return Article(record, view, title, heading, paragraphs, cards, found, number, len(cut))


def _marked(record: Record, view: View, found: Colours, words: PageWords) -> Marks:
    """The text's marks. The classes of a statement's are `sN`, its colour, and of its content the quotation type."""
    marks = Marks(record.text)
    for n, s in enumerate(record.statements, 1):
        for role in ROLES:
            for k, span in enumerate(getattr(s, role)):
                back = (f"#s{n}", str(n), f"{words.statement} {n}: {s.speaker or words.unknown_speaker}")
                marks.add(span, role, back if role == "content" and k == 0 else None)
                for name in (f"s{n}", *_looks(s, role, found)):
                    marks.add(span, name)
    for span, _ in view.evidence.get(1, ()):
        marks.add(span, "evidence")
    return marks


def _looks(s: Statement, role: str, found: Colours) -> Sequence[str]:
    if role == "source":
        return (found.name(s.id),)
    if role != "content":
        return ()
    return (found.name(s.id), s.quotation, *(("unsure",) if _unsure(s) else ()))


def _unsure(s: Statement) -> bool:
    return s.confidence is not None and s.confidence < UNSURE


def _card(
    n: int,
    s: Statement,
    record: Record,
    view: View,
    found: Colours,
    words: PageWords,
    key: str | None,
    shown: Collection[int],
) -> Card:
    """A statement's card. shown: numbers of the statements on the same page."""
    content = view.cut(record, s.content)
    chain = tuple(
        Link(how, outer.speaker, number, f"#s{number}" if number in shown or key is None else statement_url(key, outer.id))
        for how, outer in view.chain(1, s)
        if (number := view.number(1, outer.id)) is not None
    )
    facts = (record.outlet, words.day(record.published) if record.published else None)
    place = words.comma.join(f for f in facts if f) or view.title(record)
    return Card(
        number=n,
        statement=s,
        place=place_id(s.content[0]) if s.content else "",
        colour=found.name(s.id),
        content=content,
        cue=view.cut(record, s.cue),
        addressee=view.cut(record, s.addressee),
        channel=view.cut(record, s.channel),
        occasion=view.cut(record, s.occasion),
        parties=tuple(p for p in found.of.get(s.id, ()) if p != s.speaker),
        chain=chain,
        uses=tuple(view.uses.get((1, s.id), ())),
        citation=f"{s.speaker or words.unknown_speaker}: {content} ({place})",
        url=statement_url(key, s.id) if key else None,
        unsure=_unsure(s),
    )
