"""What people did to statements, carried on: corrections applied, and ids kept when a document is extracted anew."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from qawl.errors import BadCorrection, NoSuch
from qawl.store.types import Correction
from qawl.types import Dispute, Record, Span, Statement, covered

GONE = "statement"
"""The field of a correction that says whether a statement is one: `null` where it is none."""

SAME = 0.5
"""Share of the characters of cue and content of two statements that both have: they are one, found anew."""

_TYPES = {f.name: f.type for f in msgspec.structs.fields(Statement) if f.name != "id"}


def checked(record: Record, statement: str, field: str, value: Any) -> tuple[str, str]:
    """JSON of what a field is and of what it is to be. Raises `NoSuch`, `BadCorrection`."""
    found = next((s for s in record.statements if s.id == statement), None)
    if found is None:
        raise NoSuch(f"no statement {statement} in {record.id}")
    if field == GONE:
        if value is not None:
            raise BadCorrection("a statement can only be corrected to none, or one of its fields to a value")
        return msgspec.json.encode(found).decode(), "null"
    if field not in _TYPES:
        raise BadCorrection(f"a statement has no field {field!r}; there are {', '.join(_TYPES)}")
    try:
        new = msgspec.convert(msgspec.to_builtins(value), _TYPES[field])
    except msgspec.ValidationError as error:
        raise BadCorrection(f"{field}: {error}") from error
    if any(not 0 <= s.start < s.end <= len(record.text) for s in _spans(new)):
        raise BadCorrection(f"{field}: a span is empty or outside the text")
    return msgspec.json.encode(getattr(found, field)).decode(), msgspec.json.encode(new).decode()


def corrected(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record with what people changed, the last one last. A correction of a statement that is not there changes nothing."""
    statements = {s.id: s for s in record.statements}
    for c in corrections:
        if c.statement not in statements:
            continue
        if c.field == GONE:
            del statements[c.statement]
        else:
            value = msgspec.json.decode(c.is_.encode(), type=_TYPES[c.field])
            statements[c.statement] = msgspec.structs.replace(statements[c.statement], **{c.field: value})
    return record if all(statements.get(s.id) is s for s in record.statements) else _without(record, statements)


def carried(old: Record, new: Record, corrections: Sequence[Correction]) -> Record:
    """The new record of a document with the ids of the old one, where a statement is one found before.

    A statement that somebody corrected and that is found no more is kept: a person has seen it.
    """
    known = {s.id for s in new.statements}
    left = [s for s in old.statements if s.id not in known]
    ids: dict[str, str] = {}
    for s in new.statements:
        if any(s.id == o.id for o in old.statements):
            continue
        twin = max(left, key=lambda o: _share(s, o), default=None)
        if twin is not None and _share(s, twin) >= SAME:
            ids[s.id] = twin.id
            left.remove(twin)
    renamed = _renamed(new, ids)
    seen = {c.statement for c in corrections}
    kept = [s for s in left if s.id in seen]
    if not kept:
        return renamed
    everything = sorted((*renamed.statements, *kept), key=lambda s: ((s.cue or s.content)[0], s.content[0]))
    return _without(renamed, {s.id: s for s in everything})


def _without(record: Record, statements: dict[str, Statement]) -> Record:
    """The record with these statements only, and nothing that refers to others."""

    def there(key: str | None) -> str | None:
        return key if key in statements else None

    return msgspec.structs.replace(
        record,
        statements=tuple(msgspec.structs.replace(s, parent=there(s.parent), via=there(s.via)) for s in statements.values()),
        positions=tuple(p for p in record.positions if p.statement in statements),
        disputes=tuple(d for d in record.disputes if all(s in statements for s in _rests_on(d))),
    )


def _rests_on(dispute: Dispute) -> Iterable[str]:
    yield from (s for side in dispute.sides for s in side.statements)
    yield from (s for claims in dispute.conflicting_claims for s in claims)


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


def _spans(value: object) -> Iterable[Span]:
    return [v for v in value if isinstance(v, Span)] if isinstance(value, tuple) else []
