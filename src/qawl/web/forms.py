"""A statement as a form, and a form as what is to become of a statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from starlette.datastructures import FormData, QueryParams

from qawl.classify import Quotations
from qawl.errors import BadCorrection
from qawl.lang.detect import serving
from qawl.segment import quotations
from qawl.types import ROLES, Record, Span, Spans, Statement
from qawl.web.settings import Settings

MARKS = "marks"
"""The quotation type that the quotation marks tell."""
_DIGITS = 9
_WORDS = ("speaker", "speaker_kind", "act", "quotation", "time")


@dataclass(frozen=True)
class Draft:
    """What a form says: spans by role, the other fields as they were chosen or typed."""

    spans: Mapping[str, Spans]
    words: Mapping[str, str]

    @classmethod
    def of(cls, statement: Statement) -> "Draft":
        """The form of a statement."""
        return cls({role: getattr(statement, role) for role in ROLES}, {name: getattr(statement, name) or "" for name in _WORDS})

    @classmethod
    def begun(cls, query: QueryParams, length: int) -> "Draft":
        """The form of a new statement, with the content that an address names, `?content=120-180`."""
        start, _, end = query.get("content", "").partition("-")
        spans: Spans = (Span(int(start), int(end)),) if is_number(start) and is_number(end) else ()
        inside = tuple(s for s in spans if s.start < s.end <= length)
        chosen = {"speaker": "", "speaker_kind": "person", "act": "assert", "quotation": MARKS, "time": ""}
        return cls({role: inside if role == "content" else () for role in ROLES}, chosen)

    @classmethod
    def sent(cls, form: FormData, settings: Settings) -> "Draft":
        """What a form says that was sent. Raises `BadCorrection` for what is no number, or too long."""
        words = {name: str(form.get(name, "")).strip() for name in _WORDS}
        for name, value in words.items():
            if len(value) > settings.field_chars:
                raise BadCorrection(f"{name}: longer than {settings.field_chars} characters")
        return cls({role: _spans(form, role, settings) for role in ROLES}, words)

    def fields(self, record: Record) -> dict[str, Any]:
        """The fields of the statement that the form describes, for `qawl.store.Change`."""
        spans = {role: tuple(_trimmed(record.text, s) for s in chosen) for role, chosen in self.spans.items()}
        words = {name: self.words[name] or None for name in _WORDS if name != "speaker"}
        if words["quotation"] == MARKS:
            words["quotation"] = _by_marks(record, spans["content"])
        return {**spans, "speaker": self.words["speaker"], **words}

    def statement(self, record: Record) -> Statement:
        """A new statement, without an id. Raises `BadCorrection` where a choice is none that the form offers."""
        try:
            return msgspec.convert({"id": "", **msgspec.to_builtins(self.fields(record))}, Statement)
        except msgspec.ValidationError as error:
            raise BadCorrection(str(error)) from error


def _by_marks(record: Record, content: Spans) -> str:
    if not content:
        return "indirect"
    return Quotations(record.text, quotations(record.text), serving(record.lang, record.text)).type_of(content)


def _trimmed(text: str, span: Span) -> Span:
    """A span without the spaces at its ends, where it lies in the text."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() and span.end <= len(text) else span


def _spans(form: FormData, role: str, settings: Settings) -> Spans:
    """The spans of a role, in the text's order; a row of which both fields are empty is none."""
    starts, ends = (list(map(str, form.getlist(f"{role}_{end}"))) for end in ("start", "end"))
    rows = [(a.strip(), b.strip()) for a, b in zip(starts, ends, strict=False) if a.strip() or b.strip()]
    if len(rows) > settings.spans:
        raise BadCorrection(f"{role}: more than {settings.spans} parts")
    if not all(is_number(a) and is_number(b) for a, b in rows):
        raise BadCorrection(f"{role}: start and end are numbers of characters")
    return tuple(sorted(Span(int(a), int(b)) for a, b in rows))


def is_number(value: str) -> bool:
    """Whether a field is a number, and one that can be an offset."""
    return value.isascii() and value.isdecimal() and len(value) <= _DIGITS
