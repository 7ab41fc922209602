"""What the page and the table ask of a dossier: ids and places, chains, columns, and the texts with their marks."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from qawl.derive.dossier import Dossier, Reference, References, Stand, Taken
from qawl.export.marked import Labelled, Link, Marks, labelled
from qawl.lang import language, languages
from qawl.lang.page import PageWords
from qawl.relate import chain
from qawl.types import ROLES, Record, Span, Spans, Statement

COLUMNS = 5
"""Parties that have a column of their own in the matrix; the others share one, each cell with its holder's name."""
_CLIP = 240  # characters of a statement that a dispute quotes
_TITLE = 200  # a first line up to so long is a headline


class View:
    """What the template asks for. part: only what rests on this part of each text is shown, all of it if there is none."""

    def __init__(self, dossier: Dossier, words: PageWords, part: Span | None = None) -> None:
        self.dossier, self._words, self._part = dossier, words, part
        self._by_id = [{s.id: s for s in record.statements} for record in dossier.documents]
        self._numbers = [{s.id: n for n, s in enumerate(record.statements, 1)} for record in dossier.documents]
        self.evidence: dict[int, list[tuple[Span, Link | None]]] = {}  # what is derived rests on it, and what leads back
        for reference, link in self._facts():
            if reference.evidence is not None:
                self.evidence.setdefault(reference.number, []).append((reference.evidence, link))
        self.several = len(dossier.documents) > 1
        self.uses = self._uses()
        holders = {p.name: n for n, p in reversed(list(enumerate(dossier.parties, 1)))}
        held: dict[int, list[int]] = {n: [] for n in range(len(dossier.parties) + 1)}
        for n, office in enumerate(dossier.offices, 1):
            held[holders.get(office.person, 0)].append(n)
        # numbers of each party's offices that are shown; under 0 those of persons who are no entity
        self.offices = {n: [k for k in of if self._is_here(dossier.offices[k - 1].rests_on)] for n, of in held.items()}
        # what is shown of the others, each with its number
        self.meetings = [(n, m) for n, m in enumerate(dossier.meetings, 1) if self._is_here(m.rests_on)]
        self.issues = [
            (n, i) for n, i in enumerate(dossier.issues, 1) if self._is_here(t.rests_on for s in i.stands for t in s.taken)
        ]
        self.disputes = [
            (n, k) for n, k in enumerate(dossier.disputes, 1) if self._is_here(r for side in k.sides for r in side.rests_on)
        ]
        parties = list(enumerate(dossier.parties, 1))
        self.speaking = [(n, p) for n, p in parties if self.offices[n] or self.here(p.statements)]
        at_first = part is None or not part.start  # who says nothing stands nowhere else
        self.silent = [(n, p) for n, p in parties if at_first and not p.statements and not held[n]]
        counts: dict[str, int] = {}
        for stand in (s for issue in dossier.issues for s in issue.stands):
            counts[stand.holder] = counts.get(stand.holder, 0) + len(stand.taken)
        ranked = sorted(counts, key=lambda h: -counts[h])
        self.columns = ranked if len(ranked) <= COLUMNS + 1 else ranked[:COLUMNS]
        self.others = len(ranked) > len(self.columns)

    def id(self, number: int, name: str) -> str:
        """An id in the page, of something in a document."""
        return f"d{number}-{name}" if self.several else name

    def characters(self, number: int, span: Span) -> str:
        """The id of a stretch of a document's text."""
        return self.id(number, f"c{span.start}-{span.end}")

    def place(self, reference: Reference) -> str | None:
        """The id of the characters that a reference names, else of its statement's content."""
        span = reference.evidence
        if span is None and (statement := self.statement(reference)) is not None:
            span = next(iter(statement.content or statement.cue), None)
        inside = span is not None and span.end <= len(self.dossier.documents[reference.number - 1].text)
        return self.characters(reference.number, span) if span is not None and inside else None

    def here(self, references: Iterable[Reference]) -> References:
        """Those of the references that are to places in the part that is shown; one to a whole document is to its beginning."""
        return tuple(r for r in references if self._part is None or self._part.start <= self._start(r) < self._part.end)

    def _is_here(self, references: Iterable[Reference]) -> bool:
        return self._part is None or bool(self.here(references))

    def _start(self, reference: Reference) -> int:
        statement = self.statement(reference)
        if statement is not None:
            return begins(statement)
        return reference.evidence.start if reference.evidence else 0

    def by_document(self, references: References) -> list[tuple[Reference, list[Reference]]]:
        """References to places that are shown, by document, each once, with the first one of each."""
        out: dict[int, list[Reference]] = {}
        for reference in self.here(references):
            group = out.setdefault(reference.number, [])
            if reference not in group:
                group.append(reference)
        return [(group[0], group) for group in out.values()]

    def statement(self, reference: Reference) -> Statement | None:
        """The statement of a reference."""
        return self._by_id[reference.number - 1].get(reference.statement or "")

    def record(self, reference: Reference) -> Record:
        """The document of a reference."""
        return self.dossier.documents[reference.number - 1]

    def chain(self, number: int, statement: Statement) -> list[tuple[str, Statement]]:
        """Who relays a statement, or in whose words it stands, outwards: `via` or `inside`, and that statement."""
        links = chain(statement, self._by_id[number - 1])
        return [("via" if a.via == b.id else "inside", b) for a, b in pairwise(links)]

    def relays(self, reference: Reference, holder: str) -> list[tuple[str, Statement]]:
        """The chain of a position's statement, without links that name its holder or its speaker again."""
        statement = self.statement(reference)
        if statement is None:
            return []
        return [x for x in self.chain(reference.number, statement) if x[1].speaker not in ("", holder, statement.speaker)]

    def number(self, document: int, key: str) -> int | None:
        """A statement's number in its document."""
        return self._numbers[document - 1].get(key)

    def direction(self, record: Record) -> str:
        """How a document's text is written; told by its letters where its language is not one that Qawl knows."""
        if record.lang not in languages():
            return "auto"
        return "rtl" if language(record.lang).right_to_left else "ltr"

    def title(self, record: Record) -> str:
        """A document's title (`title_of`)."""
        return title_of(record.title, record.text, record.id)

    def url(self, record: Record) -> str | None:
        """A document's address where it is one of the web."""
        try:
            return record.url if record.url and urlsplit(record.url).scheme in ("http", "https") else None
        except ValueError:
            return None

    def cut(self, record: Record, spans: Spans, clip: bool = False) -> str:
        """Spans of a text on one line; clipped, only the beginning of a long one."""
        text = " ".join(" […] ".join(x.of(record.text) for x in spans).split("\n"))
        return text if not clip or len(text) <= _CLIP else text[:_CLIP].rsplit(" ", 1)[0] + " …"

    def stands(self, stands: Sequence[Stand], holder: str | None) -> list[tuple[Stand, list[Taken]]]:
        """The stands of a column's party, with what is shown of each; of all that have no column, without one."""
        chosen = (s for s in stands if (s.holder == holder if holder is not None else s.holder not in self.columns))
        return [(s, taken) for s in chosen if (taken := [t for t in s.taken if self.here([t.rests_on])])]

    def paragraphs(self, number: int) -> Iterable[Labelled]:
        """A document's text with its marks."""
        record = self.dossier.documents[number - 1]
        marks = Marks(record.text)
        for n, s in enumerate(record.statements, 1):
            for role in ROLES:
                for k, span in enumerate(getattr(s, role)):
                    back = (f"#{self.id(number, f's{n}')}", str(n), f"{self._words.statement} {n}")
                    leads = role == "content" and k == 0
                    marks.add(span, role if role in ("source", "cue", "content") else "more", back if leads else None)
        for evidence, link in self.evidence.get(number, ()):
            marks.add(evidence, "evidence", link)
        for pieces in marks.paragraphs():
            yield labelled(pieces)

    def _facts(self) -> Iterable[tuple[Reference, Link | None]]:
        """Every reference with characters, with the link back where these are no statement's."""
        w = self._words
        for n, office in enumerate(self.dossier.offices, 1):
            for r in office.rests_on:
                yield r, (f"#o{n}", "●", f"{w.office} {n}")
        for n, meeting in enumerate(self.dossier.meetings, 1):
            for r in meeting.rests_on:
                yield r, (f"#m{n}", "◆", f"{w.meeting} {n}")
        for n, issue in enumerate(self.dossier.issues, 1):
            for r in (t.rests_on for stand in issue.stands for t in stand.taken):
                yield r, None if r.statement else (f"#i{n}", "▲", f"{w.issue} {n}")

    def _uses(self) -> dict[tuple[int, str], list[tuple[str, str]]]:
        """What rests on each statement: (address, words), by document and id."""
        w, out = self._words, dict[tuple[int, str], list[tuple[str, str]]]()

        def use(references: Iterable[Reference], link: tuple[str, str]) -> None:
            for r in references:
                if r.statement and link not in (links := out.setdefault((r.number, r.statement), [])):
                    links.append(link)

        for n, issue in enumerate(self.dossier.issues, 1):
            use((t.rests_on for stand in issue.stands for t in stand.taken), (f"#i{n}", f"{w.issue} {n}"))
        for n, dispute in enumerate(self.dossier.disputes, 1):
            use((r for side in dispute.sides for r in side.rests_on), (f"#k{n}", f"{w.dispute} {n}"))
            use((r for pair in dispute.conflicting_claims for r in pair), (f"#k{n}", f"{w.dispute} {n}"))
        for n, meeting in enumerate(self.dossier.meetings, 1):
            use(meeting.rests_on, (f"#m{n}", f"{w.meeting} {n}"))
        for n, office in enumerate(self.dossier.offices, 1):
            use(office.rests_on, (f"#o{n}", f"{w.office} {n}"))
        return out


def begins(statement: Statement) -> int:
    """The first character of what is said, else of any part of a statement."""
    return min((s.start for s in statement.content or (s for role in ROLES for s in getattr(statement, role))), default=0)


def title_of(title: str | None, text: str, name: str) -> str:
    """A document's title, else its text's first line where that is one, else its id."""
    first = text.strip().split("\n", 1)[0].strip()
    return title or (first if 0 < len(first) <= _TITLE else name)
