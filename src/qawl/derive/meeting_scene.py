"""What stands around a mention of a meeting: entities, times, statements, indexed by place."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from qawl.derive.phrases import bodies_called
from qawl.derive.roles import roles
from qawl.fold import fold
from qawl.lang import Language
from qawl.marks import WORD, bare
from qawl.parties import Parties, usual_name
from qawl.types import Entity, Mention, Span, Statement, Time

_LOOKED_AT = 12  # mentions of a person that may tell the nationality
_ENDS = re.compile(r"[.،,؛:\n«\"]")
_HYPHEN = re.compile(r"[-–—/]")
_BESIDE = 48  # characters beside them


class Scene:
    """A document's entities, times and statements by where they stand; look-ups cost a logarithm of their number."""

    def __init__(
        self,
        text: str,
        statements: Iterable[Statement],
        entities: tuple[Entity, ...],
        times: Iterable[Time],
        mentions: tuple[Mention, ...],
        language: Language,
        parties: Parties,
        published: str | None,
    ) -> None:
        self.text, self.published, self._language, self._parties = text, published, language, parties
        self._entities = {e.name: e for e in entities}
        self._called = bodies_called(entities)
        self._named = sorted((span, e.name) for e in entities for span in e.mentions)
        self._starts = [span.start for span, _ in self._named]
        self.times = sorted((t for t in times if t.type in ("DATE", "TIME")), key=lambda t: t.span)
        self._time_starts = [t.span.start for t in self.times]
        self._titles = sorted(m.span for m in mentions if m.kind == "title")
        self._title_starts = [t.start for t in self._titles]
        self.cues = {span.start for s in statements for span in s.cue}
        self._contents = sorted((span, s.speaker) for s in statements for span in s.content)
        self._content_starts = [span.start for span, _ in self._contents]
        self._speakers = sorted(((s.cue or s.content)[0].start, s.speaker) for s in statements if s.speaker)
        self._speaker_starts = [start for start, _ in self._speakers]
        self._bodies: dict[str, str] = {}
        for role in roles(text, entities, mentions, language, parties, published):
            if role.of:
                self._bodies.setdefault(role.person, self._represented(role.of))

    def kind(self, name: str) -> str:
        """The kind of an entity; "" of a name that is none."""
        entity = self._entities.get(name)
        return entity.kind if entity else ""

    def body(self, person: str) -> str:
        """For whom a person speaks, as far as the text gives an office, or a nationality beside the name; "" otherwise."""
        if person not in self._bodies:
            self._bodies[person] = self._nationality(person)
        return self._bodies[person]

    def _nationality(self, person: str) -> str:
        entity, votes = self._entities.get(person), Counter[str]()
        own = set(person.split())
        for span in entity.mentions[:_LOOKED_AT] if entity and entity.kind == "person" else ():
            inside = [w for w in WORD.findall(span.of(self.text)) if w not in own]
            before = WORD.findall(self.text[max(0, span.start - _BESIDE) : span.start].rsplit("\n", 1)[-1])[-2:]
            beside = self.text[span.end : span.end + _BESIDE]
            after = list(itertools.takewhile(self._titular, WORD.findall(_ENDS.split(beside.lstrip("،, "))[0])[:5]))
            if not beside.startswith(("،", ",")) and after and not self._is_adjective(after[0]):
                after = []
            for words in (inside, before, after):
                if state := self.state_of([w for w in words if self._is_adjective(w)]):
                    votes[state] += 1
                    break
        return votes.most_common(1)[0][0] if votes else ""

    def _titular(self, word: str) -> bool:
        """Whether an apposition may go on with a word."""
        return word[:1] not in ("ب", "ل") and word not in self._language.frequent

    def _is_adjective(self, word: str) -> bool:
        return word.startswith(self._language.definite) if self._language.definite else word[:1].isupper()

    def members(self, name: str) -> tuple[str, ...]:
        """Those who meet in a body that is called by them (a council of X and Y); none of another body."""
        words = _HYPHEN.sub(" ", name).split() if _HYPHEN.search(name) else []
        found = dict.fromkeys(who for w in words if (who := self._called.get(fold(w))) and who != name)
        return tuple(found) if len(found) > 1 else ()

    def media(self, name: str) -> bool:
        """Whether a name begins as those of media do."""
        return bool(name) and name.split(maxsplit=1)[0] in self._language.media

    def named(self, start: int, end: int) -> list[tuple[Span, str]]:
        """Mentions of entities inside a stretch of text, in order; of those that overlap, the longest names."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found: list[tuple[Span, str]] = []
        reached = Span(start, start)
        for span, name in sorted(self._named[low:high], key=lambda n: (n[0].start, -n[0].end)):
            if span.end <= end and not (span.end <= reached.end and name not in {n for s, n in found if s == reached}):
                found.append((span, name))
                reached = max(reached, span, key=lambda s: s.end)
        return found

    def person_before(self, place: int, reach: int) -> str:
        """The person last named at most so many characters before."""
        k = bisect_left(self._starts, place)
        for span, name in reversed(self._named[max(0, k - 12) : k]):
            if span.start < place - reach:
                break
            if self.kind(name) == "person" and span.end <= place:
                return name
        return ""

    def at(self, place: int) -> Span | None:
        """The longest mention of an entity, title or time that begins at a character."""
        found = list(self._titles[bisect_left(self._title_starts, place) : bisect_right(self._title_starts, place)])
        found += [s for s, _ in self._named[bisect_left(self._starts, place) : bisect_right(self._starts, place)]]
        found += [t.span for t in self.times[bisect_left(self._time_starts, place) : bisect_right(self._time_starts, place)]]
        return max(found, key=lambda s: s.end, default=None)

    def times_in(self, start: int, end: int) -> list[Time]:
        """Dates and times of day inside a stretch of text."""
        return self.times[bisect_left(self._time_starts, start) : bisect_left(self._time_starts, end)]

    def speaker_of(self, place: int) -> str:
        """The speaker in whose content a character stands; "" in narration."""
        k = bisect_right(self._content_starts, place)
        return next((who for span, who in reversed(self._contents[max(0, k - 6) : k]) if span.end > place), "")

    def quoted(self, place: int) -> bool:
        """Whether a character stands in some content."""
        k = bisect_right(self._content_starts, place)
        return any(span.end > place for span, _ in self._contents[max(0, k - 6) : k])

    def speakers_in(self, start: int, end: int) -> Iterator[str]:
        """Speakers of statements whose cues stand inside a stretch of text."""
        low, high = bisect_left(self._speaker_starts, start), bisect_left(self._speaker_starts, end)
        for _, who in self._speakers[low:high]:
            yield from (name for name in who.split(" + ") if name in self._entities)

    def state_of(self, words: list[str]) -> str:
        """The state that an adjective or a capital at the end of a phrase tells, by its usual name; "" where none does."""
        for word in reversed(words):
            party = self._parties.adjective(bare(word))
            if party is not None:
                return usual_name(party, self._language.code)
        return ""

    def state(self, place: str) -> str:
        """The state that a place is, or is the capital of, by its usual name; "" where that is not known."""
        party = self._parties.find(place, self._language.code)
        return usual_name(party, self._language.code) if party is not None and party.kind == "state" else ""

    def is_nationality(self, word: str) -> bool:
        """Whether a word is the adjective of a state."""
        return self._parties.adjective(bare(word)) is not None

    def is_place(self, name: str) -> bool:
        """Whether a phrase names a state or a capital."""
        party = self._parties.find(name, self._language.code)
        return party is not None and party.kind == "state"

    def _represented(self, of: str) -> str:
        """A minister speaks for the state whose ministry it is."""
        first = fold(of).split()[:1]
        ministries = {fold(w).removeprefix("ال") for w in self._language.ministries} | {"وزاره", "ministry"}
        if first and first[0].removeprefix("ال") in ministries and (state := self.state_of(of.split())):
            return state
        return of
