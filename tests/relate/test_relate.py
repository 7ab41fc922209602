import msgspec
import pytest

from qawl.lang import language
from qawl.relate import relate
from qawl.types import Span, Statement


def statement(text, name, cue, content):
    at = lambda sub: (Span(text.index(sub), text.index(sub) + len(sub)),) if sub else ()  # noqa: E731
    return Statement(id=name, source=(), cue=at(cue), content=at(content), quotation="indirect", act="assert")


def links(text, *statements):
    related = relate(text, tuple(statement(text, *s) for s in statements), language("ar"))
    return {s.id: (s.parent, s.via) for s in related}


def test_a_cue_inside_a_content_is_nested_in_the_innermost():
    text = "قال الوزير إنّ الوفد أعلن أنّ الرئيس رفض السفر"
    found = links(
        text,
        ("a", "قال", "إنّ الوفد أعلن أنّ الرئيس رفض السفر"),
        ("b", "أعلن", "أنّ الرئيس رفض السفر"),
        ("c", "رفض", "السفر"),
    )
    assert found == {"a": (None, None), "b": ("a", None), "c": ("b", None)}


def test_a_relay_is_via_not_parent():
    text = "نفت الحكومة الخبر، بحسب الصحيفة"
    found = links(text, ("a", "نفت", "الخبر"), ("b", "بحسب", "نفت الحكومة الخبر"))
    assert found == {"a": (None, "b"), "b": (None, None)}


def test_side_by_side_nothing():
    text = "قال الوزير إنّ الأمر انتهى وأضاف أنّ السفر قريب"
    assert set(links(text, ("a", "قال", "إنّ الأمر انتهى"), ("b", "أضاف", "أنّ السفر قريب")).values()) == {(None, None)}


def test_two_that_hold_each_other_make_no_circle():
    text = "قال أعلن كذا"
    first = Statement(id="a", source=(), cue=(Span(0, 3),), content=(Span(4, 12),), quotation="indirect", act="assert")
    second = Statement(
        id="b", source=(), cue=(Span(4, 8),), content=(Span(0, 3), Span(9, 12)), quotation="indirect", act="assert"
    )
    found = {s.id: s.parent for s in relate(text, (first, second), language("ar"))}
    assert found == {"a": None, "b": "a"}


def test_who_is_cited_is_relayed_by_who_cites():
    text = "أعلنت الصحيفة نقلاً عن مصدر أنّ الوفد سافر"
    found = links(text, ("a", "أعلنت", "أنّ الوفد سافر"), ("b", "نقلاً عن", "أنّ الوفد سافر"))
    assert found == {"a": (None, None), "b": (None, "a")}
    text = "بحسب صحيفة نقلاً عن مصدر فإنّ الوفد سافر"
    found = links(text, ("a", "بحسب", "فإنّ الوفد سافر"), ("b", "نقلاً عن", "فإنّ الوفد سافر"))
    assert found == {"a": (None, None), "b": (None, "a")}


def test_what_is_taken_from_somebody_is_relayed():
    text = "أوردت الصحيفة عن الوزير قوله إنّ الوفد سافر"
    found = links(text, ("a", "أوردت", "عن الوزير قوله إنّ الوفد سافر"), ("b", "قوله", "إنّ الوفد سافر"))
    assert found == {"a": (None, None), "b": (None, "a")}


@pytest.mark.parametrize(("quotation", "want"), [("indirect", (None, "b")), ("direct", ("b", None))])
def test_before_a_verb_of_saying_it_is_relayed_unless_its_cue_is_quoted(quotation, want):
    text = "نفت الخبر، قالت الصحيفة"
    held, holder = statement(text, "a", "نفت", "الخبر"), statement(text, "b", "قالت", "نفت الخبر")
    found = relate(text, (held, msgspec.structs.replace(holder, quotation=quotation)), language("ar"))
    assert (found[0].parent, found[0].via) == want
