"""How well the derived record (roles, meetings, positions, disputes, times) matches the gold one."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from qawl.errors import GoldError
from qawl.evaluate.figures import Accuracy, Figure, figures, total
from qawl.evaluate.gold import Json, check_golds, check_predictions, check_spans
from qawl.evaluate.names import SpeakerNames, normal
from qawl.evaluate.pairing import dice, matched, words

# In the order in which they are shown.
DERIVED_SCORES = ("roles", "meetings", "meeting_parties", "positions", "positions_stance", "disputes", "conflicts", "times")
DERIVED_ACCURACIES = ("meeting_date", "meeting_status")

# Of a prediction's dispute, so many sides are tried in every order.
_MOST_SIDES = 6


# What is compared of gold and of predictions alike; what one lacks is equal to nothing.
class _Role(msgspec.Struct, frozen=True):
    person: str | None = None
    role: str | None = None


class _Meeting(msgspec.Struct, frozen=True):
    name: str | None = None
    evidence: Any = None
    date: str | None = None
    status: str | None = None
    parties: tuple[str, ...] | None = None


class _Position(msgspec.Struct, frozen=True):
    holder: str | None = None
    stance: str | None = None
    evidence: Any = None


class _Side(msgspec.Struct, frozen=True):
    holders: tuple[str, ...] | None = None


class _Dispute(msgspec.Struct, frozen=True):
    sides: tuple[_Side, ...] | None = None
    conflicting_claims: tuple[tuple[str, str], ...] | None = None


class _Time(msgspec.Struct, frozen=True):
    value: str | None = None
    span: Any = None


class _Derived(msgspec.Struct, frozen=True):
    roles: tuple[_Role, ...] | None = None
    meetings: tuple[_Meeting, ...] | None = None
    positions: tuple[_Position, ...] | None = None
    disputes: tuple[_Dispute, ...] | None = None
    times: tuple[_Time, ...] | None = None


@dataclass(frozen=True)
class DerivedReport:
    """The figures over `documents` gold documents: `DERIVED_SCORES`, and those of `DERIVED_ACCURACIES` that are of anything.

    roles: the same person, and half of the role's words shared (Dice). meetings: half of the evidence's words or of
    the name's shared; meeting_date, meeting_status (accuracy) and meeting_parties over such pairs. positions: half of
    the evidence's words shared, and the same holder; positions_stance: and the same stance. disputes: each side of
    the gold is another side of the prediction, by holders (Dice >= 0.5). conflicts: conflicting claims, both
    statements found by half of their content's words. times: the same value on an overlapping span, over the documents
    whose gold has times.
    """

    documents: int
    scores: Mapping[str, Figure]
    accuracies: Mapping[str, Accuracy]

    def figures(self) -> dict[str, dict[str, float]]:
        """The figures of anything by name: {"p", "r", "f1", "gold", "pred"}, or {"accuracy", "of"}; counts are ints."""
        return figures({name: f for name, f in self.scores.items() if f.gold or f.pred}, self.accuracies)


def count_derived(golds: Iterable[Json], predictions: Iterable[Json]) -> DerivedReport:
    """Scores predicted records against gold documents, paired by id; one without a prediction counts as an empty one.

    Raises GoldError where an object is malformed (`check_golds`, `check_predictions`) or a derived field of it is.
    """
    documents = check_golds(golds)
    predicted = check_predictions(predictions, documents)
    parts = [_compared(document, predicted.get(id_, {"id": id_})) for id_, document in documents.items()]
    accuracies = total(accuracies for _, accuracies in parts)
    return DerivedReport(
        len(documents), total(scores for scores, _ in parts), {name: a for name, a in accuracies.items() if a.of}
    )


class _Same:
    """Whether a predicted name is the gold one, as a speaker's or by its letters; nothing is the same as no name."""

    def __init__(self, document: Json) -> None:
        self._names = SpeakerNames(document.get("entities") or ())

    def __call__(self, gold: str | None, pred: str | None) -> bool:
        return bool(gold and pred) and (self._names.same(gold, pred) or normal(gold) == normal(pred))

    def matches(self, golds: Sequence[str] | None, preds: Sequence[str] | None) -> Figure:
        return _figure(matched(golds or (), preds or (), lambda g, p: float(self(g, p))), golds, preds)

    def dice(self, golds: Sequence[str] | None, preds: Sequence[str] | None) -> float:
        # not the figure's F1, which may differ from it in the last digit
        f = self.matches(golds, preds)
        return 2 * f.tp / (f.gold + f.pred) if f.gold or f.pred else 0.0


