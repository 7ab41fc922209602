"""Mentions of meetings: a noun or verb that means one, the phrase around it, and what the phrase says of when, where and who."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from qawl.derive.meeting_clause import COMMA
from qawl.derive.meeting_details import Details
from qawl.derive.meeting_scene import Scene
from qawl.derive.meeting_words import Form, Lexicon
from qawl.segment import sentences
from qawl.types import MeetingStatus, Span

_MOST = 4  # persons, with those from the context
_REACH = 300  # characters back to whom a pronoun may mean


@dataclass(slots=True)
class Seen:
    """One mention. `evidence` is its clause; persons and bodies in order, canonical; `own`: those that the clause itself names.

    date: in the clause; context_date: the only one of its sentence. about: what the words right after a noun call it.
    """

    form: Form
    trigger: Span
    evidence: Span
    persons: list[str]
    bodies: list[str]
    own: set[str]
    date: str | None
    context_date: str | None
    place: str | None
    status: MeetingStatus
    joined: bool = False
    another: bool = False
    phrase: Span | None = None
    about: frozenset[str] = frozenset()
    sentence: int = 0
    signs: set[str] = field(default_factory=set)


def mentions_of_meetings(scene: Scene, words: Lexicon) -> Iterator[Seen]:
    """All mentions, in reading order, whether they are of an event or not: the filter decides."""
    for number, sentence in enumerate(sentences(scene.text)):
        clause = _Reader(scene, words, sentence, number)
        taken = -1
        for k in range(len(clause.folded)):
            if k > taken and (form := clause.form(k)) is not None:
                taken = k + (1 if form.with_ and not form.verb else 0)
                yield clause.read(k, form)


class _Reader(Details):
    """Reads a sentence's mentions."""

    def read(self, k: int, form: Form) -> Seen:
        """The mention at a word, with its clause."""
        scene, words = self.scene, self.words
        light = None if form.verb else self.light(k, form)
        last = self.right(k, form)
        while last > k and (self.folded[last] in words.trailing or self.folded[last] in COMMA):
            last -= 1
        first = self.left(k, form, light)
        evidence = Span(self.starts[first], self.ends[last])
        trigger = Span(self.starts[k], self.ends[k])
        named = scene.named(evidence.start, evidence.end)
        persons, bodies = self._who(named, form)
        own = {*persons, *bodies}
        signs = self._signs(k, form, light, last)
        if form.first_person and (speaker := scene.speaker_of(trigger.start)):
            group = persons if scene.kind(speaker) == "person" else bodies
            group[:] = dict.fromkeys((speaker, *group))
        self._from_context(k, form, signs, persons, bodies)
        date = self.date(k, first, last)
        place = self.place(k, first, last, form)
        status = self.status(k, first, last, form, date)
        after, end = self.folded[k + 1 : k + 4], self.phrase(k, last)
        return Seen(
            form,
            trigger,
            evidence,
            persons,
            bodies,
            own,
            date,
            self.context_date(),
            place,
            status,
            joined=any(w in words.with_ for w in self.folded[k : last + 1]),
            another=any(w in words.another for w in after) or (k > 0 and self.folded[k - 1] in words.another),
            phrase=None if form.verb else Span(trigger.start, self.ends[end]),
            about=frozenset() if form.verb else self.about(k, end),
            sentence=self.number,
            signs=signs,
        )

    def _from_context(self, k: int, form: Form, signs: set[str], persons: list[str], bodies: list[str]) -> None:
        """Adds persons whom the clause doesn't name: behind a pronoun or a dropped subject, and who spoke on the occasion."""
        scene, start = self.scene, self.starts[k]
        if "possessive" in signs or form.verb:
            alone = not persons if form.kind == "visit" or (bodies and "possessive" not in signs) else len(persons) < 2
            if alone and (who := scene.person_before(start, _REACH)) and who not in persons:
                persons.insert(0, who)
        elif "occasion" in signs:
            low, high = max(self.sentence.start, start - _REACH), min(self.sentence.end, start + _REACH)
            speakers = [w for w in scene.speakers_in(low, high) if scene.kind(w) == "person"]
            if not speakers and len(persons) < 2 and (who := scene.person_before(start, start - low)):
                speakers = [who]
            for who in speakers:
                if who not in persons and len(persons) < _MOST:
                    persons.insert(0, who)

    def _who(self, named: list[tuple[Span, str]], form: Form) -> tuple[list[str], list[str]]:
        """Persons and bodies named, each once; not media, nor a state that is only the place."""
        persons: list[str] = []
        bodies: list[str] = []
        for span, name in named:
            kind = self.scene.kind(name)
            if kind == "state" and form.kind != "visit":
                k = bisect_left(self.starts, span.start)
                if k and self.folded[k - 1] in self.words.in_:
                    continue
            if kind == "organization" and self.scene.media(name):
                continue
            group = persons if kind == "person" else bodies
            group += [n for n in self.scene.members(name) or (name,) if n not in group]
        return persons, bodies

    def _signs(self, k: int, form: Form, light: int | None, last: int) -> set[str]:
        """What the filter looks at beside participants."""
        words, scene = self.words, self.scene
        before = self.folded[k - 1] if k else ""
        two = self.folded[max(0, k - 3) : k]
        definite = form.definite or before in words.articles_before
        possessive = form.possessive or before in words.possessives
        after = self.folded[k + 1 : last + 1]
        checks = {
            f"kind:{form.kind}": True,
            "verb": form.verb,
            "verb:needs": form.verb and bool(form.with_),
            "light": light is not None,
            "definite": definite and not possessive,
            "possessive": possessive,
            "plural": form.plural,
            "bare": definite and not possessive and not any(w in words.with_ for w in after[:3]),
            "alone": not after,
            "deictic": before in words.deictic,
            "occasion": before in words.before or (not form.verb and self.folded[k][0] in words.glued[:1]),
            "topical": any(words.joined(w, words.topical) for w in two),
            "negated": any(w in words.negations for w in two),
            "between": any(w in words.between for w in after[:6]),
            "with": any(w in words.with_ for w in after[:6]),
            "to": any(w in words.to for w in after[:6]),
            "quoted": scene.quoted(self.starts[k]),
            "indefinite": not definite and not possessive and not form.verb,
            "construct": not form.verb and not definite and self._construct(k, last),
        }
        return {name for name, holds in checks.items() if holds}

    def _construct(self, k: int, last: int) -> bool:
        """Whether a name or a definite noun stands right after a noun."""
        return k < last and (self.scene.at(self.starts[k + 1]) is not None or self.folded[k + 1].startswith(self.words.articles))
