"""Who passed on whose words, as PROV-JSON: chains of relays that provenance tools read."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from qawl.export.people import People
from qawl.export.places import NAMESPACE, document_iri, said
from qawl.types import Record, Statement

_KINDS = {"person": "prov:Person", "unnamed": "prov:Person", "organization": "prov:Organization", "state": "prov:Organization"}
Section = dict[str, dict[str, Any]]


def to_prov(records: Iterable[Record]) -> Iterator[bytes]:
    """One PROV-JSON document, in one piece.

    Articles and statements are entities, speakers agents. An article quotes the statements that nobody in it relays or holds; a
    statement that relays another quotes it (`prov:Quotation`), one in whose content another stands derives from it.
    """
    out: dict[str, Section] = {"entity": {}, "agent": {}, "wasAttributedTo": {}, "wasDerivedFrom": {}}
    for number, record in enumerate(records, 1):
        _add(out, f"doc:d{number}", record)
    prefixes = {"qawl": NAMESPACE, "doc": "urn:qawl:document:"}
    yield msgspec.json.format(msgspec.json.encode({"prefix": prefixes, **out}), indent=1) + b"\n"


def _add(out: dict[str, Section], name: str, record: Record) -> None:
    people = People(record)
    out["entity"][name] = _known(
        {
            "prov:type": _qualified("qawl:Article"),
            "prov:label": record.title,
            "prov:location": document_iri(record),
            "qawl:id": record.id,
            "qawl:outlet": record.outlet,
            "qawl:published": record.published,
        }
    )
    for person in people:
        entity = person.entity
        out["agent"][f"{name}.p{person.number}"] = _known(
            {"prov:type": _qualified(_KINDS[person.kind]), "prov:label": person.name, "qawl:key": entity.key if entity else None}
        )
    places = {s.id: f"{name}.s{n}" for n, s in enumerate(record.statements, 1)}
    for s in record.statements:
        place = places[s.id]
        out["entity"][place] = _statement(record, s)
        for person in people.speakers(s):
            link = {"prov:entity": place, "prov:agent": f"{name}.p{person.number}"}
            out["wasAttributedTo"][f"_:a{len(out['wasAttributedTo']) + 1}"] = link
        holder = places.get(s.via or s.parent or "", name)
        derived: dict[str, Any] = {"prov:generatedEntity": holder, "prov:usedEntity": place}
        if s.via or holder == name:
            derived["prov:type"] = _qualified("prov:Quotation")
        out["wasDerivedFrom"][f"_:q{len(out['wasDerivedFrom']) + 1}"] = derived


def _statement(record: Record, s: Statement) -> dict[str, Any]:
    return _known(
        {
            "prov:type": _qualified("qawl:Statement"),
            "prov:value": said(record.text, s.content),
            "qawl:id": s.id,
            "qawl:act": s.act,
            "qawl:quotation": s.quotation,
            "qawl:cue": said(record.text, s.cue),
            "qawl:time": s.time,
            "qawl:confidence": s.confidence,
        }
    )


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in fields.items() if v not in (None, "")}
