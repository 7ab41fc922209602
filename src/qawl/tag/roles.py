"""The role of every word around a cue: source, content, addressee, channel, occasion, or more of the cue."""

from dataclasses import dataclass

import numpy as np

from qawl.runtime import Bools, Floats, Ints, Session
from qawl.tag.crf import NEVER, Crf
from qawl.tag.cues import Cue, log_softmax

BEFORE, AFTER = 36, 64  # words around a cue; 98 % of gold spans lie within
WIDER = (2, 4)  # where a span runs to the rim, look again in so many times the width
BATCH_WORDS = 6000
UNLIKELY = -7.0  # log-odds of any role below which a word at the rim has none
_HALF = 16  # the bucket of the cue itself


@dataclass(frozen=True, slots=True)
class Tagged:
    """One cue's outcome: `tags` of words `first`.. (indices into the model's tags), prefixes, acts.

    `path` is the log-probability of the whole tag sequence; `acts` log-probabilities.
    """

    cue: Cue
    first: int
    tags: Ints
    prefixed: Bools
    acts: Floats
    path: float


def bucket(distance: Ints) -> Ints:
    """Signed logarithmic buckets of a distance in words: 0 to 32, 16 for the cue itself."""
    n = np.abs(distance)
    far = (8 + np.log2(np.maximum(n, 8).astype(np.float32) / np.float32(8)) * np.float32(1.8)).astype(np.int64)
    return _HALF + np.sign(distance) * np.where(n < 9, n, np.minimum(far, _HALF))


class RoleTagger:
    """Tags the words around each cue, many cues in one call."""

    def __init__(self, session: Session, crf: Crf, absent: tuple[tuple[int, ...], ...]) -> None:
        """absent: by convention, the tags that it does not use."""
        self._session, self._crf, self._absent = session, crf, [list(tags) for tags in absent]

    def __call__(self, vectors: Floats, cues: list[Cue], convention: int = 0) -> list[Tagged]:
        """One outcome a cue, in the order of the cues."""
        out = self._at_width(vectors, cues, 1, convention)
        for width in WIDER:
            again = [k for k, t in enumerate(out) if self._at_rim(t, len(vectors))]
            for k, wider in zip(again, self._at_width(vectors, [cues[k] for k in again], width, convention), strict=True):
                out[k] = wider
        return out

    @staticmethod
    def _at_rim(tagged: Tagged, words: int) -> bool:
        last = tagged.first + len(tagged.tags)
        return bool((tagged.tags[0] and tagged.first > 0) or (tagged.tags[-1] and last < words))

    def _at_width(self, vectors: Floats, cues: list[Cue], width: int, convention: int) -> list[Tagged]:
        out: list[Tagged] = []
        each = (BEFORE + AFTER) * width
        step = max(1, BATCH_WORDS // each)
        for k in range(0, len(cues), step):
            out += self._batch(vectors, cues[k : k + step], width, convention)
        return out

    def _batch(self, vectors: Floats, cues: list[Cue], width: int, convention: int) -> list[Tagged]:
        n = len(vectors)
        low = np.array([max(0, c.start - BEFORE * width) for c in cues])
        high = np.array([min(n, c.end + AFTER * width) for c in cues])
        lengths = high - low
        time = int(lengths.max())
        column = low[:, None] + np.arange(time)
        start, end = (np.array([getattr(c, f) for c in cues])[:, None] for f in ("start", "end"))
        distance = np.where(column < start, column - start, np.where(column >= end, column - end + 1, 0))
        base = int(low.min())
        sub = vectors[base : int(high.max())]
        inputs = {
            "words": sub,
            "index": np.clip(column - base, 0, len(sub) - 1),
            "mask": (np.arange(time) < lengths[:, None]).astype(np.float32),
            "cue": np.stack([vectors[c.start : c.end].mean(0) for c in cues]),
            "is_cue": ((column >= start) & (column < end)).astype(np.int64),
            "distance": bucket(distance),
        }
        logits, acts = self._session.run(inputs)
        logits[..., self._absent[convention]] = NEVER
        tags, path = self._decode(logits[..., :-1], lengths)
        acts = log_softmax(acts)
        return [
            Tagged(c, int(low[r]), tags[r, : lengths[r]], logits[r, : lengths[r], -1] > 0, acts[r], float(path[r]))
            for r, c in enumerate(cues)
        ]

    def _decode(self, logits: Floats, lengths: Ints) -> tuple[Ints, Floats]:
        """Best tags and their log-probabilities; words that surely have no role are left out of the search."""
        some = log_softmax(logits)[..., 0] < -np.log1p(np.exp(UNLIKELY))
        some &= np.arange(logits.shape[1]) < lengths[:, None]
        some[:, 0] |= ~some.any(1)
        first = some.argmax(1)
        count = logits.shape[1] - some[:, ::-1].argmax(1) - first
        index = first[:, None] + np.arange(int(count.max()))
        inner = logits[np.arange(len(logits))[:, None], np.minimum(index, logits.shape[1] - 1)]
        found, path = self._crf.best(inner, count)
        tags = np.zeros(logits.shape[:2], np.int64)
        for r, (a, n) in enumerate(zip(first, count, strict=True)):
            tags[r, a : a + n] = found[r, :n]
        return tags, path
