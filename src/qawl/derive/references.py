"""References into several documents, and the names that they have in common."""

from collections.abc import Sequence

from qawl.derive.dossier import Party, Reference, References
from qawl.fold import fold
from qawl.types import ROLES, Entity, Record, Span

JOINT = " + "
_Key = tuple[str, str]


class Source:
    """One document, and references into it."""

    def __init__(self, number: int, record: Record) -> None:
        self.number, self.record = number, record
        self._numbers = {s.id: n for n, s in enumerate(record.statements, 1)}
        self._extents = [(span, s.id) for s in record.statements for role in ROLES for span in getattr(s, role)]

    def statement(self, key: str, evidence: Span | None = None) -> Reference:
        """A statement by its id; where there is none, the one that the evidence stands in."""
        if key not in self._numbers:
            return self.characters(evidence) if evidence else self.whole()
        return Reference(self.record.id, self.number, key, self._numbers[key], evidence)

    def whole(self) -> Reference:
        """The document, where nothing nearer is known."""
        return Reference(self.record.id, self.number)

    def characters(self, evidence: Span) -> Reference:
        """Characters, and the statement in whose smallest span they stand, if any."""
        around = [(x.end - x.start, key) for x, key in self._extents if x.start <= evidence.start and evidence.end <= x.end]
        key = min(around, key=lambda a: a[0])[1] if around else None
        return Reference(self.record.id, self.number, key, self._numbers[key] if key else None, evidence)


class Names:
    """Which entity of the dossier a name of a document is."""

    def __init__(self, documents: Sequence[Record]) -> None:
        # a name that several keys share tells nothing: an entity without a key is then nobody's but its own
        keys: dict[_Key, set[str]] = {}
        for entity in (e for record in documents for e in record.entities if e.key):
            keys.setdefault((fold(entity.name), entity.kind), set()).add(entity.key or "")
        self._members: dict[_Key, list[Entity]] = {}
        self._places: dict[tuple[int, str], _Key] = {}
        for number, record in enumerate(documents, 1):
            for entity in record.entities:
                plain = (fold(entity.name), entity.kind)
                known = keys.get(plain, set())
                key = ("", entity.key or next(iter(known))) if entity.key or len(known) == 1 else plain
                self._members.setdefault(key, []).append(entity)
                self._places.setdefault((number, entity.name), key)
        self._strangers: dict[str, str] = {}

    def __call__(self, number: int, name: str) -> str:
        """The name under which the dossier has it; one that is no entity keeps its first spelling."""
        key = self._places.get((number, name))
        return self._members[key][0].name if key else self._strangers.setdefault(fold(name) or name, name)

    def parties(self, sources: Sequence[Source]) -> tuple[Party, ...]:
        """The entities merged, in the order in which they are first named."""
        said: dict[_Key, list[Reference]] = {}
        for source in sources:
            for s in source.record.statements:
                for name in dict.fromkeys(s.speaker.split(JOINT)):
                    if (key := self._places.get((source.number, name))) is not None:
                        said.setdefault(key, []).append(source.statement(s.id))
        return tuple(self._party(members, tuple(said.get(key, ()))) for key, members in self._members.items())

    def _party(self, members: Sequence[Entity], said: References) -> Party:
        first = members[0]
        others = dict.fromkeys(x for e in members for x in (e.name, *e.aliases_in_text))
        others.pop(first.name)
        return Party(
            name=first.name,
            kind=first.kind,
            name_en=next((e.name_en for e in members if e.name_en), None),
            key=next((e.key for e in members if e.key), None),
            aliases=tuple(others),
            statements=said,
        )
