"""Articles as TEI P5 (`teiCorpus`), with every statement a `said`.

Contents that cross another statement's, a paragraph's end, or a gap are several `said`, chained by `next` and `prev`.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from qawl.export.marked import Close, Marks, Open
from qawl.export.people import People
from qawl.export.tei_header import corpus_header, header
from qawl.export.xml import XML_ID, XML_LANG, legal, written
from qawl.types import ROLES, Record, Statement

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DIRECT = {"direct": "true", "indirect": "false", "mixed": "unknown"}


def to_tei(records: Iterable[Record]) -> Iterator[bytes]:
    """One TEI corpus, in one piece."""
    root = ET.Element("teiCorpus", {"xmlns": NAMESPACE})
    root.append(corpus_header())
    ET.indent(root, "")
    for number, record in enumerate(records, 1):
        root.append(_text(record, f"d{number}"))
    if len(root) == 1:  # a corpus has a text
        root.append(_text(Record(id="", text="", lang="", version=1, model="", statements=()), "d1"))
    yield written(root)


def _text(record: Record, name: str) -> ET.Element:
    people = People(record)
    out = ET.Element("TEI", {XML_ID: name, **({XML_LANG: record.lang} if _LANGUAGE.fullmatch(record.lang) else {})})
    out.append(header(record, name, people))
    ET.indent(out, "")
    body = ET.SubElement(ET.SubElement(out, "text"), "body")
    marker = _Marker(record, name, people)
    for paragraph in marker.paragraphs():
        body.append(paragraph)
    if not len(body):
        ET.SubElement(body, "p")
    return out


class _Marker:
    """Makes the paragraphs of one record."""

    def __init__(self, record: Record, name: str, people: People) -> None:
        self._record, self._name, self._people = record, name, people
        self._numbers = {s.id: n for n, s in enumerate(record.statements, 1)}
        self._fragments: dict[int, list[ET.Element]] = {}  # the elements of each statement's content, by its number
        self._marks = Marks(record.text)
        for n, s in enumerate(record.statements):
            for role in ROLES:
                for span in getattr(s, role):
                    if span.start < span.end:
                        self._marks.add(span, f"{role} {n}")

    def paragraphs(self) -> list[ET.Element]:
        out = []
        for pieces in self._marks.paragraphs():
            stack = [ET.Element("p")]
            depths: list[int] = []  # how many elements each open mark has
            for piece in pieces:
                if isinstance(piece, Open):
                    for key in piece.mark.classes:
                        stack.append(self._element(stack[-1], key))
                    depths.append(len(piece.mark.classes))
                elif isinstance(piece, Close):
                    del stack[-depths.pop() :]
                else:
                    _append(stack[-1], legal(piece))
            stack[0].tail = "\n"
            out.append(stack[0])
        for number, elements in self._fragments.items():
            self._chain(number, elements)
        return out

    def _element(self, parent: ET.Element, key: str) -> ET.Element:
        role, _, place = key.partition(" ")
        number = int(place)
        s = self._record.statements[number]
        if role == "content":
            out = ET.SubElement(parent, "said", self._attributes(s))
            self._fragments.setdefault(number, []).append(out)
            return out
        return ET.SubElement(parent, "seg", {"type": role, "corresp": self._pointer(number + 1)})

    def _attributes(self, s: Statement) -> dict[str, str]:
        out = {"ana": f"#act.{s.act} #quotation.{s.quotation}", "direct": _DIRECT[s.quotation], "n": legal(s.id)}
        for attribute, people in (("who", self._people.speakers(s)), ("toWhom", self._people.addressees(s))):
            if people:
                out[attribute] = " ".join(f"#{self._name}.p{p.number}" for p in people)
        if s.via in self._numbers:
            out["source"] = self._pointer(self._numbers[s.via])
        return out

    def _pointer(self, number: int) -> str:
        return f"#{self._name}.s{number}"

    def _chain(self, number: int, elements: list[ET.Element]) -> None:
        """Ids for the pieces of a content: the statement's for the first, with a letter behind it for the others."""
        first = f"{self._name}.s{number + 1}"
        ids = [first if k == 0 else f"{first}-{k + 1}" for k in range(len(elements))]
        for k, element in enumerate(elements):
            element.set(XML_ID, ids[k])
            if k:
                element.set("prev", f"#{ids[k - 1]}")
            if k + 1 < len(ids):
                element.set("next", f"#{ids[k + 1]}")


def _append(element: ET.Element, text: str) -> None:
    """More text behind what an element holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
