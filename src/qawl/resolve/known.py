"""Which parties on record the words of a text stand for."""

import functools
import re
from collections import Counter
from itertools import takewhile

from qawl.lang import Language
from qawl.marks import bare
from qawl.parties import Parties, Party
from qawl.resolve.phrase import stems
from qawl.types import EntityKind

MOST_WORDS = 40
"""Words of a phrase that are looked at."""
_LETTERS = re.compile(r"[^\W\d_]+")


class Known:
    """Looks up the names and phrases of one text in the record of parties."""

    def __init__(self, text: str, language: Language, parties: Parties) -> None:
        self._text, self._language, self._parties = text, language, parties
        self._turns = language.relative | language.posted_at
        self._nations: dict[str, frozenset[str]] = {}

    def party(self, kind: EntityKind, form: str) -> Party | None:
        """The party that a mention of a kind names: by a name, of a state also by its people (`الروس`) or an epithet."""
        party = self._parties.find(form, self._language.code)
        if party is None and kind == "state":
            party = self._parties.adjective(form)
        if party is None and kind != "person":
            party = self._by_epithet(form)
        return party if party is not None and (party.kind == "person") == (kind == "person") else None

    def nations(self, phrase: str) -> frozenset[str]:
        """Keys of the states that a phrase's words belong to, by adjective or name (`الوزير الأميركي`, `رئيس بولندا`), up to
        where it turns to others: *to* Yemen, *who* met the Russians.
        """
        if phrase not in self._nations:
            own = takewhile(lambda w: bare(w) not in self._turns, phrase.split()[:MOST_WORDS])
            self._nations[phrase] = frozenset(key for w in own if (key := self._state(w)))
        return self._nations[phrase]

    def _state(self, word: str) -> str:
        """The key of the state that an adjective or a name of one word belongs to, or nothing."""
        party = self._parties.adjective(word) or self._parties.find(word, self._language.code)
        return party.key if party is not None and party.kind == "state" else ""

    def _by_epithet(self, form: str) -> Party | None:
        """The state that a side or an enemy is by its adjective (`الجانب الروسي`), or the party that an epithet means where the
        text itself names its state: of several so called (`المملكة`) the one whose state is named most.
        """
        parts = stems(form, self._language)
        if len(parts) == 2 and parts[0] in self._language.sides:
            return self._parties.adjective(parts[1])
        listed = (self._parties.get(key) for key in self._language.epithets.get(" ".join(parts), ()))
        meant = [p for p in listed if p is not None and self._named[_state_of(p)]]
        return max(meant, key=lambda p: self._named[_state_of(p)], default=None)

    @functools.cached_property
    def _named(self) -> Counter[str]:
        """How often the text names each state, by key, in single words."""
        return Counter(key for word in _LETTERS.findall(self._text) if (key := self._state(word)))


def _state_of(party: Party) -> str:
    return f"state:{party.state}" if party.state else party.key
