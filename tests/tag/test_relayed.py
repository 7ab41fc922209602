from qawl.lang import language
from qawl.segment import segment
from qawl.tag import relayed
from tagged import said


def contents(text, *statements):
    found = relayed(text, list(statements), segment(text), language("ar"))
    return [[c.of(text) for c in s.content] for s in found]


def test_a_relay_behind_a_statement_has_it_whole():
    text = "وصل الوفد. وقال الوزير إن الجسر مغلق والطريق سالك، بحسب الصحيفة."
    inner = said(text, "قال", "إن الجسر مغلق والطريق سالك", source="الوزير")
    relay = said(text, "بحسب", "الطريق سالك", source="الصحيفة")
    assert contents(text, inner, relay)[1] == ["قال الوزير إن الجسر مغلق والطريق سالك"]


def test_a_relay_in_the_middle_has_both_parts():
    text = "وقال الوزير، وفق الوكالة، إن الجسر مغلق."
    inner = said(text, "قال", "إن الجسر مغلق", source="الوزير")
    relay = said(text, "وفق", "قال الوزير", source="الوكالة")
    assert contents(text, inner, relay)[1] == ["قال الوزير", "إن الجسر مغلق"]


def test_what_ends_elsewhere_or_is_said_by_the_same_is_left_alone():
    text = "قال الوزير إن الجسر مغلق. الطريق سالك، بحسب الصحيفة."
    inner = said(text, "قال", "إن الجسر مغلق", source="الوزير")
    assert contents(text, inner, said(text, "بحسب", "الطريق سالك", source="الصحيفة"))[1] == ["الطريق سالك"]
    text = "قال الوزير إن الجسر مغلق والطريق سالك، على حد قوله."
    inner = said(text, "قال", "إن الجسر مغلق والطريق سالك", source="الوزير")
    assert contents(text, inner, said(text, "على حد قوله", "الطريق سالك"))[1] == ["الطريق سالك"]
