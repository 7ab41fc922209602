"""Which parties on record the words of a text stand for."""

import functools
import re
from collections import Counter
from itertools import dropwhile

from qawl.lang import Language
from qawl.marks import bare
from qawl.parties import Parties, Party
from qawl.resolve.lexicon import lexicon
from qawl.resolve.phrase import own_words, stems, variant, words
from qawl.types import EntityKind

MOST_WORDS = 40
"""Words of a phrase that are looked at."""
# a noun and a name in marks; a name with another in brackets, and what follows
_MARKED = re.compile(r"\S+\s+[«\"“(]([^«»\"“”()]+)[»\"”)]")
_BRACKETED = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_ABBREVIATED = re.compile(r"([^\s()]+\s[^()]*[^\s()])\s+\(([^()]+)\)|([^\s()A-Za-z]+\s[^()A-Za-z]*[^\s()A-Za-z])\s+([A-Z]{2,})")
_LETTERS = re.compile(r"[^\W\d_]+")


def abbreviated(form: str) -> tuple[str, ...]:
    """The two names in one of several words that gives another in brackets or in Latin capitals; else none."""
    found = _ABBREVIATED.fullmatch(form)
    return tuple(filter(None, found.groups())) if found else ()


class Known:
    """Looks up the names and phrases of one text in the record of parties."""

    def __init__(self, text: str, language: Language, parties: Parties) -> None:
        self._text, self._language, self._parties = text, language, parties
        self._lexicon = lexicon(language.code)
        self._nations: dict[str, frozenset[str]] = {}

    def party(self, kind: EntityKind, form: str) -> Party | None:
        """The party that a mention of a kind names: by a name, of a state also by its people (`الروس`) or an epithet."""
        party = self._parties.find(form, self._language.code)
        if party is None and kind == "state":
            party = self._parties.adjective(form)
        if party is None and kind != "person":
            party = self._by_epithet(form)
        if party is None and kind == "organization":
            party = self._by_part(form)
        return party if party is not None and (party.kind == "person") == (kind == "person") else None

    def plain(self, name: str) -> str:
        """The name of a so-called body (the paper X) without what only describes it: what stands after its name in marks, its
        nationality and what follows; of a paper, a company or a site (`labels`) also without the noun that says so. Of any body
        without its other name in brackets.
        """
        name = next(iter(abbreviated(name)), name)
        found = self._own(name.split())
        name = " ".join(found)
        head = next(iter(stems(found[0], self._language)), "") if found else ""
        if len(found) < 2 or head not in self._lexicon.media or not self._language.labels or self._definite(found[0]):
            return name
        definite = self._language.labels.get(head)
        marked = _MARKED.match(name)
        if marked and definite is None and not self._described(name[marked.end() :]):
            marked = None  # إذاعة "جيش" الاحتلال
        if marked:
            found = [found[0], *marked.group(1).split()]
        else:
            free = (k for k in range(2, len(found)) if definite or not self._definite(found[k - 1]))
            found = found[: next((k for k in free if self._definite(found[k]) and self._parties.adjective(found[k])), None)]
        label = definite is not None and (definite or not self._definite(found[1])) and not any(map(self._describes, found[1:]))
        return " ".join(found[1:] if label or (marked and definite is not None) else found)

    def _own(self, found: list[str]) -> list[str]:
        """The words of a body's name without whose it is (`التابع للأمم المتحدة`), and without the nationality with an article
        that follows a name without one (`جامعة كولومبيا الأميركية`).
        """
        found = found[: next((k for k in range(1, len(found)) if bare(found[k]) in self._language.belonging), None)]
        foreign = len(found) > 1 and self._definite(found[-1]) and not any(map(self._definite, found[:-1]))
        return found[:-1] if foreign and self._parties.adjective(found[-1]) else found

    def _described(self, rest: str) -> bool:
        """Whether what follows a body's name is no part of it: nothing, or its nationality."""
        return not rest.strip() or self._parties.adjective(rest.split(maxsplit=1)[0]) is not None

    def respelled(self, name: str, usual: str) -> bool:
        """Whether a name is a party's usual one as another newsroom spells it: `وزارة العدل الأمريكية`."""
        a, b = words(name), words(usual)
        if len(a) == len(b) == 1:  # سورية, on record as a name: تركية is an adjective
            return a != b and a[0][:-1] == b[0][:-1] and self._parties.find(name, self._language.code) is not None
        return (
            a != b and len(a) == len(b) > 1 and all(variant(x, y) or self._same_nation(x, y) for x, y in zip(a, b, strict=True))
        )

    def _same_nation(self, a: str, b: str) -> bool:
        one, other = self._parties.adjective(a), self._parties.adjective(b)
        return one is not None and one is other

    def _definite(self, word: str) -> bool:
        return word.startswith(self._language.definite)

    def _describes(self, word: str) -> bool:
        """Whether a word after the noun of a body is likely no name: a feminine adjective, or what the body is for."""
        lowered = bare(word)
        return lowered.endswith("ة") and not self._definite(lowered)

    def nations(self, phrase: str) -> frozenset[str]:
        """Keys of the states that a phrase's words belong to, by adjective or name (`الوزير الأميركي`, `رئيس بولندا`), up to
        where it turns to others: *to* Yemen, *who* met the Russians.
        """
        if phrase not in self._nations:
            own = own_words(phrase, self._language)[:MOST_WORDS]
            self._nations[phrase] = frozenset(key for w in own if (key := self._state(w)))
        return self._nations[phrase]

    def _state(self, word: str) -> str:
        """The key of the state that an adjective or a name of one word belongs to, or nothing."""
        state = self._parties.nation(word, self._language.code)
        return state.key if state is not None else ""

    def _by_part(self, form: str) -> Party | None:
        """The body on record that a longer name is: by its own name (`صحيفة "معاريف" الإسرائيلية`), or by what stands in brackets
        and before them (`حركة المقاومة الإسلامية (حماس)`).
        """
        bracketed = _BRACKETED.match(form)
        named = bracketed.groups() if bracketed else (self._proper(form),)
        found = (self._parties.find(part, self._language.code) for part in named if part != form)
        party = next((p for p in found if p is not None and p.kind == "organization"), None)
        states = self.nations(form)
        return party if party is not None and (not states or not party.state or f"state:{party.state}" in states) else None

    def _proper(self, form: str) -> str:
        """A so-called body's name alone, without the noun that says what it is."""
        found = self.plain(form).split()
        known = self._lexicon.media | self._lexicon.documents  # وكالة أنباء
        own = dropwhile(lambda w: next(iter(stems(w, self._language)), "") in known, found)
        return " ".join(own)

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
