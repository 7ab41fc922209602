from random import Random

import pytest

from qawl.evaluate import calibrate, count, render_text, to_json

TEXT = "أكد المدير أن المكتبة مفتوحة للجميع. وتوقع أن يزداد عدد القراء هذا الصيف."


def span(part):
    return [[TEXT.index(part), TEXT.index(part) + len(part)]]


GOLD = {
    "id": "library",
    "text": TEXT,
    "statements": [
        {"id": "a", "cue": span("أكد"), "content": span("أن المكتبة مفتوحة للجميع")},
        {"id": "b", "cue": span("توقع"), "content": span("أن يزداد عدد القراء هذا الصيف")},
    ],
}


def report(*confidences):
    """Scores an exact, an inexact and a spurious prediction with these confidences."""
    statements = [
        {"id": "1", "cue": span("أكد"), "content": span("أن المكتبة مفتوحة للجميع")},
        {"id": "2", "cue": span("توقع"), "content": span("أن يزداد عدد القراء")},
        {"id": "3", "cue": span("المدير"), "content": span("أن المكتبة مفتوحة للجميع")},
    ]
    for s, confidence in zip(statements, confidences, strict=True):
        s["confidence"] = confidence
    return count([GOLD], [{"id": "library", "statements": statements}])


def test_only_a_paired_statement_with_the_same_content_words_is_right():
    c = report(0.95, 0.75, 0.15).calibration
    assert [(b.low, b.count, b.confidence, b.right) for b in c.bins if b.count] == [
        (0.1, 1, 0.15, 0.0),
        (0.7, 1, 0.75, 0.0),
        (0.9, 1, 0.95, 1.0),
    ]
    assert c.error == pytest.approx((0.15 + 0.75 + 0.05) / 3)
    assert c.brier == pytest.approx((0.15**2 + 0.75**2 + 0.05**2) / 3)


def test_statements_without_confidence_are_left_out():
    assert report(None, 0.5, None).calibration.count == 1
    assert report(None, None, None).calibration is None


def test_calibration_is_broken_down_with_the_documents():
    other = {**GOLD, "id": "other", "lang": "en"}
    assert count([GOLD, other], []).by("lang")["en"].calibration is None
    assert report(1, 0, 0).by("lang")["(none)"].calibration.error == 0


def test_bins_hold_their_lower_edge_and_the_last_one_both():
    bins = calibrate([(k / 10, True) for k in range(11)]).bins
    assert [b.count for b in bins] == [1] * 9 + [2]
    assert [b.low for b in bins] == pytest.approx([k / 10 for k in range(10)])
    assert bins[-1].high == 1


def test_distances_inside_a_bin_cancel_and_between_bins_do_not():
    assert calibrate([(0.5, True), (0.5, False)]).error == 0
    assert calibrate([(0.5, True), (0.5, False)]).brier == 0.25
    assert calibrate([(0.0, True), (1.0, False)]).error == 1


def test_confidences_drawn_from_their_own_odds_are_calibrated_and_inflated_ones_are_not():
    rng = Random(4)
    outcomes = [(p, rng.random() < p) for p in (rng.random() for _ in range(5000))]
    assert calibrate(outcomes).error < 0.03
    assert calibrate([(p**0.3, right) for p, right in outcomes]).error > 0.2
    assert calibrate(outcomes).brier == pytest.approx(1 / 6, abs=0.02)


def test_of_nothing_there_is_no_calibration():
    assert calibrate([]) is None


def test_it_is_shown_as_text_and_as_json():
    lines = render_text(report(0.95, 0.75, 0.15))
    assert "calibration error 0.317, Brier score 0.196, over 3 predicted statements" in lines
    assert any(line.split() == ["0.9", "to", "1.0", "1", "0.950", "1.000"] for line in lines)
    assert any(line.split() == ["0.2", "to", "0.3", "0", "-", "-"] for line in lines)
    decoded = to_json(report(0.95, 0.75, 0.15))["calibration"]
    assert decoded["count"] == 3
    assert decoded["bins"][9] == {"low": 0.9, "high": 1.0, "count": 1, "confidence": 0.95, "right": 1.0}
