import cProfile
from collections import Counter

import numpy as np
import pytest

from qawl.derive import Couples, Naming, Opposition, Pairs, Speakers, disputes, stands
from qawl.derive.couples import FEATURES as COUPLES
from qawl.derive.pairs import FEATURES as PAIRS
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


SPEAKERS = Speakers(ENTITIES, (), language("ar"), Parties.shipped())


def pairs_of(*positions, statements=STATEMENTS):
    data = language("ar")
    naming = Naming(TEXT, ENTITIES, SPEAKERS.party, Parties.shipped(), data.code)
    return Pairs(TEXT, statements, stands(TEXT, statements, positions, SPEAKERS, data), naming)


def network(features, bias, **of):
    w = np.zeros((len(features), 1), np.float32)
    for name, value in of.items():
        w[features.index(name)] = value
    return Dense([(w, np.array([bias], np.float32))])


def weights(**of):
    """An opposition of parties as sure as their surest pair."""
    return Opposition(network(PAIRS, -3, **of), network(COUPLES, 0, surest=1), least=0.5)


def found(*positions, by, statements=STATEMENTS):
    return disputes(pairs_of(*positions, statements=statements), SPEAKERS, ENTITIES, by)


def features(pairs):
    return [dict(zip(PAIRS, row, strict=True)) for row in pairs.features]


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
    (dispute,) = found(ACCUSED, DENIED, WELCOMED, by=weights(accuses_denies=6))
    assert [(s.holders, s.stance, s.statements) for s in dispute.sides] == [
        ((NORTH,), "accuses", ("s1",)),
        ((SOUTH,), "denies", ("s2",)),
    ]
    assert dispute.conflicting_claims == (("s1", "s2"),)
    assert dispute.confidence == pytest.approx(0.95, abs=0.01)
    assert dispute.reasons == (Reason("stances", ("accuses", "denies")), Reason("shared_words", count=2), Reason("names_one"))


def test_a_party_that_says_the_same_joins_a_side():
    (dispute,) = found(ACCUSED, DENIED, WELCOMED, by=weights(accuses_denies=6, claim_denied=5))
    assert [s.holders for s in dispute.sides] == [(NORTH, LEAGUE), (SOUTH,)]
    assert dispute.sides[0].statements == ("s1", "s4")
    assert dispute.conflicting_claims == (("s1", "s2"),)  # the likelier of two claims


def test_a_short_denial_is_of_the_claim_that_names_who_denies():
    short = said("s2", SOUTH, span("نفى"), span("ليلا"), "deny")
    denied = Position(SOUTH, "denies", "ليلا", short.content[0], "s2")
    by = weights(accuses_denies=6)
    (dispute,) = found(ACCUSED, denied, by=by, statements=(STATEMENTS[0], short))
    assert dispute.conflicting_claims == (("s1", "s2"),)
    unnamed = said("s1", NORTH, span("اتهمت"), span("بخرق الهدنة"), "accuse")
    (dispute,) = found(ACCUSED, denied, by=by, statements=(unnamed, short))
    assert dispute.conflicting_claims == ()


def test_what_is_denied_need_be_no_position():
    (dispute,) = found(DENIED, by=weights(claim_denied=6))
    assert [(s.holders, s.stance) for s in dispute.sides] == [((NORTH, LEAGUE), "asserts"), ((SOUTH,), "denies")]


def test_nothing_is_disputed_below_the_threshold_or_without_weights():
    assert found(ACCUSED, DENIED, by=weights()) == ()
    assert found(ACCUSED, DENIED, by=None) == ()
    assert found(WELCOMED, by=weights(claim_denied=6)) == ()


def test_nothing_rests_on_what_is_likely_no_statement():
    unsure = (said("s1", NORTH, span("اتهمت"), span("بخرق الهدنة"), "accuse", 0.4), *STATEMENTS[1:3])
    assert pairs_of(ACCUSED, DENIED, statements=unsure).pairs == []


def test_one_party_does_not_stand_against_itself():
    both = Position(NORTH, "denies", "خرق الهدنة", DENIED.evidence, "s2")
    assert pairs_of(ACCUSED, both, statements=STATEMENTS[:3]).pairs == []


def test_couples_are_told_by_all_that_their_parties_say():
    pairs = pairs_of(ACCUSED, DENIED, WELCOMED)
    both = Couples(pairs, np.array([0.8, 0.1, 0.2, 0.4], np.float32), SPEAKERS, ENTITIES)
    of = dict(zip(both.of, (dict(zip(COUPLES, row, strict=True)) for row in both.features), strict=True))
    quarrel, other, league = (of[frozenset(two)] for two in ((NORTH, SOUTH), (NORTH, ENVOY), (SOUTH, LEAGUE)))
    assert quarrel["place"] == 0 == quarrel["behind_surest"] < league["place"] < other["place"]
    assert quarrel["opposing_most"] > 0 == quarrel["opposing_least"] == league["opposing_most"] < league["naming_most"]
    assert (quarrel["unlisted"], other["unlisted"]) == (0, 0.5)  # the envoy is no entity
    assert quarrel["named_most"] == pytest.approx(np.log1p(3))


def test_parties_are_in_dispute_by_the_second_network():
    never = Opposition(network(PAIRS, 6), network(COUPLES, -6), least=0.5)
    assert found(ACCUSED, DENIED, by=never) == ()
    (dispute,) = found(ACCUSED, DENIED, WELCOMED, by=Opposition(network(PAIRS, -6), network(COUPLES, -4, opposing_most=9), 0.5))
    assert [s.holders for s in dispute.sides] == [(NORTH,), (SOUTH,)]
    assert [s.statements for s in dispute.sides] == [("s1",), ("s2",)]


def test_weights_are_read_as_they_were_written(tmp_path):
    kept = weights(accuses_denies=6)
    kept.save(tmp_path / "disputes.npz")
    assert found(ACCUSED, DENIED, by=Opposition.load(tmp_path / "disputes.npz")) == found(ACCUSED, DENIED, by=kept) != ()


def test_weights_for_other_features_are_refused(tmp_path):
    np.savez(tmp_path / "disputes.npz", stand_features=np.array(["other"]), least=np.float32(0.5))
    with pytest.raises(ModelError):
        Opposition.load(tmp_path / "disputes.npz")


def test_many_couples_take_linear_time():
    class Many:
        """Pairs of stands of as many couples of parties."""

        def __init__(self, count):
            self.pairs = [(k, k + 1) for k in range(count)]
            self.statements = {}
            self.held, self.hostile, self.friendly, self.joint = (Counter() for _ in range(4))

        def parties(self, i, j):
            return frozenset((f"p{i}", f"p{j}"))

    profile = cProfile.Profile()
    entities = [Entity(f"p{k}", "organization") for k in range(1000)]
    both = Couples(Many(1000), np.linspace(0.1, 0.9, 1000), SPEAKERS, entities)
    rows = profile.runcall(lambda: both.features)
    assert len(rows) == 1000
    assert sum(entry.callcount for entry in profile.getstats()) < 200_000
