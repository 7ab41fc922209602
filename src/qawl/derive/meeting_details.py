"""When and where a mention's meeting is, and whether it was held."""

import re

from qawl.derive.meeting_clause import Clause
from qawl.derive.meeting_words import Form
from qawl.fold import fold
from qawl.types import MeetingStatus

_LONG = 60  # words of a sentence whose only date may be the meeting's
_NEAR = 8  # words around a mention that tell whether it is planned
_ISO_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?")
DAY = len("2020-01-31")


class Details(Clause):
    """What the clause of a mention says beside who met."""

    def date(self, k: int, first: int, last: int) -> str | None:
        """The date nearest to the mention in its clause, or right beside the clause."""
        low, high = self.starts[max(0, first - 3)], self.ends[min(len(self.ends) - 1, last + 3)]
        times = self.scene.times_in(low, high)
        dated = [(abs(t.span.start - self.starts[k]), m.group()) for t in times if (m := _ISO_DAY.match(t.value))]
        days = [d for d in dated if len(d[1]) > 7] or dated
        return min(days)[1] if days else None

    def context_date(self) -> str | None:
        """A short sentence's only date."""
        if len(self.folded) > _LONG:
            return None
        times = self.scene.times_in(self.sentence.start, self.sentence.end)
        days = [m.group() for t in times if (m := _ISO_DAY.match(t.value))]
        return days[0] if len(days) == 1 and len(days[0]) == DAY else None

    def place(self, k: int, first: int, last: int, form: Form) -> str | None:
        """What stands after a preposition of place and names one; of a visit, also what is visited."""
        scene, words = self.scene, self.words
        for j in range(first, last + 1):
            word = self.folded[j]
            if words.goes_with(word) and (word[1:] in words.venue_names or scene.is_place(word[1:])):
                return scene.text[self.starts[j] + 1 : self.ends[j]]
            if word in words.in_ | words.to and j < last and (found := self._named_place(j + 1, last)):
                return found
        return self._visited(k, last) if form.kind == "visit" else None

    def _named_place(self, start: int, last: int) -> str | None:
        """The place that a phrase begins with: a known one, a state, or whatever stands after a word such as city."""
        scene, words, first = self.scene, self.words, start
        while start < last and words.is_venue(self.folded[start]):
            start += 1
        if first < start and scene.is_nationality(scene.text[self.starts[start] : self.ends[start]]):
            # the Egyptian capital *Cairo*, or the capital by its adjective alone
            named = self._named_place(start + 1, last) if start < last else None
            return named or scene.text[self.starts[start - 1] : self.ends[start]]
        for end in range(min(last, start + 2), start - 1, -1):
            phrase = scene.text[self.starts[start] : self.ends[end]]
            if fold(phrase) in words.venue_names or scene.is_place(phrase):
                return phrase
        span = scene.at(self.starts[start])
        if span is not None and any(scene.kind(n) == "state" for _, n in scene.named(span.start, span.end)):
            return span.of(scene.text)
        return scene.text[self.starts[start] : self.ends[start]] if start > first else None

    def _visited(self, k: int, last: int) -> str | None:
        """The state or capital that a visit's verb or noun has as its object."""
        for j in range(k + 1, last + 1):
            word = self.scene.text[self.starts[j] : self.ends[j]]
            if self.folded[j] in self.words.venue_names or self.scene.is_place(word):
                return word
        return None

    def status(self, k: int, first: int, last: int, form: Form, date: str | None) -> MeetingStatus:
        """By words of the clause; failing them, by its date; failing that, by tense and words around the mention."""
        words, published = self.words, (self.scene.published or "")[:DAY]
        beside = self.folded[max(0, k - (1 if words.articles else 2)) : k]
        apart = any(w in words.before for w in beside)  # cancelled *after* the meeting: not the meeting itself
        near = self.folded[first if apart else max(0, first - 4) : last + 4]
        if any(words.joined(w, words.cancelled) for w in near):
            return "cancelled"
        pairs = zip(["", *near], near, strict=False)
        if any(words.joined(w, words.postponed) and f"{before} {w}" not in words.not_postponed for before, w in pairs):
            return "postponed"
        if form.future:
            return "planned"
        if date and len(date) == DAY == len(published) and date != published:
            return "planned" if date > published else "held"
        around = self.folded[max(0, min(first, k - _NEAR)) : max(last + 1, k + _NEAR)]
        wanted = any(w in words.wanted for w in self.folded[max(0, k - 3) : k])
        return "planned" if wanted or self._to_be(k) or any(words.joined(w, words.planned) for w in around) else "held"

    def _to_be(self, k: int) -> bool:
        """Whether a verb of holding before a noun is in the future: `ستجري محادثات`."""
        before = self.folded[max(0, k - _NEAR) : k]
        return any(w.startswith(self.words.future) and w[1:] in self.words.light for w in before) if self.words.future else False
