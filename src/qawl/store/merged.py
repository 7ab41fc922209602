"""Entities that people said are one: what that makes of a record."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from qawl.derive.parties import JOINT
from qawl.fold import fold
from qawl.lang.detect import serving
from qawl.parties import Parties, usual_name
from qawl.store.types import ENTITY, Correction, Identity
from qawl.types import Entity, Record

_Mark = tuple[str, str]


class Merged:
    """Which entity each one is, by the corrections that count; a chain of them leads to its end."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._into: dict[_Mark, tuple[str, Identity]] = {}
        for c in corrections:
            if c.field == ENTITY:
                gone, into = (msgspec.json.decode(x, type=Identity) for x in (c.was, c.is_))
                self._into[_mark(gone)] = (c.id, into)

    def __call__(self, record: Record) -> tuple[Record, set[str]]:
        """The record with such entities as one, under the name of the one kept; and ids of the corrections that changed it."""
        entities: dict[str, Entity] = {}
        names: dict[str, str] = {}
        used: set[str] = set()
        lang = serving(record.lang, record.text).code
        for entity in record.entities:
            became = entity
            identity, through = self._end(entity)
            if identity is not None:
                used |= through
                became = _as(entity, identity, lang)
                names[entity.name] = became.name
            known = entities.get(became.name)
            entities[became.name] = became if known is None else _joined(known, became)
        return (_renamed(record, tuple(entities.values()), names), used) if used else (record, used)

    def _end(self, entity: Entity) -> tuple[Identity | None, set[str]]:
        """What an entity is in the end, None where it is itself; through which corrections."""
        through: set[str] = set()
        found: Identity | None = None
        while (step := self._into.get(_mark(found or entity))) is not None and step[0] not in through:
            through.add(step[0])
            found = step[1]
        return found, through


def is_same(entity: Entity, identity: Identity) -> bool:
    """Whether a document's entity is the one that is known by an identity."""
    return _mark(entity) == _mark(identity)


def _mark(who: Entity | Identity) -> _Mark:
    return ("", who.key) if who.key else (who.kind, fold(who.name) or who.name)


def _as(entity: Entity, identity: Identity, lang: str) -> Entity:
    party = Parties.shipped().get(identity.key) if identity.key else None
    return Entity(
        usual_name(party, lang) if party else identity.name,
        identity.kind,
        identity.name_en or entity.name_en,
        tuple(dict.fromkeys((*entity.aliases_in_text, entity.name))),
        identity.key,
        entity.mentions,
    )


def _joined(a: Entity, b: Entity) -> Entity:
    return replace(
        a,
        name_en=a.name_en or b.name_en,
        key=a.key or b.key,
        aliases_in_text=tuple(dict.fromkeys((*a.aliases_in_text, *b.aliases_in_text))),
        mentions=tuple(sorted({*a.mentions, *b.mentions})),
    )


def _renamed(record: Record, entities: tuple[Entity, ...], names: dict[str, str]) -> Record:
    def each(old: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.get(name, name) for name in old))

    def one(old: str) -> str:
        return names.get(old, old)

    return replace(
        record,
        entities=entities,
        statements=tuple(replace(s, speaker=JOINT.join(each(s.speaker.split(JOINT)))) for s in record.statements),
        roles=tuple(replace(r, person=one(r.person), of=one(r.of)) for r in record.roles),
        meetings=tuple(replace(m, parties=each(m.parties), delegates=each(m.delegates)) for m in record.meetings),
        positions=tuple(replace(p, holder=one(p.holder)) for p in record.positions),
        disputes=tuple(replace(d, sides=tuple(replace(x, holders=each(x.holders)) for x in d.sides)) for d in record.disputes),
    )
