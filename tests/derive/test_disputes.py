import numpy as np
import pytest

from qawl.derive import Naming, Opposition, Pairs, Speakers, disputes, stands
from qawl.derive.opposition import FEATURES
from qawl.errors import ModelError
from qawl.lang import language
from qawl.parties import Parties
from qawl.runtime import Dense
from qawl.types import Entity, Position, Reason, Span, Statement

TEXT = (
    "اتهمت الجمهورية الشمالية الاتحاد الجنوبي بخرق الهدنة. ونفى الاتحاد الجنوبي خرق الهدنة. ورحب المبعوث بالجولة. "
    "وقالت الرابطة إن الاتحاد الجنوبي بدأ خرق الهدنة ليلا"
)
NORTH, SOUTH, ENVOY, LEAGUE = "الجمهورية الشمالية", "الاتحاد الجنوبي", "المبعوث", "الرابطة"


def span(words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def said(id, speaker, cue, content, act, confidence=None):
    return Statement(
        id=id,
        source=(),
        cue=(cue,),
        content=(content,),
        quotation="indirect",
        act=act,
        speaker=speaker,
        speaker_kind="organization",
        confidence=confidence,
    )


STATEMENTS = (
    said("s1", NORTH, span("اتهمت"), Span(span(SOUTH).start, span("بخرق الهدنة").end), "accuse"),
    said("s2", SOUTH, span("نفى"), span("خرق الهدنة", 1), "deny"),
    said("s3", ENVOY, span("رحب"), span("بالجولة"), "praise"),
    said("s4", LEAGUE, span("قالت"), Span(span("إن").start, len(TEXT)), "assert"),
)
ACCUSED = Position(NORTH, "accuses", "خرق الهدنة", Span(0, span("بخرق الهدنة").end), "s1")
DENIED = Position(SOUTH, "denies", "خرق الهدنة", Span(span("نفى").start, span("خرق الهدنة", 1).end), "s2")
WELCOMED = Position(ENVOY, "supports", "الجولة", Span(span("رحب").start, span("بالجولة").end), "s3")
ENTITIES = (
    Entity(SOUTH, "organization", mentions=(span(SOUTH), span(SOUTH, 1), span(SOUTH, 2))),
    Entity(NORTH, "organization", mentions=(span(NORTH),)),
    Entity(LEAGUE, "organization", mentions=(span(LEAGUE),)),
)


def pairs_of(*positions, statements=STATEMENTS):
    data, parties = language("ar"), Parties.shipped()
    speakers = Speakers(ENTITIES, (), data, parties)
    naming = Naming(TEXT, ENTITIES, speakers.party, parties, data.code)
    return Pairs(TEXT, statements, stands(TEXT, statements, positions, speakers, data), naming)


def weights(**of):
    w = np.zeros((len(FEATURES), 1), np.float32)
    for name, value in of.items():
        w[FEATURES.index(name)] = value
    return Opposition(Dense([(w, np.array([-3], np.float32))]), least=0.5)


def features(pairs):
    return [dict(zip(FEATURES, row, strict=True)) for row in pairs.features]


def test_features_tell_an_accusation_and_its_denial_from_the_rest():
    pairs = pairs_of(ACCUSED, DENIED, WELCOMED)
    assert pairs.pairs == [(0, 1), (0, 2), (1, 2), (1, 3)]  # the accusation is compared with no plain claim
    of = features(pairs)
    assert of[0]["accuses_denies"] == of[0]["accuser_names_denier"] == of[0]["issue_nearness"] == 1
    assert of[0]["hostile"] > of[2]["hostile"] == 0
    assert of[1]["accuses_denies"] == of[2]["accuses_denies"] == 0
    assert of[1]["shared_words"] == 0
    assert of[3]["claim_denied"] == 1


def test_a_claim_and_its_denial_are_a_dispute_with_its_reason():
    (found,) = disputes(pairs_of(ACCUSED, DENIED, WELCOMED), weights(accuses_denies=6))
    assert [(s.holders, s.stance, s.statements) for s in found.sides] == [
        ((NORTH,), "accuses", ("s1",)),
        ((SOUTH,), "denies", ("s2",)),
    ]
    assert found.conflicting_claims == (("s1", "s2"),)
    assert found.confidence == pytest.approx(0.95, abs=0.01)
    assert found.reasons == (Reason("stances", ("accuses", "denies")), Reason("shared_words", count=2), Reason("names_one"))


def test_a_party_that_says_the_same_joins_a_side():
    (found,) = disputes(pairs_of(ACCUSED, DENIED, WELCOMED), weights(accuses_denies=6, claim_denied=5))
    assert [s.holders for s in found.sides] == [(NORTH, LEAGUE), (SOUTH,)]
    assert found.sides[0].statements == ("s1", "s4")
    assert found.conflicting_claims == (("s1", "s2"),)  # the likelier of two claims


def test_what_is_denied_need_be_no_position():
    (found,) = disputes(pairs_of(DENIED), weights(claim_denied=6))
    assert [(s.holders, s.stance) for s in found.sides] == [((NORTH, LEAGUE), "asserts"), ((SOUTH,), "denies")]


def test_nothing_is_disputed_below_the_threshold_or_without_weights():
    assert disputes(pairs_of(ACCUSED, DENIED), weights()) == ()
    assert disputes(pairs_of(ACCUSED, DENIED), None) == ()
    assert disputes(pairs_of(WELCOMED), weights(claim_denied=6)) == ()


def test_nothing_rests_on_what_is_likely_no_statement():
    unsure = (said("s1", NORTH, span("اتهمت"), span("بخرق الهدنة"), "accuse", 0.4), *STATEMENTS[1:3])
    assert pairs_of(ACCUSED, DENIED, statements=unsure).pairs == []


def test_one_party_does_not_stand_against_itself():
    both = Position(NORTH, "denies", "خرق الهدنة", DENIED.evidence, "s2")
    assert pairs_of(ACCUSED, both, statements=STATEMENTS[:3]).pairs == []


def test_weights_for_other_features_are_refused(tmp_path):
    np.savez(tmp_path / "disputes.npz", features=np.array(["other"]), least=np.float32(0.5))
    with pytest.raises(ModelError):
        Opposition.load(tmp_path / "disputes.npz")
