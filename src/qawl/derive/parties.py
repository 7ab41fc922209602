"""For whom a speaker speaks: the party whose position his words are."""

from collections.abc import Iterable

from qawl.fold import fold
from qawl.lang import Language
from qawl.parties import Parties, usual_name
from qawl.types import Entity, Role, Statement

JOINT = " + "
_NEAR = 3  # words after its head in which a description names a body


class Speakers:
    """The parties behind a document's speakers: a minister's state, a spokesman's body, a ministry's state, else themselves.

    Who once held an office, sits in a parliament or is somebody's lawyer speaks for nobody.
    """

    def __init__(self, entities: Iterable[Entity], roles: Iterable[Role], language: Language, parties: Parties) -> None:
        self._entities = {e.name: e for e in entities}
        self._language, self._parties = language, parties
        self._representing, self._former = _folded(language.representing), _folded(language.former)
        self._bodies = {
            fold(a): e.name for e in self._entities.values() if e.kind != "person" for a in (*e.aliases_in_text, e.name)
        }
        self._countries = {*language.governments, *(fold(w).removeprefix("ال") for w in language.generic)}
        self._issued = _folded(language.documents | language.organs)
        self._of: dict[str, str] = {}
        self._elsewhere: set[str] = set()  # who once held an office, or holds one that represents nobody
        for role in roles:
            stands = self._represents(f"{role.role} {role.of}")
            if not stands:
                self._elsewhere.add(role.person)
            sent = self._body_in(role.role) or self._nationality(role.role) if self._is_envoy(role.role) else ""
            of = sent or role.of.split(" (")[0].strip() or self._body_in(role.role) or ""
            if of and stands and getattr(self._entities.get(of), "kind", "") != "person":
                self._of.setdefault(role.person, of)

    def behind(self, statement: Statement) -> tuple[str, ...]:
        """The parties whose position a statement is: several for joint speakers, none for nobody."""
        return tuple(dict.fromkeys(party for _, party in self.voices(statement)))

    def voices(self, statement: Statement) -> tuple[tuple[str, str], ...]:
        """Each speaker, and the party for which they speak."""
        return tuple((name, self._party(name, statement)) for name in statement.speaker.split(JOINT) if name)

    def owned(self, name: str) -> bool:
        """Whether a name says only whose government or country speaks: `حكومته`, `بلاده`."""
        word = fold(name).removeprefix("ال")
        own = (word.removesuffix(e) for e in self._language.possessives if word.endswith(e))
        return any(w in self._countries or (w.endswith("ت") and w[:-1] + "ه" in self._countries) for w in own)

    def _is_envoy(self, office: str) -> bool:
        """Whether an office's holder is sent: whose he is may stand in it, and what he is sent to beside it."""
        words = [w.removeprefix("ال") for w in fold(office).split()]
        return any(w in self._language.envoys for w in (words[:1] if self._language.right_to_left else words))

    def _represents(self, office: str) -> bool:
        words = [w.removeprefix("ال") for w in fold(office).split() if w not in self._language.determiners]
        if any(w in self._former for w in words):
            return False
        # an Arabic office names itself first, an English one last
        return any(w in self._representing for w in (words[:2] if self._language.right_to_left else words))

    def _party(self, name: str, statement: Statement) -> str:
        entity = self._entities.get(name)
        if entity is not None and entity.kind != "person":
            return self.state_of(name)
        if name in self._of:
            return self.state_of(self._of[name])
        if entity is None or statement.speaker_kind == "unnamed" or not entity.key:
            if self._represents(name):  # the spokeswoman of the Chinese foreign ministry
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
        count = len(phrase.split())
        return next((body for k in range(1, count) if (body := self._body_at(phrase, k))), None)

    def _body_at(self, phrase: str, k: int) -> str | None:
        """The body of the document that begins at a word of a description, by its longest name."""
        words = fold(phrase).split()
        if k < len(words):
            for end in range(len(words), k, -1):
                rest = " ".join(words[k:end])
                for form in (rest, rest.removeprefix("لل"), rest.removeprefix("ل"), "ال" + rest.removeprefix("لل")):
                    if form in self._bodies:
                        return self._bodies[form]
        return None

    def _issuer(self, name: str) -> str | None:
        """The body whose document or part a name is: the report *of the ministry*, the executive committee *of the party*."""
        words = fold(name).split()[: _NEAR + 1]
        if not words or words[0].removeprefix("ال") not in self._issued or self._parties.find(name, self._language.code):
            return None
        owned = (k for k in range(1, len(words)) if k == 1 or words[k].startswith("ل"))
        return next((body for k in owned if (body := self._body_at(name, k)) and body != name), None)

    def state_of(self, name: str) -> str:
        """The state that a ministry, a government's seat or a delegation stands for, else the name itself; of a document or a
        part of a body, that of the body.
        """
        return self._stands_for(self._issuer(name) or name)

    def _stands_for(self, name: str) -> str:
        party = self._parties.find(name, self._language.code)
        if party is not None and (party.body or party.house):  # the Commission is the Union's, the Kremlin Russia's
            return self._named(party.body) or self._state(party.state) or name
        words = [w.removeprefix("ال") for w in fold(name).split() if w not in self._language.determiners]
        heads = words[:2] if self._language.right_to_left else words
        if party is not None and party.state and any(h in self._language.state_bodies for h in heads):
            return self._state(party.state) or name
        if any(h in self._language.delegations for h in heads[:1] + heads[-1:]):
            return self._body_in(name) or self._nationality(name) or name
        if party is None and any(h in self._language.state_bodies for h in heads):
            code = next((self._language.administrations[w] for w in words if w in self._language.administrations), "")
            return self._state(code) or self._nationality(name) or name
        if any(h in self._language.governments for h in words):  # the German government, the government in Berlin, that of …
            placed = len(words) == 2 or (len(words) > 2 and words[-2] in self._language.of_words)
            return self._body_in(name) or (self._nationality(name) if placed else None) or name
        return name

    def _nationality(self, phrase: str) -> str | None:
        for word in phrase.split():
            state = self._parties.adjective(word) or self._parties.find(word, self._language.code)
            if state is not None and state.kind == "state":
                return usual_name(state, self._language.code)
        return None


def _folded(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(w) for w in listed)
