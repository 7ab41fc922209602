"""Whom a name means, and what the store knows of them."""

import json

import apsw

from qawl.fold import fold
from qawl.lang import languages
from qawl.parties import Parties, same_person
from qawl.store.connection import rows
from qawl.store.types import Held, Named, Stood
from qawl.types import Span

_SOUNDS = 4  # letters of a name below which too many sound the same


def named(connection: apsw.Connection, name: str) -> tuple[Named, ...]:
    """The entities that a name, in any language, may mean, those named most first.

    They are the party on record, those called so, and persons whose name holds all its words; where there is none, any whose name
    holds them. Where none is on record, persons too whose name sounds the same in the other script, or, at a loss, in any.
    """
    wanted = fold(name)
    if not wanted:
        return ()
    found = _on_record(connection, name) | _numbers(
        connection,
        "SELECT entity FROM aliases WHERE folded = ?1 AND is_name UNION SELECT entity FROM entities WHERE folded = ?1",
        wanted,
    )
    holding = "SELECT entity FROM entities, json_each(?) w WHERE {} GROUP BY entity"
    words = json.dumps(wanted.split())
    in_all = " HAVING min(instr(' ' || folded || ' ', ' ' || w.value || ' ')) > 0"
    found |= _numbers(connection, holding.format("kind = 'person'") + in_all, words)
    if not found:
        found = _numbers(connection, holding.format("true") + in_all, words)
    if len(wanted) >= _SOUNDS and not _has_key(connection, found):  # a party on record is one in every script already
        script = "(folded GLOB '*[a-z]*') != ?" if found else "? IS NOT NULL"
        persons = rows(connection, f"SELECT entity, name FROM entities WHERE kind = 'person' AND {script}", (wanted.isascii(),))
        found |= {int(entity) for entity, other in persons if same_person(name, other)}
    chosen = (
        "SELECT entity, name, kind, key, name_en FROM entities WHERE entity IN (SELECT value FROM json_each(?))"
        " ORDER BY (SELECT count(*) FROM mentions m WHERE m.entity = entities.entity) DESC, entity"
    )
    return tuple(Named(*row) for row in rows(connection, chosen, (json.dumps(sorted(found)),)))


def _on_record(connection: apsw.Connection, name: str) -> set[int]:
    parties = Parties.shipped()
    keys = {p.key for code in ("", *languages()) for p in (parties.find(name, code), parties.find(name.upper(), code)) if p}
    return _numbers(
        connection, "SELECT entity FROM entities WHERE key IN (SELECT value FROM json_each(?))", json.dumps(sorted(keys))
    )


def _has_key(connection: apsw.Connection, entities: set[int]) -> bool:
    known = "SELECT 1 FROM entities WHERE key IS NOT NULL AND entity IN (SELECT value FROM json_each(?))"
    return bool(rows(connection, known, (json.dumps(sorted(entities)),)))


def _numbers(connection: apsw.Connection, sql: str, value: str) -> set[int]:
    return {int(row[0]) for row in rows(connection, sql, (value,))}


def aliases(connection: apsw.Connection, entities: tuple[int, ...]) -> tuple[str, ...]:
    """All names of entities, those on record included; titles and descriptions are none."""
    chosen = "SELECT value FROM json_each(?)"
    stored = rows(
        connection, f"SELECT alias FROM aliases WHERE is_name AND entity IN ({chosen}) ORDER BY alias", (json.dumps(entities),)
    )
    names = [str(a) for (a,) in stored]
    keys = rows(connection, f"SELECT key FROM entities WHERE key IS NOT NULL AND entity IN ({chosen})", (json.dumps(entities),))
    for (key,) in keys:
        party = Parties.shipped().get(str(key))
        names += [n for _, n in party.called()] if party else []
    return tuple(dict.fromkeys(names))


def positions(connection: apsw.Connection, entities: tuple[int, ...]) -> tuple[Stood, ...]:
    """The positions of entities, and of those who speak for them, in the latest versions, by date."""
    found = rows(
        connection,
        "SELECT d.key, s.id, p.holder, p.entity, p.stance, p.issue, d.outlet, s.said, p.start, p.end FROM positions p"
        " JOIN statements s ON s.statement = p.statement JOIN documents d ON d.document = p.document"
        " WHERE d.latest AND (p.entity IN (SELECT value FROM json_each(?1)) OR p.statement IN (SELECT statement FROM voices"
        " WHERE part = 'speaker' AND entity IN (SELECT value FROM json_each(?1)))) ORDER BY s.said, p.position",
        (json.dumps(entities),),
    )
    return tuple(
        Stood(
            document=key,
            statement=statement,
            holder=holder,
            entity=entity,
            stance=stance,
            issue=issue,
            outlet=outlet,
            said=said,
            evidence=Span(start, end),
        )
        for key, statement, holder, entity, stance, issue, outlet, said, start, end in found
    )


def offices(connection: apsw.Connection, entities: tuple[int, ...]) -> tuple[Held, ...]:
    """The offices of entities, in the latest versions, by date."""
    found = rows(
        connection,
        "SELECT d.key, r.person, r.office, r.of, r.as_of, r.start, r.end FROM roles r JOIN documents d ON d.document = r.document"
        " WHERE d.latest AND r.entity IN (SELECT value FROM json_each(?)) ORDER BY r.as_of DESC, r.role",
        (json.dumps(entities),),
    )
    return tuple(
        Held(
            document=key,
            person=person,
            office=office,
            of=of,
            as_of=as_of,
            evidence=None if start is None else Span(start, end),
        )
        for key, person, office, of, as_of, start, end in found
    )
