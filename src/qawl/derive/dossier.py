"""The dossier: the record of one article or of several as one, in which each line says on which statements it rests.

`qawl.derive.merge` makes it from records.
"""

import msgspec

from qawl.types import EntityKind, MeetingStatus, Reason, Record, Span, Stance


class Reference(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a line rests: a document (`number` counts from 1, as ids may be given twice), a statement of it, by id and by number
    from 1, and the characters. No statement where the characters stand in none.
    """

    document: str
    number: int
    statement: str | None = None
    statement_number: int | None = None
    evidence: Span | None = None


References = tuple[Reference, ...]


class Party(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person, organization or state of the documents: `aliases` are all other words for it, `statements` what it says."""

    name: str
    kind: EntityKind
    name_en: str | None = None
    key: str | None = None
    aliases: tuple[str, ...] = ()
    statements: References = ()


class Office(msgspec.Struct, frozen=True, omit_defaults=True):
    """An office that the documents give a person; `as_of` is the latest date that is known."""

    person: str
    role: str
    of: str
    as_of: str | None = None
    rests_on: References = ()


class Encounter(msgspec.Struct, frozen=True, omit_defaults=True):
    """A meeting; `status` is that of the latest document that gives one."""

    name: str
    date: str | None = None
    place: str | None = None
    status: MeetingStatus | None = None
    parties: tuple[str, ...] = ()
    delegates: tuple[str, ...] = ()
    rests_on: References = ()


class Taken(msgspec.Struct, frozen=True):
    """A stance as one statement takes it, on the issue in that statement's words."""

    stance: Stance
    issue: str
    rests_on: Reference


class Stand(msgspec.Struct, frozen=True):
    """All that one party takes on one issue."""

    holder: str
    taken: tuple[Taken, ...]


class Issue(msgspec.Struct, frozen=True):
    """Something at issue, in the words of the first position on it, and where each party stands."""

    phrase: str
    stands: tuple[Stand, ...]


class Front(msgspec.Struct, frozen=True):
    """One side of a difference."""

    holders: tuple[str, ...]
    stance: str
    rests_on: References


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """An issue on which parties stand against each other; `confidence` and `reasons` are the documents' own."""

    issue: str
    sides: tuple[Front, ...]
    conflicting_claims: tuple[tuple[Reference, Reference], ...] = ()
    confidence: float | None = None
    reasons: tuple[Reason, ...] = ()


class Dossier(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Several documents' records as one. `documents` holds them whole; everything else refers to them."""

    documents: tuple[Record, ...]
    parties: tuple[Party, ...] = ()
    offices: tuple[Office, ...] = ()
    meetings: tuple[Encounter, ...] = ()
    issues: tuple[Issue, ...] = ()
    disputes: tuple[Difference, ...] = ()
