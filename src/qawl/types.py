"""The record: what is kept of a document and of who said what in it.

Every offset counts Unicode code points into the document's `text` as stored; `text[span.start:span.end]` is the span.
All types are immutable. Their JSON form has the field names of the gold files (`docs/data-model.md`).
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from qawl.notebook import direction, small_table

# Raised when a field changes its meaning or goes; new optional fields leave it.
RECORD_VERSION = 2

Act = Literal["assert", "accuse", "deny", "demand", "propose", "accept", "reject", "warn", "promise", "regret", "praise", "ask"]
QuotationType = Literal["direct", "indirect", "mixed"]
SpeakerKind = Literal["person", "organization", "unnamed"]
EntityKind = Literal["person", "organization", "state"]
ResolutionKind = Literal["name", "title", "description", "pronoun", "dropped", "joint"]
MentionKind = Literal["person", "organization", "state", "title"]
MeetingStatus = Literal["held", "planned", "postponed", "cancelled"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Stance = Literal["supports", "rejects", "demands", "offers", "accepts", "threatens", "denies", "accuses"]
ReasonCode = Literal["stances", "shared_words", "names_both", "names_one", "inside"]

# The roles of spans in a statement, in the order in which they are shown.
ROLES = ("source", "cue", "content", "addressee", "channel", "occasion")


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A stretch of text: code points `start` to `end`, end exclusive. JSON: `[start, end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The span so many code points on."""
        return Span(self.start + by, self.end + by)


Spans = tuple[Span, ...]


def covered(within: Span, spans: Iterable[Span]) -> int:
    """How many characters of a span others cover, each counted once."""
    out, at = 0, within.start
    for span in sorted(spans):
        low, high = max(at, span.start), min(within.end, span.end)
        if low < high:
            out += high - low
            at = high
    return out


class Quotation(msgspec.Struct, frozen=True):
    """What stands between quotation marks, marks included. `depth` is 0 for an outer one."""

    start: int
    end: int
    depth: int = 0
    balanced: bool = True


class Post(msgspec.Struct, frozen=True, omit_defaults=True):
    """A social-media post embedded in an article: its text, and the line that names its author."""

    content: Spans
    byline: Span
    author: Span
    handle: str
    date: str = ""


class Mention(msgspec.Struct, frozen=True):
    """A name, or a title or description that stands for a person, where it stands in the text."""

    span: Span
    kind: MentionKind


class Segments(msgspec.Struct, frozen=True):
    """A text's units, each in reading order, as (start, end) pairs."""

    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]
    words: tuple[tuple[int, int], ...]
    quotations: tuple[Quotation, ...]
    posts: tuple[Post, ...]


class Resolution(msgspec.Struct, frozen=True):
    """How a statement's speaker was found: the kind of step, and the mentions that led from its source to the name.

    `name`: the source holds it; `title`: an office or description of a person named elsewhere; `description`: of a body or an
    unnamed source; `pronoun`; `dropped`: no source stands there; `joint`: several. `score`: its probability.
    """

    kind: ResolutionKind
    mentions: Spans
    score: float


class Statement(msgspec.Struct, frozen=True, omit_defaults=True):
    """One attribution: a content presented as somebody's.

    `source` is empty where the subject is dropped, `cue` where there is none. `confidence` is the probability that
    the statement is one and its content exact. `parent` and `via` are ids of other statements of the document.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    quotation: QuotationType
    act: Act
    speaker: str = ""
    speaker_kind: SpeakerKind | None = None
    addressee: Spans = ()
    channel: Spans = ()
    occasion: Spans = ()
    parent: str | None = None
    via: str | None = None
    time: str | None = None
    confidence: float | None = None
    resolution: Resolution | None = None


class Entity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person, organization or state that the document names.

    `aliases_in_text`: every way it is referred to, titles included, and `mentions` where. `key` is the same in every document and
    language, for parties on record (`qawl.parties`).
    """

    name: str
    kind: EntityKind
    name_en: str | None = None
    aliases_in_text: tuple[str, ...] = ()
    key: str | None = None
    mentions: Spans = ()


class Time(msgspec.Struct, frozen=True):
    """A time expression, its TIMEX3 type and value."""

    span: Span
    type: TimeType
    value: str


class Role(msgspec.Struct, frozen=True, omit_defaults=True):
    """An office or function that the document gives a person: said there (`evidence`), and true as of a date at most."""

    person: str
    role: str
    of: str
    evidence: Span | None = None
    as_of: str | None = None


class Meeting(msgspec.Struct, frozen=True, omit_defaults=True):
    """Talks, a summit, a visit, a call, a session or a press conference."""

    name: str
    evidence: Span
    date: str | None = None
    place: str | None = None
    status: MeetingStatus | None = None
    parties: tuple[str, ...] = ()
    delegates: tuple[str, ...] = ()


class Position(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stance that a party takes on something at issue: `issue` in the text's words, which stand at `span`."""

    holder: str
    stance: Stance
    issue: str
    evidence: Span
    statement: str
    span: Span | None = None


class Side(msgspec.Struct, frozen=True):
    """One side of a dispute."""

    holders: tuple[str, ...]
    stance: str
    statements: tuple[str, ...]


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """What speaks for a dispute: which two stances (as sides have them), how many words in common, who names whom, one said in
    the other's words. `qawl.lang.page` has the words of each code.
    """

    code: ReasonCode
    stances: tuple[str, ...] = ()
    count: int = 0


class Dispute(msgspec.Struct, frozen=True, omit_defaults=True):
    """An issue on which parties stand against each other, how sure that is (0 to 1), and why."""

    issue: str
    sides: tuple[Side, ...]
    conflicting_claims: tuple[tuple[str, str], ...] = ()
    confidence: float | None = None
    reasons: tuple[Reason, ...] = ()


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text to read. `published` is an ISO 8601 date; `posts` are where embedded posts stand in the text; `extra` holds fields
    of the input that pass through.
    """

    id: str
    text: str
    lang: str = ""
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    posts: Spans = ()
    extra: dict[str, msgspec.Raw] = {}


class Record(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What Qawl keeps of a document: the document itself, and everything found in it.

    `version` is RECORD_VERSION; `model` names the model that made it.
    """

    id: str
    text: str
    lang: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    posts: Spans = ()
    version: int
    model: str
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    roles: tuple[Role, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    positions: tuple[Position, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """What a notebook shows: who says what, in the direction in which the text is written."""
        rows = [
            (str(n), s.speaker, *(" … ".join(x.of(self.text) for x in spans) for spans in (s.cue, s.content)), s.act)
            for n, s in enumerate(self.statements, 1)
        ]
        facts = (self.outlet or "", self.published or "", self.lang, f"{len(rows)} statements", *self.warnings)
        return small_table(self.title or self.id, facts, ("", "speaker", "cue", "content", "act"), rows, direction(self.text))


# Fields of the record: dropped unread where an input object has them.
DERIVED_FIELDS = frozenset(
    {"statements", "entities", "times", "roles", "meetings", "positions", "disputes", "model", "version", "warnings"}
)


def schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of one line of `--format jsonl`."""
    out = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Qawl record", **out}
