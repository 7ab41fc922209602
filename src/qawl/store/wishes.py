"""What people may ask to be corrected, and the corrections that come of it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, assert_never

import msgspec

from qawl.errors import BadCorrection, NoSuch, Stale
from qawl.marks import whole
from qawl.pipeline import statement_id, text_digest
from qawl.store.keys import is_time
from qawl.store.types import CHECKED, GONE, UNDO, Correction
from qawl.types import ROLES, Record, Span, Statement

LINKS = ("parent", "via")
"""Fields that name another statement."""

_TYPES = {f.name: f.type for f in msgspec.structs.fields(Statement) if f.name != "id"}


class Change(msgspec.Struct, frozen=True):
    """Fields of a statement and what they are to be. `seen`: `state_of` the statement as whoever asks saw it, if that matters."""

    statement: str
    fields: Mapping[str, Any]
    seen: str | None = None


class Removal(msgspec.Struct, frozen=True):
    """A statement is none."""

    statement: str
    seen: str | None = None


class Addition(msgspec.Struct, frozen=True):
    """A statement that was missed. One without an id gets that which extraction would give it."""

    statement: Statement


class Check(msgspec.Struct, frozen=True):
    """Somebody read the document whole and found its statements right and complete."""


class Undo(msgspec.Struct, frozen=True):
    """A correction (its id) counts no more; of an undo: it counts again."""

    correction: str


Wish = Change | Removal | Addition | Check | Undo


def state_of(statement: Statement) -> str:
    """What changes whenever anything of a statement does."""
    return hashlib.blake2b(msgspec.json.encode(statement), digest_size=8).hexdigest()


def granted(record: Record, corrections: Sequence[Correction], wish: Wish, who: str, made: str) -> tuple[Correction, ...]:
    """The corrections that a wish comes to: none where everything is so already.

    record: as it stands, corrected. Raises `NoSuch`, `BadCorrection`, and `Stale` where somebody else was faster.
    """
    if not who.strip():
        raise BadCorrection("whoever corrects gives a name")
    match wish:
        case Change(key, fields, seen):
            found = _statement(record, key, seen)
            pairs = [(name, *_values(record, found, name, value)) for name, value in fields.items()]
            return tuple(Correction(key, name, was, new, who, made) for name, was, new in pairs if was != new)
        case Removal(key, seen):
            return (Correction(key, GONE, _json(_statement(record, key, seen)), "null", who, made),)
        case Addition(statement):
            return (_added(record, statement, who, made),)
        case Check():
            return () if is_checked(corrections) else (Correction("", CHECKED, "false", "true", who, made),)
        case Undo(correction):
            return (undone(corrections, correction, who, made),)
        case _:
            assert_never(wish)


def undone(corrections: Sequence[Correction], correction: str, who: str, made: str) -> Correction:
    """The correction that takes one back. Raises `NoSuch`, or `Stale` where it is taken back already."""
    found = next((c for c in corrections if c.id == correction), None)
    if found is None:
        raise NoSuch(f"no correction {correction}")
    if found not in holding(corrections, undos=True):
        raise Stale("somebody took this correction back already")
    return Correction(found.statement, UNDO, _json(correction), "null", who, made)


def holding(corrections: Iterable[Correction], *, undos: bool = False) -> tuple[Correction, ...]:
    """The corrections that count, the first first: those that nobody took back; undos themselves only if asked for."""
    gone: set[str] = set()
    out = []
    for c in reversed(tuple(corrections)):
        if c.id in gone:
            continue
        if c.field == UNDO:
            gone.add(msgspec.json.decode(c.was, type=str))
        if c.field != UNDO or undos:
            out.append(c)
    return tuple(reversed(out))


def is_checked(corrections: Iterable[Correction]) -> bool:
    """Whether somebody read the document whole, and that counts still."""
    return any(c.field == CHECKED for c in holding(corrections))


def value_of(correction: Correction) -> Any:
    """What a correction of a statement's field makes of it, as the field has it."""
    return msgspec.json.decode(correction.is_.encode(), type=_TYPES[correction.field])


def _statement(record: Record, key: str, seen: str | None) -> Statement:
    found = next((s for s in record.statements if s.id == key), None)
    if found is None:
        raise NoSuch(f"no statement {key} in {record.id}")
    if seen is not None and seen != state_of(found):
        raise Stale("somebody changed this statement in the meantime: look at it again, then correct it")
    return found


def _values(record: Record, statement: Statement, name: str, value: Any) -> tuple[str, str]:
    """JSON of what a field is and of what it is to be."""
    if name not in _TYPES:
        raise BadCorrection(f"a statement has no field {name!r}; there are {', '.join(_TYPES)}")
    if isinstance(value, str):
        value = _line(value) if name == "speaker" else whole(value)
    try:
        new = msgspec.convert(msgspec.to_builtins(value), _TYPES[name])
    except msgspec.ValidationError as error:
        raise BadCorrection(f"{name}: {error}") from error
    old = getattr(statement, name)
    if new != old:
        _check(record, msgspec.structs.replace(statement, **{name: new}))
        if name == "time":
            _check_time(new)
        if name == "confidence" and new is not None and not 0 <= new <= 1:
            raise BadCorrection("confidence: a number from 0 to 1")
        if name in LINKS and statement.id in _reached(record, new):
            raise BadCorrection(f"{name}: the statement would stand in itself")
    return _json(old), _json(new)


def _reached(record: Record, key: str | None) -> set[str]:
    """Ids of a statement and of all that it is in or relayed by, directly or not."""
    known, out, new = {s.id: s for s in record.statements}, set[str](), [key]
    while new:
        if (k := new.pop()) in known and k not in out:
            out.add(k)
            new += [known[k].parent, known[k].via]
    return out


def _added(record: Record, statement: Statement, who: str, made: str) -> Correction:
    _check(record, statement)
    _check_time(statement.time)
    statement = msgspec.structs.replace(statement, speaker=_line(statement.speaker))
    if not statement.id:
        key = statement_id(text_digest(record.text), statement.cue, statement.content)
        statement = msgspec.structs.replace(statement, id=key)
    if any(s.id == statement.id or (s.cue, s.content) == (statement.cue, statement.content) for s in record.statements):
        raise Stale("the document has this statement already")
    return Correction(statement.id, GONE, "null", _json(statement), who, made)


def _check(record: Record, statement: Statement) -> None:
    if not statement.content:
        raise BadCorrection("content: a statement has one")
    for role in ROLES:
        spans: tuple[Span, ...] = getattr(statement, role)
        if any(not (0 <= s.start < s.end <= len(record.text) and s.of(record.text).strip()) for s in spans):
            raise BadCorrection(f"{role}: a span is empty or outside the text")
        if any(a.end > b.start for a, b in pairwise(spans)):
            raise BadCorrection(f"{role}: spans overlap, or are not in the text's order")
    others = {s.id for s in record.statements} - {statement.id}
    for name in LINKS:
        if (key := getattr(statement, name)) is not None and key not in others:
            raise BadCorrection(f"{name}: no other statement of the document is {key}")


def _line(name: str) -> str:
    """A name in one line, without space around it."""
    return " ".join(whole(name).split())


def _check_time(time: str | None) -> None:
    if time is not None and not is_time(time):
        raise BadCorrection(f"time: no such date: {time}")


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
