"""The headers of a TEI corpus: what it is, where each text is from, and who speaks in it."""

import re
import xml.etree.ElementTree as ET
from typing import get_args

from qawl import __version__
from qawl.export.people import People
from qawl.export.xml import XML_ID, child, legal
from qawl.types import Act, QuotationType, Record

_WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_TITLE = 200  # characters of a first line that stands for a title


def corpus_header() -> ET.Element:
    """The corpus's own header: the acts and types of quotation that `said` points to with `ana`."""
    out = ET.Element("teiHeader")
    source = _described(out, "Attributed statements", "Not published")
    child(source, "p", "The articles of this corpus")
    encoding = child(out, "encodingDesc")
    application = child(child(encoding, "appInfo"), "application", ident="qawl", version=__version__)
    child(application, "label", "Qawl")
    classes = child(encoding, "classDecl")
    for name, values in (("act", get_args(Act)), ("quotation", get_args(QuotationType))):
        taxonomy = ET.SubElement(classes, "taxonomy", {XML_ID: name})
        for value in values:
            child(ET.SubElement(taxonomy, "category", {XML_ID: f"{name}.{value}"}), "catDesc", value)
    return out


def header(record: Record, name: str, people: People) -> ET.Element:
    """One text's header; `name` is what its ids begin with."""
    out = ET.Element("teiHeader")
    title = record.title or record.text.strip().split("\n", 1)[0][:_TITLE] or record.id or "No title"
    published = f"Published by {record.outlet}" if record.outlet else "Where it was published is not known"
    described = child(_described(out, title, published), "bibl")
    child(described, "title", title)
    if record.author:
        child(described, "author", record.author)
    if record.outlet:
        child(described, "publisher", record.outlet)
    if record.published:
        when = _WHEN.match(record.published)
        child(described, "date", record.published, when=when.group() if when else None)
    if record.id:
        child(described, "idno", record.id, type="qawl")
    if record.url:
        child(described, "idno", record.url, type="URL")
    if listed := _people(name, people):
        child(child(out, "profileDesc"), "particDesc").extend(listed)
    return out


def _described(parent: ET.Element, title: str, published: str) -> ET.Element:
    """The `sourceDesc` of a new `fileDesc` with title and publication."""
    out = child(parent, "fileDesc")
    child(child(out, "titleStmt"), "title", title)
    child(child(out, "publicationStmt"), "p", published)
    return child(out, "sourceDesc")


def _people(name: str, people: People) -> list[ET.Element]:
    persons, bodies = ET.Element("listPerson"), ET.Element("listOrg")
    for person in people:
        human = person.kind in ("person", "unnamed")
        attributes = {XML_ID: f"{name}.p{person.number}"}
        if person.kind in ("state", "unnamed"):
            attributes["type" if not human else "role"] = person.kind
        if person.entity and person.entity.key:
            attributes["n"] = legal(person.entity.key)
        out = ET.SubElement(persons if human else bodies, "person" if human else "org", attributes)
        forms = (person.name, *((person.entity.name_en or "",) if person.entity else ()))
        for form in filter(None, dict.fromkeys(forms)):
            child(out, "persName" if human else "orgName", form)
    return [x for x in (persons, bodies) if len(x)]
