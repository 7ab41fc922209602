"""Statements in brat's standoff format: a zip of one `.txt` and one `.ann` a document, and the configuration that they need."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import get_args

from qawl.types import ROLES, Act, QuotationType, Record, Span, Spans

RELATIONS = {"source": "Said_by", "cue": "By_cue", "addressee": "Said_to", "channel": "Through", "occasion": "At"}
"""From a content to each other role."""

# brat reads lines, so that no annotation may hold what ends one; it counts code points as Qawl does
_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_UNSAFE = re.compile(r"[^\w.-]+")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same records make the same bytes


def to_brat(records: Iterable[Record]) -> Iterator[bytes]:
    """The zip, in one piece: unpack it under brat's `data` folder.

    A statement is its Content, with attributes Act and Quotation and a note that names the speaker; relations lead from it to its
    other spans, to the content that it stands in (Nested_in) and to the one that relays it (Relayed_by).
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "annotation.conf", _configuration())
        for number, record in enumerate(records, 1):
            name = f"{number:05d}-{_UNSAFE.sub('_', record.id)[-60:].strip('._')}".rstrip("-")
            _put(archive, f"{name}.txt", record.text)
            _put(archive, f"{name}.ann", annotations(record))
    yield out.getvalue()


def annotations(record: Record) -> str:
    """The `.ann` file of a record: a line for each span (T), relation (R), attribute (A) and note (#)."""
    lines: list[str] = []
    counts = dict.fromkeys("TRA#", 0)

    def add(kind: str, rest: str) -> str:
        counts[kind] += 1
        lines.append(f"{kind}{counts[kind]}\t{rest}\n")
        return f"{kind}{counts[kind]}"

    contents: dict[str, str] = {}
    for s in record.statements:
        marked = {r: add("T", _bound(r, x, record.text)) for r in ROLES if (x := _lines(record.text, getattr(s, r)))}
        if "content" not in marked:
            continue
        content = contents[s.id] = marked["content"]
        for role, place in marked.items():
            if role != "content":
                add("R", f"{RELATIONS[role]} Arg1:{content} Arg2:{place}")
        add("A", f"Act {content} {s.act}")
        add("A", f"Quotation {content} {s.quotation}")
        add("#", f"AnnotatorNotes {content}\t{' '.join(s.speaker.split())} [{s.id}]")
    for s in record.statements:
        for relation, other in (("Nested_in", s.parent), ("Relayed_by", s.via)):
            if s.id in contents and other in contents:
                add("R", f"{relation} Arg1:{contents[s.id]} Arg2:{contents[other]}")
    return "".join(lines)


def _lines(text: str, spans: Spans) -> list[Span]:
    """Spans cut where lines end."""
    return [Span(x.start + m.start(), x.start + m.end()) for x in spans for m in _LINE.finditer(x.of(text))]


def _bound(role: str, spans: list[Span], text: str) -> str:
    places = ";".join(f"{x.start} {x.end}" for x in spans)
    return f"{role.capitalize()} {places}\t{' '.join(x.of(text) for x in spans)}"


def _configuration() -> str:
    relations = [*(f"{name} Arg1:Content, Arg2:{role.capitalize()}" for role, name in RELATIONS.items())]
    relations += [f"{name} Arg1:Content, Arg2:Content" for name in ("Nested_in", "Relayed_by")]
    relations.append("<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>")
    values = {"Act": get_args(Act), "Quotation": get_args(QuotationType)}
    sections = {
        "entities": [role.capitalize() for role in ROLES],
        "relations": relations,
        "events": [],
        "attributes": [f"{name} Arg:Content, Value:{'|'.join(choices)}" for name, choices in values.items()],
    }
    return "\n".join(line for name, lines in sections.items() for line in (f"[{name}]", *lines, ""))


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, text.encode())
