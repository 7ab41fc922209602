"""Names of persons, organizations and states, and titles that stand for a person, read off the word vectors."""

from collections.abc import Iterator

import numpy as np

from qawl.runtime import Floats, Ints, Session
from qawl.types import Mention, MentionKind, Span

PROCLITICS = "وفبلك"
"""Letters that may be written on to a name's front: and, for, in, like."""
_LOOSE = " \n،,؛;:.!؟?"


class MentionTagger:
    """Finds mentions in a text's word vectors. `names` and `titles` are the tags of the graph's outputs, in order."""

    def __init__(self, session: Session, names: tuple[str, ...], titles: tuple[str, ...]) -> None:
        self._session, self._names, self._titles = session, names, titles

    def __call__(self, text: str, vectors: Floats, word_spans: Ints) -> tuple[Mention, ...]:
        """The mentions in the text's order, of the words at `word_spans` [words, 2]; a title may hold names, nothing else
        overlaps.
        """
        if not len(vectors):
            return ()
        (logits,) = self._session.run({"words": vectors})
        n = len(self._names)
        prefixed = logits[:, -1] > 0
        found = []
        for tags, labels in ((self._names, logits[:, :n]), (self._titles, logits[:, n:-1])):
            for i, j, kind in runs(labels.argmax(1), tags):
                span = _trimmed(text, int(word_spans[i, 0]), int(word_spans[j - 1, 1]), strip=bool(prefixed[i]))
                if span is not None:
                    found.append(Mention(span, kind))
        return tuple(sorted(found, key=lambda m: (m.span, m.kind)))


def runs(best: Ints, tags: tuple[str, ...]) -> Iterator[tuple[int, int, MentionKind]]:
    """Stretches of words and their kind, from the best tag of every word; an inside without a beginning begins one too."""
    start, kind = -1, ""
    at = -1
    for k in np.flatnonzero(best):
        edge, _, now = tags[best[k]].partition("-")
        now = now or "title"
        if start >= 0 and (k != at + 1 or edge in "BS" or now != kind):
            yield start, at + 1, kind  # type: ignore[misc]
            start = -1
        if start < 0:
            start, kind = int(k), now
        at = int(k)
        if edge in "ES":
            yield start, at + 1, kind  # type: ignore[misc]
            start = -1
    if start >= 0:
        yield start, at + 1, kind  # type: ignore[misc]


def _trimmed(text: str, a: int, b: int, *, strip: bool) -> Span | None:
    if strip and text[a] in PROCLITICS and b - a > 2:
        a += 1
        if text[a] == "ـ":
            a += 1
    while a < b and text[a] in _LOOSE:
        a += 1
    while b > a and text[b - 1] in _LOOSE:
        b -= 1
    return Span(a, b) if b > a else None
