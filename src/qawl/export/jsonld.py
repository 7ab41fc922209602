"""Statements as schema.org Quotations, in JSON-LD: articles, who is in them, and what each says."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from qawl.export.people import People, Person
from qawl.export.places import document_iri, said, statement_iri
from qawl.types import Record, Statement

_TYPES = {"person": "Person", "unnamed": "Person", "organization": "Organization", "state": "Organization"}


def to_jsonld(records: Iterable[Record]) -> Iterator[bytes]:
    """One JSON-LD document, its `@graph` written as records come.

    A Quotation is `isPartOf` its article and the one that it is nested in; one that relays another `isBasedOn` that one. Act and
    type of quotation are its `keywords`: the text of an indirect one is the article's words, not the speaker's.
    """
    yield b'{"@context":"https://schema.org","@graph":['
    comma = b"\n"
    for record in records:
        for node in _nodes(record):
            yield comma + msgspec.json.encode({k: v for k, v in node.items() if v not in (None, "", [], ())})
            comma = b",\n"
    yield b"\n]}\n"


def _nodes(record: Record) -> Iterator[dict[str, Any]]:
    iri, people = document_iri(record), People(record)
    yield {
        "@type": "NewsArticle",
        "@id": iri,
        "identifier": record.id,
        "headline": record.title,
        "url": record.url,
        "datePublished": record.published,
        "inLanguage": record.lang,
        "author": {"@type": "Person", "name": record.author} if record.author else None,
        "publisher": {"@type": "Organization", "name": record.outlet} if record.outlet else None,
    }
    for person in people:
        yield _person(iri, person)
    relayed: dict[str, list[dict[str, str]]] = {}
    for s in record.statements:
        if s.via:
            relayed.setdefault(s.via, []).append({"@id": statement_iri(record, s)})
    for s in record.statements:
        yield {**_quotation(record, s, people), "isBasedOn": relayed.get(s.id)}


def _person(iri: str, person: Person) -> dict[str, Any]:
    entity = person.entity
    return {
        "@type": _TYPES[person.kind],
        "@id": f"{iri}#p{person.number}",
        "name": person.name,
        "alternateName": [x for x in ((entity.name_en or ""), *entity.aliases_in_text) if x] if entity else None,
        "identifier": entity.key if entity else None,
        "description": "unnamed source" if person.kind == "unnamed" else None,
    }


def _quotation(record: Record, s: Statement, people: People) -> dict[str, Any]:
    iri = document_iri(record)
    held_by = [statement_iri(record, x) for x in record.statements if x.id == s.parent]
    return {
        "@type": "Quotation",
        "@id": statement_iri(record, s),
        "text": said(record.text, s.content),
        "inLanguage": record.lang,
        "creator": [{"@id": f"{iri}#p{p.number}"} for p in people.speakers(s)],
        "audience": [{"@type": "Audience", "name": p.name} for p in people.addressees(s)],
        "isPartOf": [{"@id": x} for x in (iri, *held_by)],
        "keywords": [s.act, s.quotation],
        "dateCreated": s.time,
    }
