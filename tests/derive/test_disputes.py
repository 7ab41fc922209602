import numpy as np
import pytest

from qawl.derive import Opposition, Pairs, disputes
from qawl.derive.opposition import FEATURES
from qawl.errors import ModelError
from qawl.runtime import Dense
from qawl.types import Entity, Position, Reason, Span, Statement

TEXT = "اتهمت الجمهورية الشمالية الاتحاد الجنوبي بخرق الهدنة. ونفى الاتحاد الجنوبي خرق الهدنة. ورحب المبعوث بالجولة"
NORTH, SOUTH, ENVOY = "الجمهورية الشمالية", "الاتحاد الجنوبي", "المبعوث"


def span(words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def said(id, cue, content, act):
    return Statement(id=id, source=(), cue=(cue,), content=(content,), quotation="indirect", act=act)


STATEMENTS = (
    said("s1", span("اتهمت"), span("بخرق الهدنة"), "accuse"),
    said("s2", span("نفى"), span("خرق الهدنة", 1), "deny"),
    said("s3", span("رحب"), span("بالجولة"), "praise"),
)
POSITIONS = (
    Position(NORTH, "accuses", "خرق الهدنة", Span(0, span("بخرق الهدنة").end), "s1"),
    Position(SOUTH, "denies", "خرق الهدنة", Span(span("نفى").start, span("خرق الهدنة", 1).end), "s2"),
    Position(ENVOY, "supports", "الجولة", Span(span("رحب").start, len(TEXT)), "s3"),
)
ENTITIES = (
    Entity(SOUTH, "organization", mentions=(span(SOUTH), span(SOUTH, 1))),
    Entity(NORTH, "organization", mentions=(span(NORTH),)),
)


def weights(**of):
    w = np.zeros((len(FEATURES), 1), np.float32)
    for name, value in of.items():
        w[FEATURES.index(name)] = value
    return Opposition(Dense([(w, np.array([-3], np.float32))]), least=0.5)


def test_features_tell_an_accusation_and_its_denial_from_the_rest():
    pairs = Pairs(TEXT, STATEMENTS, POSITIONS, ENTITIES, {})
    assert pairs.pairs == [(0, 1), (0, 2), (1, 2)]
    of = [dict(zip(FEATURES, row, strict=True)) for row in pairs.features()]
    assert of[0]["accuses_denies"] == 1
    assert of[0]["accuser_names_denier"] == 1
    assert of[0]["issue_nearness"] == 1
    assert of[1]["accuses_denies"] == of[2]["accuses_denies"] == 0
    assert of[1]["shared_words"] == 0


def test_a_claim_and_its_denial_are_a_dispute_with_its_reason():
    (found,) = disputes(TEXT, STATEMENTS, POSITIONS, ENTITIES, {}, weights(accuses_denies=6))
    assert [(s.holders, s.stance, s.statements) for s in found.sides] == [
        ((NORTH,), "accuses", ("s1",)),
        ((SOUTH,), "denies", ("s2",)),
    ]
    assert found.conflicting_claims == (("s1", "s2"),)
    assert found.confidence == pytest.approx(0.95, abs=0.01)
    assert found.reasons == (Reason("stances", ("accuses", "denies")), Reason("shared_words", count=2), Reason("names_one"))


def test_nothing_is_disputed_below_the_threshold_or_without_weights():
    assert disputes(TEXT, STATEMENTS, POSITIONS, ENTITIES, {}, weights()) == ()
    assert disputes(TEXT, STATEMENTS, POSITIONS, ENTITIES, {}, None) == ()
    assert disputes(TEXT, STATEMENTS, POSITIONS[:1], ENTITIES, {}, weights(accuses_denies=6)) == ()


def test_one_party_does_not_stand_against_itself():
    both = (POSITIONS[0], Position(NORTH, "denies", "خرق الهدنة", POSITIONS[1].evidence, "s2"))
    assert Pairs(TEXT, STATEMENTS, both, ENTITIES, {}).pairs == []


def test_meanings_are_compared_without_what_all_have_in_common():
    alike = {
        "s1": np.array([1, 1, 9], np.float32),
        "s2": np.array([1, 1.1, 9], np.float32),
        "s3": np.array([-1, -1, 9], np.float32),
    }
    pairs = Pairs(TEXT, STATEMENTS, POSITIONS, ENTITIES, alike)
    assert pairs.likeness(0, 1) > 0.9
    assert pairs.likeness(0, 2) < 0


def test_weights_for_other_features_are_refused(tmp_path):
    np.savez(tmp_path / "disputes.npz", features=np.array(["other"]), least=np.float32(0.5))
    with pytest.raises(ModelError):
        Opposition.load(tmp_path / "disputes.npz")
