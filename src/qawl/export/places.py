"""Where a document and its statements are on the web, and what a role's spans say."""

from urllib.parse import quote, urlsplit

from qawl.types import Record, Spans, Statement

GAP = " … "
"""Stands between the spans of a role that is in several pieces."""
NAMESPACE = "https://qawl.invalid/ns#"
"""Of our own terms, where a format asks for a namespace. It names them and leads nowhere."""


def document_iri(record: Record) -> str:
    """The document's address where it is one of the web, else `urn:qawl:` and its id."""
    try:
        if record.url and urlsplit(record.url).scheme in ("http", "https"):
            return quote(record.url.partition("#")[0], safe="%/:=&?~+!$,;'@()*[]")
    except ValueError:
        pass
    return "urn:qawl:" + quote(record.id, safe="")


def statement_iri(record: Record, statement: Statement | str) -> str:
    """The document's address with the statement's id behind the `#`."""
    key = statement if isinstance(statement, str) else statement.id
    return f"{document_iri(record)}#{quote(key, safe='')}"


def said(text: str, spans: Spans) -> str:
    """The words of spans, with a mark between several."""
    return GAP.join(span.of(text) for span in spans)
