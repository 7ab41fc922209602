"""The figures of an evaluation, and the report that sums them over documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from qawl.evaluate.calibration import Calibration, calibrate
from qawl.evaluate.gold import Json
from qawl.evaluate.sources import SOURCE_KINDS, SourceKind

# The group of what has no value for the field by which it is grouped.
NONE = "(none)"

# In the order in which they are shown.
SCORES = (
    *("statement", "content", "content_words", "cue", "cue_exact", "source", "source_exact"),
    *("speaker", "who_said_what", "all_right", "addressee", "addressee_exact", "channel", "channel_exact"),
    *("occasion", "occasion_exact", "nested", "via", "source_span", "cue_span", "content_span"),
    *("entity", "alias"),
)
ACCURACIES = ("act", "quotation", "speaker_kind", "time", "canonical")


@dataclass(frozen=True)
class Figure:
    """Counts of true positives, predicted ones and gold ones; precision, recall and F1 of them (0 where undefined)."""

    tp: int
    pred: int
    gold: int

    @property
    def p(self) -> float:
        """Precision."""
        return self.tp / self.pred if self.pred else 0.0

    @property
    def r(self) -> float:
        """Recall."""
        return self.tp / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.p * self.r / (self.p + self.r) if self.p + self.r else 0.0

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.tp + other.tp, self.pred + other.pred, self.gold + other.gold)


@dataclass(frozen=True)
class Accuracy:
    """How many are right, of those that could be."""

    right: int
    of: int

    @property
    def accuracy(self) -> float:
        """The share that is right, 0 of none."""
        return self.right / self.of if self.of else 0.0

    def __add__(self, other: "Accuracy") -> "Accuracy":
        return Accuracy(self.right + other.right, self.of + other.of)


@dataclass(frozen=True)
class Found:
    """Of `gold` statements, how many have a pair, and how many one whose content has the same words."""

    gold: int
    paired: int
    exact: int

    @property
    def statement(self) -> float:
        """Recall of statements."""
        return self.paired / self.gold if self.gold else 0.0

    @property
    def content(self) -> float:
        """Recall of exact contents."""
        return self.exact / self.gold if self.gold else 0.0

    def __add__(self, other: "Found") -> "Found":
        return Found(self.gold + other.gold, self.paired + other.paired, self.exact + other.exact)


class Miss(NamedTuple):
    """What is wrong about one statement.

    kind: `speaker` or `content` of a pair, a gold statement `missed`, a `spurious` prediction. `statement` is the gold
    statement's id, for a spurious one the prediction's.
    """

    document: str
    statement: str
    kind: Literal["speaker", "content", "missed", "spurious"]
    detail: str


@dataclass(frozen=True)
class DocumentScore:
    """What one gold document adds to a report. `outcomes` holds a (confidence, right) for each prediction that has one."""

    document: Json
    scores: Mapping[str, Figure]
    accuracies: Mapping[str, Accuracy]
    quotations: Mapping[str, Found]
    speakers: Mapping[SourceKind, Accuracy]
    outcomes: tuple[tuple[float, bool], ...]
    misses: tuple[Miss, ...]


_N = TypeVar("_N", bound=str)
_T = TypeVar("_T", Figure, Accuracy, Found)


def total(parts: Iterable[Mapping[_N, _T]]) -> dict[_N, _T]:
    """The sum of the figures of each name."""
    out: dict[_N, _T] = {}
    for part in parts:
        for name, figure in part.items():
            out[name] = out[name] + figure if name in out else figure
    return out


def figures(scores: Mapping[str, Figure], accuracies: Mapping[str, Accuracy]) -> dict[str, dict[str, float]]:
    """The figures by name, as `Report.figures`, in the order given."""
    out: dict[str, dict[str, float]] = {
        name: {"p": f.p, "r": f.r, "f1": f.f1, "gold": f.gold, "pred": f.pred} for name, f in scores.items()
    }
    return out | {name: {"accuracy": a.accuracy, "of": a.of} for name, a in accuracies.items()}


@dataclass(frozen=True)
class Report:
    """The scores of some documents, and the sums over them."""

    parts: tuple[DocumentScore, ...]

    @property
    def documents(self) -> int:
        """How many gold documents there are."""
        return len(self.parts)

    @property
    def statements(self) -> int:
        """How many gold statements there are."""
        return self.scores["statement"].gold

    @cached_property
    def scores(self) -> dict[str, Figure]:
        """The figures in `SCORES`, by name."""
        return total(part.scores for part in self.parts)

    @cached_property
    def accuracies(self) -> dict[str, Accuracy]:
        """Those figures of `ACCURACIES` that are of anything, by name."""
        return total(part.accuracies for part in self.parts)

    @cached_property
    def quotations(self) -> dict[str, Found]:
        """Recall by the gold statement's quotation type, in the alphabet's order."""
        return dict(sorted(total(part.quotations for part in self.parts).items()))

    @cached_property
    def speakers(self) -> dict[SourceKind, Accuracy]:
        """How many of the pairs have the same speaker, by the kind of the gold statement's source, in its order."""
        found = total(part.speakers for part in self.parts)
        return {kind: found[kind] for kind in SOURCE_KINDS if kind in found}

    @cached_property
    def calibration(self) -> Calibration | None:
        """Of the predicted statements with a confidence, where right is: paired, and content words identical."""
        return calibrate(outcome for part in self.parts for outcome in part.outcomes)

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Everything that keeps `who_said_what` from being perfect, document by document."""
        return tuple(miss for part in self.parts for miss in part.misses)

    def figures(self) -> dict[str, dict[str, float]]:
        """The figures by name, sorted: {"p", "r", "f1", "gold", "pred"}, or {"accuracy", "of"}; counts are ints."""
        return dict(sorted(figures(self.scores, self.accuracies).items()))

    def by(self, field: str) -> "dict[str, Report]":
        """A report for each value that a field of the gold document has (`outlet`, `lang`, `id`), sorted; `NONE` for none."""
        groups: defaultdict[str, list[DocumentScore]] = defaultdict(list)
        for part in self.parts:
            value = part.document.get(field)
            groups[NONE if value is None else str(value)].append(part)
        return {value: Report(tuple(parts)) for value, parts in sorted(groups.items())}
