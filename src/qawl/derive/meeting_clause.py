"""The clause around a mention of a meeting: where it begins and ends."""

import itertools
import re
from bisect import bisect_left

from qawl.derive.meeting_scene import Scene
from qawl.derive.meeting_words import Form, Lexicon
from qawl.fold import fold
from qawl.marks import IGNORED
from qawl.types import Span

_TOKEN = re.compile(rf"[\w{IGNORED}]+|[^\w\s{IGNORED}]")
_HARD = frozenset('.:;؛؟!?()[]…"«»“”')
COMMA = frozenset(",،-–—")
_OPENING, _CLOSING = frozenset('"«“('), frozenset('"»”)')
_LEFT, _RIGHT = 16, 26  # words of a phrase, before and after the mention's own
_DEFINITE_LEFT = 10  # the same, before a noun with an article, which is less often the object of a verb far before it
_SUBJECT = 7  # words of a subject that names no entity, at most
_APPOSED = 8  # words of an apposition
_AHEAD = 9  # words in which a verb finds the preposition that it needs
_NAME = 9  # words of a phrase that may serve as a name, beside its noun
_EARLY = 4  # words after a mention in which a relative clause tells who met
_BESIDE = 40  # characters after a preposition in which it has a name
_SHORT = 3  # letters of most prepositions and particles, at most
_TERM = 7  # words between quotation marks around a name


