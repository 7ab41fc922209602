"""A record with what people corrected in it, and with what follows from that: links, speakers, positions."""

from collections.abc import Container, Iterable, Sequence

import msgspec

from qawl.derive import Speakers, positions
from qawl.derive.parties import JOINT
from qawl.lang import Language
from qawl.lang.detect import serving
from qawl.parties import Parties
from qawl.relate import relate
from qawl.store.types import CHECKED, GONE, Correction
from qawl.store.wishes import LINKS, holding, value_of
from qawl.types import Act, Dispute, Entity, Record, Span, Stance, Statement

_WEIGHS = ("speaker", "speaker_kind", "source", "cue", "content", "act")  # what positions depend on
_NAMED: dict[Act, Stance] = {
    "accept": "accepts",
    "accuse": "accuses",
    "demand": "demands",
    "deny": "denies",
    "reject": "rejects",
}
"""Acts that say by themselves which stance is taken."""


def corrected(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record with what people changed, the last one last. A correction of a statement that is not there changes nothing.

    What follows: a statement added, removed or with other spans is linked anew with those around it (`qawl.relate`), a speaker
    that the document did not name is an entity of it, positions are those of the speaker, words and act as corrected, and
    a dispute that rests on a statement since corrected in one of these is none.
    """
    chosen = [c for c in holding(corrections) if c.field != CHECKED]
    before = {s.id: s for s in record.statements}
    after = _applied(before, [c for c in chosen if c.field not in LINKS])
    moved = {k for k in before.keys() | after.keys() if _changed(before.get(k), after.get(k), "cue", "content")}
    if moved:
        after = {s.id: s for s in _linked(record, sorted(after.values(), key=place), moved, serving(record.lang, record.text))}
    after = _applied(after, [c for c in chosen if c.field in LINKS])
    after = {k: _unlinked(s, after) for k, s in after.items()}
    if len(after) == len(before) and all(before.get(k) is s for k, s in after.items()):
        return record
    return _derived(msgspec.structs.replace(record, statements=tuple(after.values())), before, after)


def place(statement: Statement) -> tuple[Span, Span]:
    """By which statements are ordered: where the cue (or, without one, the content) stands, then the content."""
    return (statement.cue or statement.content)[0], statement.content[0]


def _applied(statements: dict[str, Statement], corrections: Sequence[Correction]) -> dict[str, Statement]:
    out = dict(statements)
    for c in corrections:
        if c.field == GONE and c.is_ != "null":
            out[c.statement] = msgspec.json.decode(c.is_, type=Statement)
        elif c.field == GONE:
            out.pop(c.statement, None)
        elif c.statement in out:
            found = msgspec.structs.replace(out[c.statement], **{c.field: value_of(c)})
            # the chain of mentions led to the speaker before
            out[c.statement] = msgspec.structs.replace(found, resolution=None) if c.field == "speaker" else found
    return out


def _changed(a: Statement | None, b: Statement | None, *fields: str) -> bool:
    return a is not b and (a is None or b is None or any(getattr(a, f) != getattr(b, f) for f in fields))


def _linked(record: Record, statements: list[Statement], moved: set[str], language: Language) -> list[Statement]:
    """The statements with links anew where those from or to a moved one are concerned, before or after."""
    loose = tuple(msgspec.structs.replace(s, parent=None, via=None) for s in statements)
    return [
        new if moved & {s.id, s.parent, s.via, new.parent, new.via} else s
        for s, new in zip(statements, relate(record.text, loose, language), strict=True)
    ]


def _unlinked(statement: Statement, there: Container[str]) -> Statement:
    """A statement without links to those that are gone."""
    lost = {name: None for name in LINKS if (key := getattr(statement, name)) is not None and key not in there}
    return msgspec.structs.replace(statement, **lost) if lost else statement


def _derived(record: Record, before: dict[str, Statement], after: dict[str, Statement]) -> Record:
    """The record with entities, positions and disputes that go with its statements."""
    language, parties = serving(record.lang, record.text), Parties.shipped()
    other = {k for k, s in after.items() if _changed(before.get(k), s, *_WEIGHS)}
    kept = tuple(p for p in record.positions if p.statement in after and p.statement not in other)
    held = {p.statement: p.stance for p in record.positions}
    taken = {k: stance for k in other if (stance := _stance(after[k], before.get(k), held.get(k))) is not None}
    entities = (*record.entities, *_named(record, [after[k] for k in after if k in other], language, parties))
    speakers = Speakers(entities, record.roles, language, parties)
    made = positions(record.text, record.statements, taken, speakers, language)
    order = {s.id: n for n, s in enumerate(record.statements)}
    return msgspec.structs.replace(
        record,
        entities=entities,
        positions=tuple(sorted((*kept, *made), key=lambda p: order[p.statement])),
        disputes=tuple(d for d in record.disputes if all(s in after and s not in other for s in rests_on(d))),
    )


def rests_on(dispute: Dispute) -> Iterable[str]:
    """Ids of the statements of a dispute."""
    yield from (s for side in dispute.sides for s in side.statements)
    yield from (s for claims in dispute.conflicting_claims for s in claims)


def _stance(new: Statement, old: Statement | None, held: Stance | None) -> Stance | None:
    """A corrected statement's stance: the one that it took, unless another act says otherwise."""
    if old is not None and old.act == new.act:
        return held
    named = _NAMED.get(new.act)
    return named or (None if old is None or held == _NAMED.get(old.act) else held)


def _named(record: Record, statements: Iterable[Statement], language: Language, parties: Parties) -> list[Entity]:
    """Entities for speakers that the document did not have."""
    known = {e.name for e in record.entities}
    out = []
    for s in statements:
        kind = s.speaker_kind or "person"
        names = [n for n in s.speaker.split(JOINT) if n]
        source = s.source if len(names) == 1 else ()
        for name in names:
            if name in known or kind == "unnamed":
                continue
            known.add(name)
            made = Entity(name, kind, aliases_in_text=tuple(dict.fromkeys(x.of(record.text) for x in source)), mentions=source)
            party = parties.find(name, language.code)
            if party is not None:
                made = msgspec.structs.replace(made, kind=party.kind, name_en=party.names.get("en"), key=party.key)
            out.append(made)
    return out
