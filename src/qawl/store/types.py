"""What goes into a store and what comes out of it, whatever database it is."""

import hashlib
from typing import Literal

import msgspec

from qawl.types import Act, EntityKind, Meeting, QuotationType, Span, Stance

Phrase = tuple[str, ...]
Phrases = tuple[Phrase, ...]
Cuts = tuple[tuple[Span, str], ...]
Sort = Literal["relevance", "date", "confidence"]
FacetName = Literal["speaker", "party", "addressee", "act", "stance", "quotation", "outlet", "lang", "month"]
FACETS: tuple[FacetName, ...] = ("speaker", "party", "addressee", "act", "stance", "quotation", "outlet", "lang", "month")


class Added(msgspec.Struct, frozen=True):
    """What became of a document: its key; `new` is false where the store had it.

    `revises` is the key of the page's version before, with `changes`: (in the old text, in the new one) each. `copies` are keys
    of documents that say nearly the same; `corrections` counts those of people that came with it from another store.
    """

    key: str
    new: bool
    revises: str | None = None
    changes: tuple[tuple[Span, Span], ...] = ()
    copies: tuple[str, ...] = ()
    corrections: int = 0


class Failed(msgspec.Struct, frozen=True):
    """A source in quarantine: the error's code and message, how often it was tried, when last and by which version of Qawl."""

    source: str
    error: str
    message: str
    tries: int
    failed: str
    code: str


GONE, CHECKED, ENTITY, UNDO = "statement", "checked", "entity", "undo"
"""What a correction's `field` may be besides a field of a statement."""


class Correction(msgspec.Struct, frozen=True):
    """What somebody changed, when (ISO 8601, UTC): `was` and `is_` are JSON. Corrections are only ever added.

    `field` is one of a statement's, or: `statement`, there is none where `is_` is null, there is one more where `was` is;
    `checked`, somebody read the document whole and found it right; `entity`, of the store, `was` is the same as `is_`
    (an `Identity` each); `undo`, the correction whose id `was` holds does not count. `statement` is empty where none is meant.
    """

    statement: str
    field: str
    was: str
    is_: str
    who: str
    made: str

    @property
    def id(self) -> str:
        """By which an undo names it: it depends on what the correction says, and on nothing else."""
        return "c" + hashlib.blake2b(msgspec.json.encode(self), digest_size=6).hexdigest()


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """By what an entity is known over documents: its key where it is on record, else name and kind."""

    name: str
    kind: EntityKind
    key: str | None = None
    name_en: str | None = None


class Named(msgspec.Struct, frozen=True):
    """An entity of the store."""

    entity: int
    name: str
    kind: EntityKind
    key: str | None = None
    name_en: str | None = None


class Term(msgspec.Struct, frozen=True):
    """A word or phrase that is searched, folded, in the ways in which it may stand in a text, most wanted first.

    `exact` is as it was typed; `near` has conjunctions and prepositions written on to it; `far` is with or without an article.
    """

    exact: Phrase
    near: Phrases = ()
    far: Phrases = ()

    @property
    def phrases(self) -> Phrases:
        """All ways."""
        return (self.exact, *self.near, *self.far)


class Like(msgspec.Struct, frozen=True, kw_only=True):
    """What contents are compared with: a vector of `model` (int8 numbers), of which only the direction counts.

    least: the cosine from which on a content is alike. most: how many of the nearest are taken. but: a statement (document's key,
    its id) that is not its own neighbour.
    """

    model: str
    vector: bytes
    least: float
    most: int = 1_000
    but: tuple[str, str] | None = None


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """A question to a store: all `terms` stand in a content (or, `whole`, in a document's text), none of `without`.

    Every other field that is not None narrows it down; several values of one are alternatives. Entities are given by number
    (`Store.named`), dates as ISO 8601 (a month or a year will do), `until` inclusive; they count what was said when, as the text
    tells or else as it was published. `said_by`, `addressee` and `channel` are alternatives of which one stands in the speaker's
    name, in the addressee, in the channel. `about`: terms that stand in the document's text. `voice`: who speaks, or for whom.
    `like` takes the nearest in meaning of what the rest allows, and orders by nearness. `values`: how many values a facet shows
    at most. Only the latest version of a page counts.
    """

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    like: Like | None = None
    whole: bool = False
    speaker: tuple[int, ...] | None = None
    said_by: tuple[Term, ...] | None = None
    party: tuple[int, ...] | None = None
    voice: tuple[int, ...] | None = None
    act: tuple[Act, ...] | None = None
    stance: tuple[Stance, ...] | None = None
    quotation: tuple[QuotationType, ...] | None = None
    addressee: tuple[Term, ...] | None = None
    channel: tuple[Term, ...] | None = None
    about: tuple[Term, ...] = ()
    outlet: tuple[str, ...] | None = None
    lang: tuple[str, ...] | None = None
    since: str | None = None
    until: str | None = None
    sort: Sort = "relevance"
    limit: int | None = None
    skip: int = 0
    facets: tuple[FacetName, ...] = ()
    values: int = 10


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A document as a list shows it: metadata, how many statements it has, and how its text begins."""

    key: str
    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    lang: str
    statements: int
    beginning: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that answers, or (`whole`: without statement) a document: its key and metadata, and the characters.

    `rank`: 0 where every term stands there as typed, 1 with something written on to it, 2 with or without an article. `alike`:
    the cosine, where nearness in meaning was asked for. `speakers` are the entities that speak; `content`, `source` and `cue` are
    spans with their characters. A whole text has none.
    """

    document: str
    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    lang: str
    rank: int
    author: str | None = None
    alike: float | None = None
    statement: str | None = None
    speaker: str = ""
    speakers: tuple[int, ...] = ()
    act: str = ""
    quotation: str = ""
    said: str | None = None
    confidence: float | None = None
    content: Cuts = ()
    source: Cuts = ()
    cue: Cuts = ()


class Facet(msgspec.Struct, frozen=True):
    """How many of all answers have each value, most first, at most as many values as a facet shows.

    `exact` is false where they are estimated from a part of very many answers.
    """

    name: FacetName
    counts: tuple[tuple[str, int], ...]
    exact: bool = True


class Answer(msgspec.Struct, frozen=True):
    """The answers from `skip` on, at most `limit`, how many there are in all, and the facets that were asked for."""

    found: tuple[Found, ...]
    total: int
    facets: tuple[Facet, ...] = ()


class Stood(msgspec.Struct, frozen=True, kw_only=True):
    """A position of the store: who takes which stance on what, where."""

    document: str
    statement: str
    holder: str
    entity: int | None
    stance: Stance
    issue: str
    outlet: str | None
    said: str | None
    evidence: Span


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting of the store, by number, and the document that reports it.

    `day` is the first day of its date, else of publication.
    """

    number: int
    document: str
    outlet: str | None
    published: str | None
    lang: str
    day: str | None
    meeting: Meeting


class SaidAt(msgspec.Struct, frozen=True):
    """A statement of the document that reports a meeting (by number), which was made on an occasion: whether the characters of
    both overlap, the occasion's words, and the statement.
    """

    meeting: int
    overlaps: bool
    occasion: str
    found: Found


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """An office of the store, and the document that gives it."""

    document: str
    person: str
    office: str
    of: str
    as_of: str | None
    evidence: Span | None
