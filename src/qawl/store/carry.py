"""Ids of statements kept when a document is extracted anew, and what people corrected with them."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from qawl.store.corrected import corrected, place, rests_on
from qawl.store.types import Correction
from qawl.types import Record, Span, Statement, covered

SAME = 0.5
"""Share of the characters of cue and content of two statements that both have: they are one, found anew."""


def carried(old: Record, new: Record, corrections: Sequence[Correction]) -> Record:
    """The new record of a document, as extracted, with the ids of the old one, where a statement is one found before.

    A statement is compared with those found before as they were found and as people corrected them, and with those that people
    added. One that somebody corrected and that is found no more is kept: a person has seen it.
    """
    known = {s.id for s in new.statements}
    before = (*old.statements, *corrected(old, corrections).statements)
    forms: dict[str, list[Statement]] = {}
    for s in before:
        if s.id not in known:
            forms.setdefault(s.id, []).append(s)
    stay = {s.id for s in before}
    ids: dict[str, str] = {}
    for s in new.statements:
        if s.id in stay:
            continue
        share, twin = max(((max(_share(s, f) for f in found), key) for key, found in forms.items()), default=(0.0, ""))
        if share >= SAME:
            ids[s.id] = twin
            del forms[twin]
    renamed = _renamed(new, ids)
    seen = {c.statement for c in corrections}
    kept = [s for s in old.statements if s.id in forms and s.id in seen]
    if not kept:
        return renamed
    return _without(renamed, {s.id: s for s in sorted((*renamed.statements, *kept), key=place)})


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
