"""Names of persons, organizations and states, and titles that stand for a person, read off the word vectors."""

from collections.abc import Iterator

import numpy as np

from qawl.runtime import Floats, Ints, Session
from qawl.types import Mention, MentionKind, Span

PROCLITICS = "وفبلك"
"""Letters that may be written on to a name's front: and, for, in, like."""
FUSED = "لل"
"""For and the article in one: without its first letter the rest would be no word."""
_POSSESSIVES = ("'s", "’s")
_LOOSE = " \n،,؛;:.!؟?"
_NEVER = np.float32(-1e4)


class MentionTagger:
    """Finds mentions in a text's word vectors. `names` and `titles` are the tags of the graph's outputs, in order, "O" first."""

    def __init__(self, session: Session, names: tuple[str, ...], titles: tuple[str, ...]) -> None:
        self._session = session
        self._kinds = (Bies(names), Bies(titles))

    def __call__(self, text: str, vectors: Floats, word_spans: Ints) -> tuple[Mention, ...]:
        """The mentions in the text's order, of the words at `word_spans` [words, 2]; a title may hold names, nothing else
        overlaps.
        """
        if not len(vectors):
            return ()
        (logits,) = self._session.run({"words": vectors})
        n = len(self._kinds[0].tags)
        prefixed = logits[:, -1] > 0
        found = []
        for bies, scores in zip(self._kinds, (logits[:, :n], logits[:, n:-1]), strict=True):
            for i, j, kind in bies.runs(scores):
                span = _trimmed(text, int(word_spans[i, 0]), int(word_spans[j - 1, 1]), strip=bool(prefixed[i]))
                if span is not None:
                    found.append(Mention(span, kind))
        return tuple(sorted(found, key=lambda m: (m.span, m.kind)))


class Bies:
    """Decodes tags of the form O, B-kind, I-kind, E-kind, S-kind; without a kind they are of titles."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        self.tags = tags
        self._kinds: list[MentionKind] = [t.partition("-")[2] or "title" for t in tags]  # type: ignore[misc]
        opened = np.array([t[0] in "BI" for t in tags])
        continues = np.array([t[0] in "IE" for t in tags])
        same = np.array([[a == b for b in self._kinds] for a in self._kinds])
        legal = np.where(opened[:, None], continues[None] & same, ~continues[None])
        self._moves = np.where(legal, 0, _NEVER).astype(np.float32)
        self._first = np.where(continues, _NEVER, 0).astype(np.float32)
        self._last = np.where(opened, _NEVER, 0).astype(np.float32)

    def runs(self, scores: Floats) -> Iterator[tuple[int, int, MentionKind]]:
        """First word, one past the last, and kind of each run, of scores [words, tags].

        Only where a word is likeliest in one are there any; the best legal tags of each such stretch are sought (Viterbi 1967).
        """
        hits = np.flatnonzero(scores.argmax(1))
        if not len(hits):
            return
        for stretch in np.split(hits, np.flatnonzero(np.diff(hits) > 1) + 1):
            a, b = int(stretch[0]), int(stretch[-1]) + 1
            start = a
            for k, tag in enumerate(self._best(scores[a:b]), a):
                edge = self.tags[tag][0]
                if edge in "BS":
                    start = k
                if edge in "ES":
                    yield start, k + 1, self._kinds[tag]

    def _best(self, scores: Floats) -> list[int]:
        total = scores[0] + self._first
        back = []
        for row in scores[1:]:
            options = total[:, None] + self._moves
            back.append(options.argmax(0))
            total = options.max(0) + row
        path = [int((total + self._last).argmax())]
        for choice in reversed(back):
            path.append(int(choice[path[-1]]))
        return path[::-1]


def _trimmed(text: str, a: int, b: int, *, strip: bool) -> Span | None:
    if strip and text[a] in PROCLITICS and b - a > 2 and text[a : a + 2] != FUSED:
        a += 1
        if text[a] == "ـ":
            a += 1
    while a < b and text[a] in _LOOSE:
        a += 1
    while b > a and text[b - 1] in _LOOSE:
        b -= 1
    if text[b - 2 : b] in _POSSESSIVES and b - a > 2:
        b -= 2
    return Span(a, b) if b > a else None
