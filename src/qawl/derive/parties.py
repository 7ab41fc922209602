"""For whom a speaker speaks: the party whose position his words are."""

from collections.abc import Iterable
from itertools import takewhile

from qawl.derive.phrases import bodies_called, plain_words
from qawl.fold import fold
from qawl.lang import Language
from qawl.parties import Parties, usual_name
from qawl.resolve.lexicon import lexicon, owned
from qawl.resolve.phrase import own_words, stems
from qawl.types import Entity, Role, Statement

JOINT = " + "
_DESCRIBED = 4
"""Words of a description of somebody unnamed of which one says what he is: a number of *officials*."""
_NEAR = 3
"""Words after its head in which a description names a body."""


class Speakers:
    """The parties behind a document's speakers: a minister's state, a spokesman's body, a ministry's state, else themselves.

    Who once held an office, sits in a parliament or is somebody's lawyer speaks for nobody.
    """

    def __init__(self, entities: Iterable[Entity], roles: Iterable[Role], language: Language, parties: Parties) -> None:
        self._entities = {e.name: e for e in entities}
        self._language, self._parties = language, parties
        self._representing, self._former = _folded(language.representing), _folded(language.former)
        self._bodies = bodies_called(self._entities.values())
        self._longest = max((len(a.split()) for a in self._bodies), default=0)
        self._countries = language.governments | lexicon(language.code).generic
        self._joining = _folded(language.towards | language.of_words)
        self._issued = _folded(language.documents | language.organs)
        self._led = _folded(language.organs | language.governments)
        persons = (e for e in self._entities.values() if e.kind == "person")
        self._persons = {fold(a): e.name for e in persons for a in (*e.aliases_in_text, e.name)}
        self._of: dict[str, str] = {}
        self._elsewhere: set[str] = set()  # who once held an office, or holds one that represents nobody
        for role in roles:
            stands = self._represents(role.role) and not self._ends(role.of)
            if not stands:
                self._elsewhere.add(role.person)
            of = self._sender(role)
            if stands and of and getattr(self._entities.get(of), "kind", "") != "person":
                self._of.setdefault(role.person, of)

    def behind(self, statement: Statement) -> tuple[str, ...]:
        """The parties whose position a statement is: several for joint speakers, none for nobody."""
        return tuple(dict.fromkeys(party for _, party in self.voices(statement)))

    def voices(self, statement: Statement) -> tuple[tuple[str, str], ...]:
        """Each speaker, and the party for which they speak."""
        return tuple((name, self._party(name, statement)) for name in statement.speaker.split(JOINT) if name)

    def party(self, name: str) -> str:
        """The party for which an entity speaks."""
        of = self._of.get(name)
        return self.state_of(of or name) if of or self._entities[name].kind != "person" else self._own_party(name) or name

    def owned(self, name: str) -> bool:
        """Whether a name says only whose government or country speaks: `حكومته`, `بلاده`."""
        words = stems(name, self._language)
        return len(words) == 1 and owned(words[0], self._language) in self._countries

    def _represents(self, office: str, opening: int = 2) -> bool:
        """Whether who holds an office speaks for others. opening: words of an Arabic phrase of which one names the office."""
        words = [w for w in plain_words(office) if w not in self._language.determiners]
        if self._ends(office):
            return False
        # an Arabic office names itself first, an English one last
        return any(w in self._representing for w in (words[:opening] if self._language.right_to_left else words))

    def _ends(self, phrase: str) -> bool:
        """Whether words say that nobody is spoken for: a former office, a parliament."""
        return any(w in self._former for w in plain_words(phrase))

    def _sender(self, role: Role) -> str:
        """Whose office it is: of an envoy who sent him, else the body or state that the office is of."""
        words = plain_words(role.role)
        sent = next((self._named(self._language.of_bodies[w]) for w in words if w in self._language.of_bodies), None)
        inside = self._body_in(role.role) or self._nationality(role.role) or ""
        if sent or (inside and any(w in self._language.envoys for w in words)):
            return sent or inside
        return role.of.split(" (")[0].strip() or inside

    def _party(self, name: str, statement: Statement) -> str:
        entity = self._entities.get(name)
        if entity is not None and entity.kind != "person":
            return self.state_of(name)
        if name in self._of:
            return self.state_of(self._of[name])
        if entity is None or statement.speaker_kind == "unnamed" or not entity.key:
            if self._represents(name, _DESCRIBED):  # the spokeswoman of the Chinese foreign ministry
                body = self._body_in(name)
                return self.state_of(body) if body else self._nationality(name) or name
        elif (own := self._own_party(name)) is not None:
            return own
        return self.state_of(name) if entity is None and statement.speaker_kind == "organization" else name

    def _own_party(self, person: str) -> str | None:
        """The state or body that a well-known person is known to speak for, where the text names no other office of theirs."""
        party = self._parties.get(self._entities[person].key or "")
        if party is None or person in self._elsewhere:
            return None
        return self._state(party.state) or self._named(party.body)

    def _state(self, code: str) -> str | None:
        """The usual name of a state by its ISO code."""
        return self._named(f"state:{code}")

    def _named(self, key: str) -> str | None:
        party = self._parties.get(key)
        return usual_name(party, self._language.code) if party else None

    def _body_in(self, phrase: str) -> str | None:
        """The first body of the document named after a description's first word: the spokesman of *the ministry of health*."""
        words = fold(self._own(phrase)).split()
        return next((body for k in range(1, len(words)) if (body := self._body_at(words, k))), None)

    def _body_at(self, words: list[str], k: int, joined: bool = False) -> str | None:
        """The body of the document that begins at a folded word of a description, by its longest name. joined: only one that
        has an `of` written on to it.
        """
        for end in range(min(len(words), k + self._longest), k, -1):
            rest = " ".join(words[k:end])
            for form in (rest, rest.removeprefix("لل"), rest.removeprefix("ل"), "ال" + rest.removeprefix("لل")):
                if form in self._bodies and not (joined and form == rest):
                    return self._bodies[form]
        return None

    def _issuer(self, name: str) -> str | None:
        """The body whose document or part a name is: the report *of the ministry*, the executive committee *of the party*."""
        words = fold(name).split()
        if not words or words[0].removeprefix("ال") not in self._issued or self._parties.find(name, self._language.code):
            return None
        # what comes after a preposition is what it is about
        near = takewhile(lambda k: words[k] not in self._joining, range(1, min(len(words), _NEAR + 1)))
        bodies = (self._body_at(words, k, joined=k > 1) for k in near)
        return next((body for body in bodies if body and body != name), None)

    def state_of(self, name: str) -> str:
        """The state that a ministry, a government's seat or a delegation stands for, else the name itself; of a document or a
        part of a body, that of the body.
        """
        leader = self._leader(name)
        led = leader and (self._of.get(leader) or self._own_party(leader) or leader)
        return self._stands_for(led or self._issuer(name) or name)

    def _leader(self, name: str) -> str | None:
        """The person of the document whose government or office a name is."""
        head, _, rest = fold(name).partition(" ")
        return self._persons.get(rest) if head in self._led else None

    def _stands_for(self, name: str) -> str:
        party = self._parties.find(name, self._language.code)
        if party is not None and (party.body or party.house):  # the Commission is the Union's, the Kremlin Russia's
            return self._named(party.body) or self._state(party.state) or name
        words = [w for w in plain_words(name) if w not in self._language.determiners]
        heads = words[:2] if self._language.right_to_left else words
        army = len(words) == 2 and words[0] in self._language.armies  # none that fights it: the free army
        affairs = any(w in self._language.state_affairs for w in words)
        stately = army or affairs or any(h in self._language.state_bodies for h in heads)
        if party is not None and party.state and stately:
            return self._state(party.state) or name
        if any(h in self._language.delegations for h in heads[:1] + heads[-1:]):
            return self._body_in(name) or self._nationality(name) or name
        if party is None and stately:
            code = next((self._language.administrations[w] for w in words if w in self._language.administrations), "")
            return self._state(code) or self._nationality(name) or name
        if any(h in self._language.governments for h in words):  # the German government, the government in Berlin, that of …
            placed = len(words) == 2 or (len(words) > 2 and words[-2] in self._language.of_words)
            return self._body_in(name) or (self._nationality(name) if placed else None) or name
        return name

    def _own(self, phrase: str) -> str:
        """A description up to where it turns to others: the ambassador *to* Yemen, the minister *who* came from Moscow."""
        return " ".join(own_words(phrase, self._language))

    def _nationality(self, phrase: str) -> str | None:
        """The first state that a description names, in two words or one (`كوريا الشمالية`), or has the adjective of."""
        words = own_words(phrase, self._language)
        forms = (form for k, w in enumerate(words) for form in (" ".join(words[k : k + 2]), w))
        states = (self._parties.nation(form, self._language.code) for form in forms)
        return next((usual_name(state, self._language.code) for state in states if state is not None), None)


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in listed)
