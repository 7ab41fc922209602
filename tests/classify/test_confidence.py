from qawl.classify import FEATURES, Calibration, features
from qawl.types import Span

SURE = dict(cue_score=6.0, path=-0.05, act=-0.01, words=12, content=(Span(0, 5),), has_source=True, has_cue=True)


def test_one_number_a_feature():
    assert len(features(**SURE)) == len(FEATURES)


def test_a_probability_that_grows_with_the_evidence():
    weights = tuple(1.0 if name in ("cue", "path") else 0.0 for name in FEATURES)
    sure, unsure = (
        Calibration(weights)(features(**SURE)),
        Calibration(weights)(features(**{**SURE, "cue_score": -1.0, "path": -4.0})),
    )
    assert 0 <= unsure < sure <= 1


def test_extreme_evidence_does_not_overflow():
    weights = tuple(1e6 for _ in FEATURES)
    assert Calibration(weights)(features(**SURE)) == 1.0
