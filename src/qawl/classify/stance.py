"""Whether a statement takes a stance on something at issue, and which (guidelines, `positions`), told from its vectors."""

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from qawl.errors import ModelError
from qawl.fold import fold, words
from qawl.lang import Language, language
from qawl.runtime import Dense, Floats, Ints, softmax
from qawl.types import Act, Span, Spans, Stance, Statement

STANCES: tuple[Stance, ...] = ("supports", "rejects", "demands", "offers", "accepts", "threatens", "denies", "accuses")
OPENING = 8
"""Words of a content whose vectors are looked at by themselves: they tell most of what it wants."""
SIGNS = (
    "denial", "refusal", "negation", "lack", "duty", "condition", "readiness", "blame", "support", "alarm", "wish", "future",
    "falsehood", "reprisal", "peace", "welcome", "violence",
)  # fmt: skip
"""What single words of a content say (`Language.stance_signs`), which a mean of vectors blurs."""
_FIRST = 4  # words of a content in which a sign tells more
_LONG = 40  # words of a long content
_CUE = 2  # words of a cue by which it is known
_DOUBT = 3  # statements of a cue that are as good as nothing known of it


class CueHabits:
    """What stances the statements of each cue take. counts: by `of_cue`, how many took none, then each of STANCES."""

    def __init__(self, counts: Mapping[str, Floats]) -> None:
        self.counts = counts
        total = np.sum(list(counts.values()), axis=0) + 1  # so that none is impossible
        self._usual = total / total.sum()

    def __call__(self, cue: str, without: Floats | None = None) -> Floats:
        """How much oftener than usual a cue has each stance, as logarithms, and how well it is known. without: counts that
        are not to be told from, of the document that is learned.
        """
        known = self.counts.get(cue, np.zeros_like(self._usual))
        known = known if without is None else known - without
        often = (known + _DOUBT * self._usual) / (known.sum() + _DOUBT)
        result: Floats = np.append(np.log(often / self._usual) / 2, np.log1p(known.sum()) / 5).astype(np.float32)
        return result


class StanceTagger:
    """Gives statements their stances. network: from `evidence` and the cue's habits to a score of "none" and one of each of
    STANCES; least: the probability from which the likeliest stance is taken, be it less than that of none.
    """

    def __init__(self, network: Dense, acts: Sequence[Act], habits: CueHabits, least: float) -> None:
        self._network, self._acts, self._habits, self._least = network, acts, habits, least

    @classmethod
    def load(cls, path: Path, acts: Sequence[Act]) -> "StanceTagger":
        """Read the weights that training wrote. Raises `ModelError` where they are for other acts, signs or cues."""
        with np.load(path) as file:
            if tuple(file["acts"]) != tuple(acts) or tuple(file.get("signs", ())) != SIGNS or "cues" not in file:
                raise ModelError(f"{path} was made for other acts, signs or cues: train it anew with training/stance.py")
            habits = CueHabits(dict(zip(file["cues"].tolist(), file["cue_counts"], strict=True)))
            return cls(Dense.read(file), acts, habits, float(file["least"]))

    def __call__(
        self, text: str, vectors: Floats, word_spans: Ints, statements: tuple[Statement, ...], language: Language
    ) -> dict[str, Stance]:
        """The stances by statement id, of those that take one. `word_spans` [words, 2] count as spans do."""
        if not statements:
            return {}
        told = [evidence(text, vectors, word_spans, s, self._acts, language) for s in statements]
        habits = [self._habits(of_cue(text, s.cue)) for s in statements]
        p = softmax(self._network(np.concatenate([np.stack(told), np.stack(habits)], 1)))
        best = p[:, 1:].argmax(1)
        return {s.id: STANCES[best[k]] for k, s in enumerate(statements) if p[k, best[k] + 1] >= self._least}


def evidence(
    text: str, vectors: Floats, word_spans: Ints, statement: Statement, acts: Sequence[Act], language: Language
) -> Floats:
    """What a statement's stance is told from: mean vectors of cue, content and the content's opening, its act, nesting, signs."""
    cue, content = _words(word_spans, statement.cue), _words(word_spans, statement.content)
    none = np.zeros(vectors.shape[1], np.float32)
    mean = [vectors[at].mean(0) if len(at) else none for at in (cue, content, content[:OPENING])]
    flags = np.zeros(len(acts) + 2, np.float32)
    flags[acts.index(statement.act)] = 1
    flags[-2] = statement.parent is not None
    flags[-1] = statement.quotation == "direct"
    result: Floats = np.concatenate([*mean, flags, signs(text, statement.content, language)])
    return result


def of_cue(text: str, cue: Spans) -> str:
    """The form by which a cue is known: its first words, folded."""
    return " ".join(fold(" ".join(c.of(text) for c in cue)).split()[:_CUE])


def signs(text: str, content: Spans, language: Language) -> Floats:
    """Whether each of SIGNS is among the content's first words, then whether among all; how long it is."""
    said = [word for word, _, _ in words(" ".join(c.of(text) for c in content))]
    stretches = (" ".join(said[:_FIRST]), " ".join(said))
    found = [sign.search(stretch) is not None for stretch in stretches for sign in _patterns(language.code)]
    return np.array([*found, min(len(said), _LONG) / _LONG], np.float32)


@functools.cache
def _patterns(code: str) -> tuple[re.Pattern[str], ...]:
    """What finds each of SIGNS among the words of a language."""
    listed = language(code).stance_signs
    return tuple(re.compile(rf"(?<!\w)(?:{listed[sign]})(?!\w)") for sign in SIGNS)


def _words(word_spans: Ints, spans: Spans) -> Ints:
    return np.concatenate([np.arange(*_range(word_spans, s)) for s in spans]) if spans else np.zeros(0, np.int64)


def _range(word_spans: Ints, span: Span) -> tuple[int, int]:
    low = np.searchsorted(word_spans[:, 1], span.start, side="right")
    return int(low), int(max(low, np.searchsorted(word_spans[:, 0], span.end, side="left")))
