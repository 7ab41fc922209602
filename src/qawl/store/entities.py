"""Entities of many documents as one: by key where they are on record, else by name and kind."""

import apsw

from qawl.fold import fold
from qawl.lang import languages
from qawl.lang.detect import of_script
from qawl.parties import Parties, usual_name
from qawl.store.connection import rows
from qawl.types import Entity, EntityKind, Record

_LONG = 3  # letters of a word that makes an alias part of a name


class Entities:
    """The entities of one document in the store: rows are made as they are met."""

    def __init__(self, connection: apsw.Connection, record: Record) -> None:
        self._connection = connection
        self._parties = Parties.shipped()
        self.lang = record.lang if record.lang in languages() else of_script(record.text)
        self._numbers: dict[str, int] = {}
        for entity in record.entities:
            self._numbers.setdefault(entity.name, self._row(entity))

    def __getitem__(self, entity: Entity) -> int:
        return self._numbers[entity.name]

    def called(self, name: str) -> int | None:
        """The entity of the document, or party on record, with a name; None for anybody else."""
        if name not in self._numbers:
            party = self._parties.find(name, self.lang)
            if party is None:
                return None
            names = tuple(party.names.values())
            made = Entity(usual_name(party, self.lang), party.kind, party.names.get("en"), names, party.key)
            self._numbers[name] = self._row(made)
        return self._numbers[name]

    def _row(self, entity: Entity) -> int:
        folded = fold(entity.name) or entity.name
        number = self._known(entity.key, entity.kind, folded)
        if number is None:
            party = self._parties.get(entity.key) if entity.key else None
            name = usual_name(party, self.lang) if party else entity.name
            row = (entity.key, entity.kind, name, entity.name_en, fold(name) or name)
            self._connection.execute("INSERT INTO entities (key, kind, name, name_en, folded) VALUES (?, ?, ?, ?, ?)", row)
            number = self._connection.last_insert_rowid()
        elif entity.key or entity.name_en:
            new = "UPDATE entities SET key = coalesce(key, ?), name_en = coalesce(name_en, ?) WHERE entity = ?"
            self._connection.execute(new, (entity.key, entity.name_en, number))
        aliases = {fold(a): a for a in (*entity.aliases_in_text, entity.name_en or "", entity.name) if fold(a)}
        self._connection.executemany(
            "INSERT OR IGNORE INTO aliases (entity, folded, alias, is_name) VALUES (?, ?, ?, ?)",
            [(number, key, alias, self._is_name(alias, entity)) for key, alias in aliases.items()],
        )
        return number

    def _known(self, key: str | None, kind: EntityKind, folded: str) -> int | None:
        if key and (known := rows(self._connection, "SELECT entity FROM entities WHERE key = ?", (key,))):
            return int(known[0][0])
        query = "SELECT entity, key FROM entities WHERE folded = ? AND kind = ? ORDER BY entity"
        same = rows(self._connection, query, (folded, kind))
        free = [int(number) for number, other in same if other is None]
        # a name that several keys share tells nothing
        return free[0] if free else int(same[0][0]) if len(same) == 1 and not key else None

    def _is_name(self, alias: str, entity: Entity) -> bool:
        party = self._parties.find(alias, self.lang)
        if party is not None:
            return party.key == entity.key
        names = {w for n in (entity.name, entity.name_en or "") for w in _words(n)}
        return any(w in names for w in _words(alias))


def _words(name: str) -> list[str]:
    return [w.removeprefix("ال") for w in fold(name).split() if len(w.removeprefix("ال")) >= _LONG]