class Clause:
    """A sentence's words, folded, and the clauses around those that mean a meeting. Each look costs a bounded number of words."""

    def __init__(self, scene: Scene, words: Lexicon, sentence: Span, number: int) -> None:
        self.scene, self.words, self.sentence, self.number = scene, words, sentence, number
        found = list(_TOKEN.finditer(scene.text, sentence.start, sentence.end))
        self.starts, self.ends = [m.start() for m in found], [m.end() for m in found]
        self.folded = [fold(m.group()) or m.group() for m in found]

    def form(self, k: int) -> Form | None:
        """The reading of a word as a meeting, if it has one here."""
        for form in self.words.forms.get(self.folded[k], ()):
            if form.with_:
                ahead = self.folded[k + 1 : k + (_AHEAD if form.verb else 4)]
                if form.verb and not any(w[0] in itertools.takewhile(self._open, ahead) for w in form.with_):
                    continue
                if not form.verb and not any(tuple(ahead[: len(w)]) == w for w in form.with_):
                    continue
            if form.only_after and not (k and self.folded[k - 1] in form.only_after):
                continue
            if form.never_after and k and self.folded[k - 1] in form.never_after:
                continue
            return form
        return None

    def _open(self, word: str) -> bool:
        """Whether a clause may go on after a word."""
        return word not in _HARD and word not in self.words.stops

    def light(self, k: int, form: Form) -> int | None:
        """The verb of holding whose object a noun is."""
        reach = _DEFINITE_LEFT if form.definite else _LEFT
        for j in range(k - 1, max(-1, k - reach - 1), -1):
            word = self.folded[j]
            if word in _HARD or word in self.words.joints or self.starts[j] in self.scene.cues:
                return None
            if self.words.joined(word, self.words.light):
                return j
        return None

    def right(self, k: int, form: Form) -> int:
        """The last word of a mention's clause."""
        last = k + 1 if form.with_ and not form.verb else k
        j, named = last + 1, False
        if not form.verb and form.definite and not form.possessive and not self._continued(j):
            return last
        while j < len(self.folded) and j - k <= _RIGHT:
            word = self.folded[j]
            span = self.scene.at(self.starts[j])
            if span is not None and word not in self.words.stops:
                named = True
                while j < len(self.folded) and self.ends[j] <= span.end:
                    j += 1
                last = max(j - 1, last + 1)
                j = last + 1
                if j < len(self.folded) and self.scene.times_in(span.start, span.end) and not self._more(j):
                    break
            elif self._ends(j, named, j - k):
                break
            elif word in COMMA:
                if not self._goes_on(j, named):
                    break
                j += 1
            else:
                last, j = (last if word in _HARD and word not in _CLOSING else j), j + 1
        return min(last, len(self.folded) - 1)

    def _ends(self, j: int, named: bool, away: int) -> bool:
        """Whether a word, so many after the mention, is none of its clause."""
        word, words = self.folded[j], self.words
        if word in words.stops or word in words.predicates or word in words.joints or self.starts[j] in self.scene.cues:
            return True
        if word in words.before and self._other(j):
            return True
        if (word in words.topics and away > 1) or (word in words.relatives and (named or away > _EARLY)):
            return True
        if word in _HARD:
            return not (word in _CLOSING or (word in _OPENING and not named and self._term(j)))
        return any(f.verb and not (f.with_ or f.only_after) for f in words.forms.get(word, ()))

    def _other(self, j: int) -> bool:
        """Whether a noun of meetings follows a word at once, or after another: in the meeting, at the end of the meeting."""
        return any(not f.verb for w in self.folded[j + 1 : j + 3] for f in self.words.forms.get(w, ()))

    def _term(self, j: int) -> bool:
        """Whether a quotation mark opens a name of a few words."""
        return any(w in _CLOSING for w in self.folded[j + 1 : j + _TERM])

    def _continued(self, j: int) -> bool:
        """Whether a definite noun's phrase goes on: with an adjective, a preposition, a relative clause, or a time."""
        if j >= len(self.folded) or self.words.articles == ():
            return True
        word = self.folded[j]
        if word.startswith(self.words.articles) or word in self.words.joins or self.scene.at(self.starts[j]) is not None:
            return True
        return self.words.goes_with(word) and bool(self.scene.named(self.starts[j] + 1, self.ends[j] + _BESIDE))

    def _more(self, j: int) -> bool:
        """Whether a clause goes on after a time: a new verb or noun is none of it."""
        word = self.folded[j]
        if word in self.words.joins or word in self.words.to or word in COMMA or word in _HARD or self.words.goes_with(word):
            return True
        return self.scene.at(self.starts[j]) is not None

    def _goes_on(self, j: int, named: bool) -> bool:
        """Whether the clause goes on after a comma: an apposition, a time or a place follows, or nobody was named yet."""
        if j + 1 >= len(self.folded):
            return False
        word, words, start = self.folded[j + 1], self.words, self.starts[j + 1]
        if word in words.breaks or word in words.topics or start in self.scene.cues:
            return False
        return not named or word in words.in_ or word in words.with_ or words.goes_with(word) or self.scene.at(start) is not None

    def left(self, k: int, form: Form, light: int | None) -> int:
        """The first word of a mention's clause: its subject, where that stands before."""
        if not form.verb and light is None:
            return k - 1 if k and self.folded[k - 1] in self.words.deictic else k
        at = k if light is None else light
        if form.conjoined or (light is not None and self.folded[light] not in self.words.light):
            return at
        first, opened = at, -1
        for j in range(at - 1, max(-1, at - _LEFT - 1), -1):
            word = self.folded[j]
            if word in _HARD or word in self.words.breaks or self.starts[j] in self.scene.cues:
                break
            if word in COMMA and j != opened and (opened := self._apposition(j)) < 0:
                break
            if word not in COMMA:
                first = j
        # a subject is an entity; without one, the clause begins at its verb
        return first if at - first < _SUBJECT or self.scene.named(self.starts[first], self.starts[at]) else at

    def _apposition(self, j: int) -> int:
        """Where the comma stands that opens what another closes, a few words back, as an apposition; -1 where none does."""
        opened = next((i for i in range(j - 1, max(-1, j - _APPOSED - 1), -1) if self.folded[i] in COMMA | _HARD), -1)
        return opened if opened >= 0 and self.folded[opened] in COMMA else -1

    def phrase(self, k: int, last: int) -> int:
        """The last word of the noun phrase that may serve as a name."""
        end, settled = min(last, k + _NAME), self._definite(k)
        j = k + 1
        while j <= end:
            word, span = self.folded[j], self.scene.at(self.starts[j])
            if word in COMMA or word in self.words.clauses or self.scene.times_in(self.starts[j], self.ends[j]):
                break
            if span is not None:
                j = max(j + 1, bisect_left(self.starts, span.end))
                settled = True
            elif settled and self._predicate(j):
                break
            else:
                settled = settled or self._definite(j)
                j += 1
        j = min(j - 1, end)
        while j > k and (self.folded[j] in self.words.trailing or self.words.joined(self.folded[j], self.words.joints)):
            j -= 1
        return j

    def _definite(self, j: int) -> bool:
        return self.folded[j].startswith(self.words.articles) if self.words.articles else False

    def _predicate(self, j: int) -> bool:
        """Whether a word after a definite noun is none of its phrase: an adjective of it would have an article as well."""
        word, words = self.folded[j], self.words
        if self._definite(j) or word in words.joins | words.topics or len(word) <= _SHORT:
            return False
        return word[0] not in words.conjunctions + words.glued and not word[0].isdigit() and word not in _OPENING | _CLOSING

    def about(self, k: int, end: int) -> frozenset[str]:
        """The words of a phrase after its noun that tell which meeting it is, folded, without articles."""
        words = self.words
        article = words.articles[0] if words.articles else ""
        found = (w.removeprefix(article) for w in self.folded[k + 1 : end + 1])
        return frozenset(w for w in found if len(w) >= _SHORT and w not in words.joints | words.topics)
