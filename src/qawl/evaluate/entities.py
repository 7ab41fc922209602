"""Entities against gold ones: which are found, and with which of the ways the text refers to them."""

from collections.abc import Sequence

from qawl.evaluate.figures import Figure
from qawl.evaluate.gold import Json
from qawl.evaluate.names import normal
from qawl.evaluate.pairing import matched

# How well a predicted name fits, best first: it is the gold name, the English name, an alias.
_NAME, _ENGLISH, _ALIAS = 1.0, 0.75, 0.5


def entity_scores(golds: Sequence[Json], preds: Sequence[Json]) -> dict[str, Figure]:
    """The figures `entity` and `alias` of one document; of nothing where its gold has no entity.

    `entity`: a predicted entity is the gold one of the same kind to whose name, English name or alias (in this order)
    its own name is equal, after `normal`; one to one. `alias`: over the normalized strings in aliases_in_text, each
    counted once an entity, right where matched entities share it. Gold names at least the speakers, so that a right
    entity may be missing there: both precisions are lower bounds.
    """
    if not golds:
        return {"entity": Figure(0, 0, 0), "alias": Figure(0, 0, 0)}
    pairs = matched(golds, preds, _likeness)
    return {
        "entity": Figure(len(pairs), len(preds), len(golds)),
        "alias": Figure(
            sum(len(_aliases(gold) & _aliases(pred)) for gold, pred in pairs),
            sum(len(_aliases(pred)) for pred in preds),
            sum(len(_aliases(gold)) for gold in golds),
        ),
    }


def _likeness(gold: Json, pred: Json) -> float:
    name = normal(pred["name"])
    if not name or gold.get("kind") != pred.get("kind"):
        return 0.0
    if name == normal(gold["name"]):
        return _NAME
    if name == normal(gold.get("name_en")):
        return _ENGLISH
    return _ALIAS if name in _aliases(gold) else 0.0


def _aliases(entity: Json) -> set[str]:
    return {normal(alias) for alias in entity.get("aliases_in_text") or ()} - {""}
