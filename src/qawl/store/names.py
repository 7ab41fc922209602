"""Whom a name means, and what the store knows of them."""

import heapq
import json

import apsw

from qawl.fold import fold
from qawl.lang import languages
from qawl.parties import Parties, same_person
from qawl.store.connection import rows
from qawl.store.types import Held, Named, Stood
from qawl.types import Span

_SOUNDS = 4  # letters of a name below which too many sound the same
_APART = 2  # sounds by which two spellings of a name differ at most, of those that both scripts write
_COMPARED = 1_500  # persons that a name is compared with by sound: the nearest by those sounds


def named(connection: apsw.Connection, name: str) -> tuple[Named, ...]:
    """The entities that a name, in any language, may mean, those named most first.

    Of a party on record: it, and entities of its kind called so. Of others: those called so, and persons whose name holds all its
    words or sounds the same in the other script; at a loss, anything whose name holds them, or persons who sound the same.
    """
    wanted = fold(name)
    if not wanted:
        return ()
    found = _on_record(connection, name)
    called = "SELECT entity FROM aliases WHERE folded = ?1 AND is_name UNION SELECT entity FROM entities WHERE folded = ?1"
    alike = _numbers(connection, called, wanted)
    found = found | _of_kinds(connection, alike, found) if found else _others(connection, name, alike)
    chosen = (
        "SELECT entity, name, kind, key, name_en FROM entities WHERE entity IN (SELECT value FROM json_each(?))"
        " ORDER BY (SELECT count(*) FROM mentions m WHERE m.entity = entities.entity) DESC, entity"
    )
    return tuple(Named(*row) for row in rows(connection, chosen, (json.dumps(sorted(found)),)))


def _of_kinds(connection: apsw.Connection, entities: set[int], others: set[int]) -> set[int]:
    """Entities of a kind that the others have: an organization of a person's name is a slip of the reader's."""
    numbered = "SELECT entity FROM entities WHERE entity IN (SELECT value FROM json_each(?1 -> 0)) AND kind IN ({})"
    kinds = "SELECT kind FROM entities WHERE entity IN (SELECT value FROM json_each(?1 -> 1))"
    return _numbers(connection, numbered.format(kinds), json.dumps([sorted(entities), sorted(others)]))


def _others(connection: apsw.Connection, name: str, found: set[int]) -> set[int]:
    """Entities that no record has, beside those found by their whole name."""
    wanted = fold(name)
    holding = "SELECT entity FROM entities, json_each(?) w WHERE {} GROUP BY entity"
    words = json.dumps(wanted.split())
    in_all = " HAVING min(instr(' ' || folded || ' ', ' ' || w.value || ' ')) > 0"
    found = found | _numbers(connection, holding.format("kind = 'person'") + in_all, words)
    if not found:
        found = _numbers(connection, holding.format("true") + in_all, words)
    if len(wanted) < _SOUNDS:
        return found
    script = "(folded GLOB '*[a-z]*') != ?" if found else "? IS NOT NULL"
    sql = f"SELECT entity, name, folded FROM entities WHERE kind = 'person' AND {script}"
    ours = _steady(wanted)
    persons = rows(connection, sql, (wanted.isascii(),))
    near = ((_apart(ours, _steady(folded)), entity, other) for entity, other, folded in persons)
    heard = heapq.nsmallest(_COMPARED, (n for n in near if n[0] <= _APART))
    return found | {int(entity) for _, entity, other in heard if same_person(name, other)}


def _steady(folded: str) -> tuple[int, ...]:
    """How often the sounds stand in a folded name that both scripts always write, and alike; doubled ones count once."""
    out = folded
    for letter in "mnrpb":
        out = out.replace(letter * 2, letter)
    return tuple(sum(map(out.count, letters)) for letters in ("mم", "nن", "rر", "bpب"))


def _apart(a: tuple[int, ...], b: tuple[int, ...]) -> int:
    return sum(abs(x - y) for x, y in zip(a, b, strict=True))


def _on_record(connection: apsw.Connection, name: str) -> set[int]:
    parties = Parties.shipped()
    keys = {p.key for code in ("", *languages()) for p in (parties.find(name, code), parties.find(name.upper(), code)) if p}
    return _numbers(
        connection, "SELECT entity FROM entities WHERE key IN (SELECT value FROM json_each(?))", json.dumps(sorted(keys))
    )


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


def positions(
    connection: apsw.Connection,
    entities: tuple[int, ...],
    limit: int | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[Stood, ...]:
    """The positions of entities, and those that they speak for, in the latest versions, by date; if limited, the latest.

    Of a joint statement's positions those of its other speakers' parties are none of theirs.
    """
    of = "(SELECT value FROM json_each(:entities))"
    which = (
        f"SELECT position FROM positions WHERE entity IN {of} UNION SELECT p.position FROM voices v JOIN positions p"
        f" ON p.statement = v.statement WHERE v.part = 'speaker' AND v.entity IN {of}"
        " AND coalesce(v.behind = p.entity, TRUE)"
    )
    latest = (
        "SELECT p.position, f.said FROM positions p JOIN statement_facts f ON f.statement = p.statement"
        f" WHERE p.position IN ({which}) AND f.latest AND (:since IS NULL OR f.said >= :since)"
        " AND (:until IS NULL OR f.said <= :until || '~') ORDER BY f.said DESC, p.position DESC LIMIT :limit"
    )
    found = rows(
        connection,
        "SELECT d.key, s.id, p.holder, p.entity, p.stance, p.issue, d.outlet, s.said, p.start, p.end"
        f" FROM ({latest}) x JOIN positions p ON p.position = x.position"
        " JOIN statements s ON s.statement = p.statement JOIN documents d ON d.document = p.document"
        " ORDER BY s.said, p.position",
        {"entities": json.dumps(entities), "limit": -1 if limit is None else limit, "since": since, "until": until},
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
