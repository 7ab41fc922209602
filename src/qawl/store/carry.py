"""Ids of statements kept when a document is extracted anew, and what people corrected with them, here or in another store."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from qawl.store.corrected import corrected, place, rests_on
from qawl.store.types import GONE, UNDO, Correction
from qawl.store.wishes import LINKS
from qawl.types import Record, Span, Statement, covered

SAME = 0.5
"""Share of the characters of cue and content of two statements that both have: they are one, found anew."""


def carried(old: Record, new: Record, corrections: Sequence[Correction]) -> Record:
    """The new record of a document, as extracted, with the ids of the old one, where a statement is one found before.

    A statement is compared with those found before as they were found and as people corrected them, and with those that people
    added. One that somebody corrected and that is found no more is kept: a person has seen it.
    """
    before = (*old.statements, *corrected(old, corrections).statements)
    ids = _twins(before, new.statements)
    renamed = _renamed(new, ids)
    seen, found = {c.statement for c in corrections}, {s.id for s in renamed.statements}
    return _with(renamed, [s for s in old.statements if s.id in seen and s.id not in found])


def adopted(
    ours: Record, theirs: Record, known: Sequence[Correction], corrections: Sequence[Correction]
) -> tuple[Record, tuple[Correction, ...]]:
    """Corrections of another store's record of a document as corrections of ours (both as extracted); and our record, to which
    they may belong.

    A statement of theirs is the one of ours that stands in the same place, as ours were extracted or added (`known`). One that is
    none of ours is kept beside them if somebody corrected it: a person has seen it.
    """
    mine = {s.id: s for s in (*corrected(ours, known).statements, *ours.statements)}
    twins = _twins((*theirs.statements, *corrected(theirs, corrections).statements), mine.values())
    ids = {twin: key for key, twin in twins.items()}
    made: list[Correction] = []
    undone: dict[str, str] = {}  # ids of corrections hang on what these say
    for c in corrections:
        was, is_ = (_value_renamed(c.field, value, ids | undone) for value in (c.was, c.is_))
        made.append(msgspec.structs.replace(c, statement=ids.get(c.statement, c.statement), was=was, is_=is_))
        undone[c.id] = made[-1].id
    seen = {c.statement for c in made}
    return _with(ours, [s for s in _renamed(theirs, ids).statements if s.id in seen and s.id not in mine]), tuple(made)


def _value_renamed(field: str, value: str, ids: Mapping[str, str]) -> str:
    """The value of a correction, in JSON, with other ids of statements and corrections."""
    if field in (*LINKS, UNDO):
        key = msgspec.json.decode(value)
        return msgspec.json.encode(ids.get(key, key)).decode()
    if field == GONE and value != "null":
        s = msgspec.json.decode(value, type=Statement)
        links = {name: ids.get(key, key) for name in ("id", *LINKS) if (key := getattr(s, name)) is not None}
        return msgspec.json.encode(msgspec.structs.replace(s, **links)).decode()
    return value


def _twins(before: Iterable[Statement], new: Iterable[Statement]) -> dict[str, str]:
    """Of new statements whose id nobody knew: the id of the statement before, in any of its forms, that is the same."""
    found, forms = list(new), dict[str, list[Statement]]()
    known, stay = {s.id for s in found}, set[str]()
    for s in before:
        stay.add(s.id)
        if s.id not in known:
            forms.setdefault(s.id, []).append(s)
    ids: dict[str, str] = {}
    for s in found:
        if s.id in stay:
            continue
        share, twin = max(((max(_share(s, f) for f in same), key) for key, same in forms.items()), default=(0.0, ""))
        if share >= SAME:
            ids[s.id] = twin
            del forms[twin]
    return ids


def _with(record: Record, kept: Sequence[Statement]) -> Record:
    """The record with some statements more."""
    if not kept:
        return record
    return _without(record, {s.id: s for s in sorted((*record.statements, *kept), key=place)})


def _without(record: Record, statements: dict[str, Statement]) -> Record:
    """The record with these statements only, and nothing that refers to others."""

    def there(key: str | None) -> str | None:
        return key if key in statements else None

    return msgspec.structs.replace(
        record,
        statements=tuple(msgspec.structs.replace(s, parent=there(s.parent), via=there(s.via)) for s in statements.values()),
        positions=tuple(p for p in record.positions if p.statement in statements),
        disputes=tuple(d for d in record.disputes if all(s in statements for s in rests_on(d))),
    )


def _renamed(record: Record, ids: dict[str, str]) -> Record:
    if not ids:
        return record

    def name(key: Any) -> Any:
        return ids.get(key, key)

    return msgspec.structs.replace(
        record,
        statements=tuple(
            msgspec.structs.replace(s, id=name(s.id), parent=name(s.parent), via=name(s.via)) for s in record.statements
        ),
        positions=tuple(msgspec.structs.replace(p, statement=name(p.statement)) for p in record.positions),
        disputes=tuple(
            msgspec.structs.replace(
                d,
                sides=tuple(msgspec.structs.replace(x, statements=tuple(map(name, x.statements))) for x in d.sides),
                conflicting_claims=tuple((name(a), name(b)) for a, b in d.conflicting_claims),
            )
            for d in record.disputes
        ),
    )


def _share(a: Statement, b: Statement) -> float:
    one, two = (*a.cue, *a.content), (*b.cue, *b.content)
    both = sum(covered(x, two) for x in one)
    return both / (_length(one) + _length(two) - both) if both else 0.0


def _length(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)
