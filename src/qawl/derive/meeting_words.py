"""Words of meetings of a language: nouns and verbs that mean one, and what stands around them."""

import functools
import importlib.resources
from typing import NamedTuple

import msgspec

from qawl.fold import fold

# Kinds that may be one and the same event, called by different nouns.
GROUPS = {"meeting": "talks", "talks": "talks", "summit": "talks", "round": "talks", "session": "talks", "conference": "talks"}

_GLUED = 4  # letters of a word that has none written on to it, at most


class Noun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun of meetings: `one` and `many` are its forms; with `with`, one of those phrases must follow."""

    kind: str
    one: tuple[str, ...]
    many: tuple[str, ...] = ()
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")


class Verb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb of meeting, under the noun that names the event, or with it as `name`.

    `present`: stems, after a letter of `persons`. With `with`, one of those words must follow in the clause; it is none after a
    word of `never_after`, and only after one of `only_after`.
    """

    kind: str
    name: str = ""
    past: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    with_: tuple[str, ...] = msgspec.field(default=(), name="with")
    never_after: frozenset[str] = frozenset()
    only_after: frozenset[str] = frozenset()


class MeetingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`meetings.json` of a language; words are compared folded.

    light: verbs of holding, whose object is the meeting; gathering: others of which it is the subject (it *brought together*
    them), where they have a pronoun. planned, postponed, cancelled: of its status; wanted: right before it,
    that it is only planned; not_postponed: phrases that look so. topics, joints, stops, predicates, relatives: what ends its
    phrase, joints and stops at both ends. topical: before which it is no event; before: prepositions that make it the occasion.
    venues: heads of places. compound: parts of surnames that need the next, patronymics both neighbours. adverbs: left out of
    names; patterns: of names. conjunctions and glued prepositions are letters written on to a word.
    """

    nouns: dict[str, Noun] = {}
    verbs: dict[str, Verb] = {}
    prefixes: tuple[str, ...] = ("",)
    articles: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    verb_prefixes: tuple[str, ...] = ("",)
    persons: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    first_person_endings: tuple[str, ...] = ()
    conjunctions: str = ""
    glued: str = ""
    articles_before: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    gathering: frozenset[str] = frozenset()
    planned: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    postponed: frozenset[str] = frozenset()
    not_postponed: frozenset[str] = frozenset()
    cancelled: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    with_: frozenset[str] = msgspec.field(default=frozenset(), name="with")
    between: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    in_: frozenset[str] = msgspec.field(default=frozenset(), name="in")
    before: frozenset[str] = frozenset()
    topical: frozenset[str] = frozenset()
    deictic: frozenset[str] = frozenset()
    another: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    compound: frozenset[str] = frozenset()
    patronymics: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    patterns: dict[str, str] = {}


class Form(NamedTuple):
    """What a word that may mean a meeting says of it. `with_`: phrases one of which must follow (folded)."""

    noun: str
    kind: str
    verb: bool = False
    definite: bool = False
    possessive: bool = False
    plural: bool = False
    future: bool = False
    first_person: bool = False
    conjoined: bool = False
    with_: tuple[tuple[str, ...], ...] = ()
    never_after: frozenset[str] = frozenset()
    only_after: frozenset[str] = frozenset()


class Lexicon:
    """The words of one language, folded; `forms` maps a folded word to its readings, those first that need a word beside them."""

    def __init__(self, data: MeetingWords) -> None:
        self.patterns, self.articles = data.patterns, data.articles
        self.conjunctions, self.glued, self.future = data.conjunctions, data.glued, data.future
        for field in msgspec.structs.fields(MeetingWords):
            value = getattr(data, field.name)
            if isinstance(value, frozenset):
                setattr(self, field.name, frozenset(map(fold, value)))
        self.venue_names = {name: word for word in data.places if (name := fold(word))}
        # what opens a relative clause, with a pronoun or without: a meeting *that he held* (عقده)
        self.clauses = (
            self.relatives | self.light | {fold(verb + e) for verb in data.light | data.gathering for e in data.endings}
        )
        self.breaks = self.stops | self.joints
        self.joins = self.with_ | self.in_ | self.relatives
        self.trailing = self.in_ | self.with_ | self.topics
        self.forms: dict[str, list[Form]] = {}
        for noun, n in data.nouns.items():
            self._add_noun(noun, n, data)
        for noun, v in data.verbs.items():
            self._add_verb(v.name or noun, v, data)
        for forms in self.forms.values():
            forms.sort(key=lambda f: not (f.with_ or f.only_after))

    light: frozenset[str]
    planned: frozenset[str]
    wanted: frozenset[str]
    postponed: frozenset[str]
    not_postponed: frozenset[str]
    cancelled: frozenset[str]
    topics: frozenset[str]
    joints: frozenset[str]
    stops: frozenset[str]
    predicates: frozenset[str]
    relatives: frozenset[str]
    with_: frozenset[str]
    between: frozenset[str]
    to: frozenset[str]
    in_: frozenset[str]
    before: frozenset[str]
    topical: frozenset[str]
    deictic: frozenset[str]
    another: frozenset[str]
    negations: frozenset[str]
    venues: frozenset[str]
    compound: frozenset[str]
    patronymics: frozenset[str]
    adverbs: frozenset[str]
    articles_before: frozenset[str]
    possessives: frozenset[str]

    def joined(self, word: str, listed: frozenset[str]) -> bool:
        """Whether a folded word is in a list, with or without a conjunction or preposition written on to it."""
        return word in listed or (word[1:] in listed and word[0] in self.conjunctions + self.glued)

    def goes_with(self, word: str) -> bool:
        """Whether a folded word may begin with a preposition written on to it."""
        return len(word) > _GLUED and word[0] in self.glued

    def is_venue(self, word: str) -> bool:
        """Whether a folded word, with or without article, is the head of a place."""
        return word in self.venues or any(word.removeprefix(a) in self.venues for a in self.articles[:1])

    def _add(self, word: str, form: Form) -> None:
        forms = self.forms.setdefault(fold(word), [])
        if all((f.noun, f.verb, f.with_) != (form.noun, form.verb, form.with_) for f in forms):
            forms.append(form)

    def _add_noun(self, noun: str, n: Noun, data: MeetingWords) -> None:
        needed = tuple(tuple(fold(w).split()) for w in n.with_)
        for word in (*n.one, *n.many):
            base = Form(noun, n.kind, plural=word in n.many, with_=needed)
            for prefix in data.prefixes:
                self._add(prefix + word, base)
                for ending in data.endings:
                    self._add(prefix + word + ending, base._replace(possessive=True, definite=True))
                if prefix[-1:] != "ل":
                    for article in data.articles[:1]:
                        self._add(prefix + article + word, base._replace(definite=True))
                else:
                    for article in data.articles[1:]:
                        self._add(prefix[:-1] + article + word, base._replace(definite=True))

    def _add_verb(self, noun: str, v: Verb, data: MeetingWords) -> None:
        needed = tuple(tuple(fold(w).split()) for w in v.with_)
        never, only = (frozenset(map(fold, listed)) for listed in (v.never_after, v.only_after))
        base = Form(noun, v.kind, verb=True, with_=needed, never_after=never, only_after=only)
        for prefix in data.verb_prefixes:
            there = base._replace(conjoined=bool(prefix))
            for word in v.past:
                self._add(prefix + word, there._replace(first_person=word.endswith(data.first_person_endings)))
            for stem in v.present:
                for person in data.persons:
                    spoken = there._replace(first_person=person in data.first_person)
                    self._add(prefix + person + stem, spoken)
                    for future in data.future:
                        self._add(prefix + future + person + stem, spoken._replace(future=True))


@functools.cache
def lexicon(code: str) -> Lexicon | None:
    """The words of a language by its ISO 639-1 code; none where it has no `meetings.json`."""
    file = importlib.resources.files("qawl.lang") / code / "meetings.json"
    if not code.isalpha() or not file.is_file():
        return None
    return Lexicon(msgspec.json.decode(file.read_bytes(), type=MeetingWords))
