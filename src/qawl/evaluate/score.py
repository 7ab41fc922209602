"""How well predicted statements match gold ones, document by document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qawl.evaluate.entities import entity_scores
from qawl.evaluate.figures import NONE, Accuracy, DocumentScore, Figure, Found, Miss, Report, total
from qawl.evaluate.gold import Json, check_golds, check_predictions
from qawl.evaluate.names import SpeakerNames, normal
from qawl.evaluate.pairing import Pairing, Side, pair, pieces
from qawl.evaluate.sources import SourceKind, SourceKinds
from qawl.types import ROLES

# With this share of common words (Dice), a content is the one that was said.
_WHAT_WAS_SAID = 0.8


def count(golds: Iterable[Json], predictions: Iterable[Json]) -> Report:
    """Scores predictions, {"id", "statements", "entities"?}, against gold documents, {"id", "text", "statements", "entities"?}.

    Documents are paired by id: a gold one without a prediction counts as one with no statements, a prediction without
    a gold document not at all. All spans are code points in the gold document's text. Raises GoldError where an
    object is not what is described here (`check_golds`, `check_predictions`).
    """
    documents = check_golds(golds)
    predicted = check_predictions(predictions, documents)
    return Report(tuple(_score(document, predicted.get(id_, {})) for id_, document in documents.items()))


@dataclass(frozen=True)
class _Judged:
    """A pair, with what is right about it."""

    gold: Side
    pred: Side
    dice: float
    same_speaker: bool

    @property
    def exact(self) -> bool:
        return self.gold.words["content"] == self.pred.words["content"]

    @property
    def who_said_what(self) -> bool:
        return self.same_speaker and self.dice >= _WHAT_WAS_SAID

    def agree(self, field: str) -> bool:
        return bool(self.gold.statement.get(field) == self.pred.statement.get(field))


def _score(document: Json, prediction: Json) -> DocumentScore:
    text, entities = document["text"], document.get("entities") or ()
    names = SpeakerNames(entities)
    pairing = pair(text, document["statements"], prediction.get("statements") or ())
    judged = []
    for p in pairing.pairs:
        gold, pred = pairing.golds[p.gold], pairing.preds[p.pred]
        same = names.same(gold.statement.get("speaker"), pred.statement.get("speaker"))
        judged.append(_Judged(gold, pred, p.dice, same))
    exact = {p.pred: j.exact for p, j in zip(pairing.pairs, judged, strict=True)}
    confidences = [side.statement.get("confidence") for side in pairing.preds]
    return DocumentScore(
        document=document,
        scores=_scores(text, pairing, judged) | entity_scores(entities, prediction.get("entities") or ()),
        accuracies=_accuracies(judged, names),
        quotations=_quotations(pairing, judged),
        speakers=_speakers(judged, SourceKinds(text, entities)),
        outcomes=tuple((c, exact.get(i, False)) for i, c in enumerate(confidences) if c is not None),
        misses=tuple(_misses(document, pairing, judged)),
    )


def _scores(text: str, pairing: Pairing, judged: list[_Judged]) -> dict[str, Figure]:
    golds, preds = pairing.golds, pairing.preds

    def of_statements(tp: int) -> Figure:
        return Figure(tp, len(preds), len(golds))

    out = {
        "statement": of_statements(len(judged)),
        "content": of_statements(sum(j.exact for j in judged)),
        "content_words": Figure(
            sum(len(j.gold.words["content"] & j.pred.words["content"]) for j in judged),
            sum(len(p.words["content"]) for p in preds),
            sum(len(g.words["content"]) for g in golds),
        ),
        "speaker": of_statements(sum(j.same_speaker for j in judged)),
        "who_said_what": of_statements(sum(j.who_said_what for j in judged)),
        "all_right": of_statements(sum(j.who_said_what and j.agree("act") and j.agree("quotation") for j in judged)),
        "nested": _links(pairing, "parent"),
        "via": _links(pairing, "via"),
    }
    for role in ("source", "cue", "content"):
        gold_pieces = pieces(text, (g.statement for g in golds), role)
        pred_pieces = pieces(text, (p.statement for p in preds), role)
        out[f"{role}_span"] = Figure(len(gold_pieces & pred_pieces), len(pred_pieces), len(gold_pieces))
    for role in ROLES:
        if role == "content":
            continue
        n_pred, n_gold = sum(bool(p.words[role]) for p in preds), sum(bool(g.words[role]) for g in golds)
        overlap = sum(not j.gold.letters[role].isdisjoint(j.pred.letters[role]) for j in judged)
        same = sum(bool(j.gold.words[role]) and j.gold.words[role] == j.pred.words[role] for j in judged)
        out[role] = Figure(overlap, n_pred, n_gold)
        out[f"{role}_exact"] = Figure(same, n_pred, n_gold)
    return out


def _links(pairing: Pairing, field: str) -> Figure:
    """Links from statement to statement: right where both ends are paired, and the predictions linked the same way."""

    def links(sides: tuple[Side, ...]) -> set[tuple[int, int]]:
        index = {side.statement["id"]: i for i, side in enumerate(sides)}
        named = ((i, side.statement.get(field)) for i, side in enumerate(sides))
        return {(i, index[target]) for i, target in named if target in index}

    golds, preds = links(pairing.golds), links(pairing.preds)
    to_pred = {p.gold: p.pred for p in pairing.pairs}
    right = sum((to_pred.get(a), to_pred.get(b)) in preds for a, b in golds)
    return Figure(right, len(preds), len(golds))


def _accuracies(judged: list[_Judged], names: SpeakerNames) -> dict[str, Accuracy]:
    out: dict[str, Accuracy] = {}
    for field in ("act", "quotation", "speaker_kind", "time"):
        stated = [j for j in judged if j.gold.statement.get(field)]
        out[field] = Accuracy(sum(j.agree(field) for j in stated), len(stated))
    named = [j for j in judged if j.same_speaker and j.gold.statement.get("speaker") in names]
    own = sum(normal(j.gold.statement["speaker"]) == normal(j.pred.statement.get("speaker")) for j in named)
    out["canonical"] = Accuracy(own, len(named))
    return {name: accuracy for name, accuracy in out.items() if accuracy.of}


def _quotations(pairing: Pairing, judged: list[_Judged]) -> dict[str, Found]:
    def kind(side: Side) -> str:
        return side.statement.get("quotation") or NONE

    alone = ({kind(side): Found(1, 0, 0)} for side in pairing.golds)
    paired = ({kind(j.gold): Found(0, 1, int(j.exact))} for j in judged)
    return total([*alone, *paired])


def _speakers(judged: list[_Judged], kinds: SourceKinds) -> dict[SourceKind, Accuracy]:
    found = ((kinds.of(j.gold.statement), j.same_speaker) for j in judged)
    return total({kind: Accuracy(int(same), 1)} for kind, same in found if kind)


def _misses(document: Json, pairing: Pairing, judged: list[_Judged]) -> Iterable[Miss]:
    id_, text = document["id"], document["text"]
    for j in judged:
        if not j.who_said_what:
            speakers = f"gold {j.gold.statement.get('speaker')!r} got {j.pred.statement.get('speaker')!r}"
            kind: Literal["speaker", "content"] = "content" if j.same_speaker else "speaker"
            yield Miss(id_, j.gold.statement["id"], kind, f"{speakers} dice {j.dice:.2f}")
    paired_golds, paired_preds = {p.gold for p in pairing.pairs}, {p.pred for p in pairing.pairs}
    for i, side in enumerate(pairing.golds):
        if i not in paired_golds:
            yield Miss(id_, side.statement["id"], "missed", _excerpt(text, side))
    for i, side in enumerate(pairing.preds):
        if i not in paired_preds:
            yield Miss(id_, side.statement["id"], "spurious", _excerpt(text, side))


def _excerpt(text: str, side: Side) -> str:
    spans = [*(side.statement.get("cue") or ()), *(side.statement.get("content") or ())]
    return " … ".join(text[start:end] for start, end in spans)[:150]
