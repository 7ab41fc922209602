"""The addresses of pages: the only place that knows how they are made."""

from urllib.parse import quote, urlencode

from qawl.types import Span, Statement


def document_url(key: str) -> str:
    """A document's page."""
    return f"/d/{quote(key, safe='')}"


def statement_url(key: str, statement: str) -> str:
    """A statement, whatever its number in the document is by then: what is cited."""
    return f"{document_url(key)}/{quote(statement, safe='')}"


def part_url(key: str, part: int) -> str:
    """A part of a long document, numbered from 1."""
    return document_url(key) if part == 1 else f"{document_url(key)}?part={part}"


def place_url(key: str, span: Span) -> str:
    """A document with some characters pointed at."""
    return f"{document_url(key)}?at={span.start}-{span.end}#{place_id(span)}"


def record_url(key: str, part: int = 1) -> str:
    """What is derived from a document, or from a part of a long one."""
    page = f"{document_url(key)}/record"
    return page if part == 1 else f"{page}?part={part}"


def place_link(key: str, span: Span) -> str:
    """The same, for a document whose page may have no mark at those characters: it leads to the statement around them."""
    return f"{document_url(key)}/{span.start}-{span.end}"


def place_id(span: Span) -> str:
    """The id of characters in a document's page."""
    return f"c{span.start}-{span.end}"


def address(path: str, **fields: object) -> str:
    """A page with fields, of which a list gives one several times, and empty ones are left out."""
    given = {name: value for name, value in fields.items() if value}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def like_url(link: str) -> str:
    """Statements that mean nearly the same as one: its document's key, `/`, its id."""
    return address("/search", q=link, within="meaning")


def who_url(name: str) -> str:
    """The page of whoever has a name."""
    return address("/who", name=name)


def correct_url(key: str, statement: str | None = None, part: int = 1) -> str:
    """The page on which a document (a part of it, if it is long), or one of its statements, is corrected."""
    page = f"/edit/d/{quote(key, safe='')}"
    if statement is not None:
        return f"{page}/s/{quote(statement, safe='')}"
    return page if part == 1 else f"{page}?part={part}"


def correct_place(key: str, statement: Statement) -> str:
    """The page on which a statement is corrected, at its words in the text."""
    page = correct_url(key, statement.id)
    return f"{page}#{place_id(statement.content[0])}" if statement.content else page


def history_url(key: str, statement: str | None = None) -> str:
    """What people corrected in a document, or of one of its statements."""
    page = f"/history/{quote(key, safe='')}"
    return page if statement is None else f"{page}/{quote(statement, safe='')}"
