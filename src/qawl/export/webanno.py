"""Statements as W3C Web Annotations: what Hypothesis, Recogito and others attach to a page."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from qawl.export.places import document_iri, statement_iri
from qawl.types import ROLES, Record, Span, Spans, Statement

CONTEXT = 32
"""Characters before and after a quoted passage, by which a reader finds it again in a page that has changed."""


def to_webanno(records: Iterable[Record]) -> Iterator[bytes]:
    """One AnnotationPage, its items written as records come.

    Each statement is an annotation of its content, with speaker, act and type of quotation as bodies; its other roles (source,
    cue, …) are annotations that link to it. Positions count code points of the record's text, as the standard has it.
    """
    yield b'{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:qawl:annotations","type":"AnnotationPage","items":['
    comma = b"\n"
    for record in records:
        for statement in record.statements:
            for item in _annotations(record, statement):
                yield comma + msgspec.json.encode(item)
                comma = b",\n"
    yield b"\n]}\n"


def _annotations(record: Record, s: Statement) -> Iterator[dict[str, Any]]:
    iri = statement_iri(record, s)
    speaker = [_text(s.speaker, "identifying", record.lang)] if s.speaker else []
    yield {
        "id": iri,
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"type": "Software", "name": f"Qawl, model {record.model}"},
        "body": [*speaker, _text(s.act, "classifying"), _text(s.quotation, "classifying")],
        "target": _targets(record, s.content),
    }
    for role in ROLES:
        spans = getattr(s, role)
        if role != "content" and spans:
            yield {
                "id": f"{iri}-{role}",
                "type": "Annotation",
                "motivation": "linking",
                "body": [_text(role, "classifying"), {"type": "SpecificResource", "source": iri, "purpose": "linking"}],
                "target": _targets(record, spans),
            }


def _text(value: str, purpose: str, language: str = "en") -> dict[str, str]:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return {**body, "language": language} if language else body


def _targets(record: Record, spans: Spans) -> list[dict[str, Any]]:
    iri = document_iri(record)
    return [{"source": iri, "selector": [_position(x), _quote(record.text, x)]} for x in spans]


def _position(span: Span) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _quote(text: str, span: Span) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }
