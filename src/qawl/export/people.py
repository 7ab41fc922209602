"""Who is in a document: its entities, and speakers that are none."""

from collections.abc import Iterator
from dataclasses import dataclass

from qawl.fold import fold
from qawl.lang import Language, language, languages
from qawl.marks import bare
from qawl.types import Entity, Record, Span, Statement

JOINT = " + "
"""Stands between the names of joint speakers."""
_PRONOUN = 3  # letters of the longest addressee that is a preposition with a pronoun (له, لكم, us)


@dataclass(frozen=True)
class Person:
    """Somebody of a document. `kind`: person, organization, state, or unnamed; `number` counts from 1 within the document."""

    number: int
    name: str
    kind: str
    entity: Entity | None = None


class People:
    """The entities of one record, and after them the speakers and addressees that are no entity, in the order they are met."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._language = language(record.lang) if record.lang in languages() else None
        self._people: dict[str, Person] = {}
        self._forms: dict[str, str] = {}
        for entity in record.entities:
            self._people.setdefault(entity.name, Person(len(self._people) + 1, entity.name, entity.kind, entity))
            for form in (entity.name, *entity.aliases_in_text):
                self._forms.setdefault(fold(form), entity.name)
        self._mentions = [(m, e.name) for e in record.entities for m in e.mentions]
        for statement in record.statements:
            self.speakers(statement)
            self.addressees(statement)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people.values())

    def speakers(self, statement: Statement) -> tuple[Person, ...]:
        """Who says it: several where joint, none where it is not known."""
        names = [name for name in statement.speaker.split(JOINT) if name]
        return tuple(self._person(name, statement.speaker_kind or "unnamed") for name in names)

    def addressees(self, statement: Statement) -> tuple[Person, ...]:
        """To whom it is said: the entities that the addressee names, else its words as somebody unnamed, a pronoun's nobody."""
        found: dict[str, Person] = {}
        for span in statement.addressee:
            named = [self._people[name] for mention, name in self._mentions if _within(mention, span)]
            if not named and (words := _unfused(" ".join(span.of(self._record.text).split()), self._language)):
                named = [self._person(self._forms.get(fold(words), words), "unnamed")]
            found.update((person.name, person) for person in named)
        return tuple(found.values())

    def _person(self, name: str, kind: str) -> Person:
        return self._people.setdefault(name, Person(len(self._people) + 1, name, kind))


def _unfused(words: str, data: Language | None) -> str:
    """An addressee's words with an article that a preposition hides (للجميع: الجميع); nothing where they are a pronoun."""
    plain = bare(words).lower()
    if " " not in plain and (len(plain) <= _PRONOUN or (data and plain in data.pronouns)):
        return ""
    start = next((f for f in (data.fused if data else ()) if words.startswith(f)), None)
    return data.fused[start] + words[len(start) :] if data and start else words


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