def _compared(document: Json, prediction: Json) -> tuple[dict[str, Figure], dict[str, Accuracy]]:
    text, same = document["text"], _Same(document)
    gold, pred = _read(document, text, "gold"), _read(prediction, text, "predicted")
    meetings = matched(gold.meetings or (), pred.meetings or (), lambda g, p: _alike_meetings(g, p, text))
    positions = matched(gold.positions or (), pred.positions or (), lambda g, p: _alike_positions(g, p, text, same))
    held = [(g, p) for g, p in positions if same(g.holder, p.holder)]
    disputes = matched(gold.disputes or (), pred.disputes or (), lambda g, p: _alike_disputes(g, p, same))
    roles = matched(gold.roles or (), pred.roles or (), lambda g, p: _alike_roles(g, p, same))
    scores = {
        "roles": _figure(roles, gold.roles, pred.roles),
        "meetings": _figure(meetings, gold.meetings, pred.meetings),
        "meeting_parties": sum((same.matches(g.parties, p.parties) for g, p in meetings), Figure(0, 0, 0)),
        "positions": _figure(held, gold.positions, pred.positions),
        "positions_stance": _figure([1 for g, p in held if g.stance == p.stance], gold.positions, pred.positions),
        "disputes": _figure(disputes, gold.disputes, pred.disputes),
        "conflicts": _conflicts(_claims(gold, document), _claims(pred, prediction), text),
        "times": _times(gold, pred, text),
    }
    return scores, {
        "meeting_date": _accuracy([(g.date, p.date) for g, p in meetings]),
        "meeting_status": _accuracy([(g.status, p.status) for g, p in meetings]),
    }


def _figure(right: Sequence[Any], golds: Sequence[Any] | None, preds: Sequence[Any] | None) -> Figure:
    return Figure(len(right), len(preds or ()), len(golds or ()))


def _accuracy(values: list[tuple[str | None, str | None]]) -> Accuracy:
    stated = [(gold, pred) for gold, pred in values if gold]
    return Accuracy(sum(gold == pred for gold, pred in stated), len(stated))


def _alike_roles(gold: _Role, pred: _Role, same: _Same) -> float:
    return _shared(gold.role, pred.role) if same(gold.person, pred.person) else 0.0


def _alike_meetings(gold: _Meeting, pred: _Meeting, text: str) -> float:
    evidence = dice(words(text, _spans(gold.evidence)), words(text, _spans(pred.evidence)))
    return max(evidence, _shared(gold.name, pred.name))


def _alike_positions(gold: _Position, pred: _Position, text: str, same: _Same) -> float:
    evidence = dice(words(text, _spans(gold.evidence)), words(text, _spans(pred.evidence)))
    # of several on the same words, the one of the same holder and stance
    return evidence + 0.02 * same(gold.holder, pred.holder) + 0.01 * (gold.stance == pred.stance) if evidence >= 0.5 else 0.0


def _alike_disputes(gold: _Dispute, pred: _Dispute, same: _Same) -> float:
    """How alike the least alike two sides are, in the best order."""
    golds, preds = ([side.holders for side in dispute.sides or ()] for dispute in (gold, pred))
    if len(golds) < 2 or len(preds) < len(golds):
        return 0.0
    orders = itertools.permutations(preds[:_MOST_SIDES], len(golds))
    return max((min(same.dice(g, p) for g, p in zip(golds, order, strict=True)) for order in orders), default=0.0)


def _claims(derived: _Derived, document: Json) -> list[tuple[Any, Any]]:
    """The conflicting claims as pairs of contents (spans); of a statement that is not there, none."""
    contents = {s["id"]: s.get("content") for s in document.get("statements") or ()}
    pairs = (pair for dispute in derived.disputes or () for pair in dispute.conflicting_claims or ())
    return [(contents.get(one), contents.get(other)) for one, other in pairs]


def _conflicts(golds: list[tuple[Any, Any]], preds: list[tuple[Any, Any]], text: str) -> Figure:
    def alike(gold: tuple[Any, Any], pred: tuple[Any, Any]) -> float:
        (a, b), (x, y) = ([words(text, content) for content in pair] for pair in (gold, pred))
        return max(min(dice(a, x), dice(b, y)), min(dice(a, y), dice(b, x)))

    return _figure(matched(golds, preds, alike), golds, preds)


def _times(gold: _Derived, pred: _Derived, text: str) -> Figure:
    def alike(a: _Time, b: _Time) -> float:
        return float(a.value == b.value and not words(text, _spans(a.span)).isdisjoint(words(text, _spans(b.span))))

    # gold that has none was not annotated for times
    return _figure(matched(gold.times, pred.times or (), alike), gold.times, pred.times) if gold.times else Figure(0, 0, 0)


def _shared(gold: str | None, pred: str | None) -> float:
    return dice(set(normal(gold).split()), set(normal(pred).split()))


def _spans(value: Any) -> Any:
    """One span or several, as several."""
    return [value] if isinstance(value, list | tuple) and value and not isinstance(value[0], list | tuple) else value or ()


def _read(document: Json, text: str, side: str) -> _Derived:
    where = f"{side} document {document['id']!r}"
    try:
        derived = msgspec.convert(dict(document), _Derived)
    except msgspec.ValidationError as error:
        raise GoldError(f"{where}: {error}") from error
    evidence = [m.evidence for m in derived.meetings or ()] + [p.evidence for p in derived.positions or ()]
    for spans in evidence:
        check_spans(_spans(spans), len(text), f"{where}: evidence")
    for time in derived.times or ():
        check_spans(_spans(time.span), len(text), f"{where}: time")
    return derived
