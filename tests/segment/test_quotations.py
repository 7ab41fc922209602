import pytest
from hypothesis import given

from conftest import texts
from qawl.segment import quotations


def found(text):
    return [(text[q.start : q.end], q.depth, q.balanced) for q in quotations(text)]


@pytest.mark.parametrize("pair", ['""', "«»", "“”", "„“"[0] + "”"])
def test_every_kind_of_mark(pair):
    text = f"قال {pair[0]}نعم{pair[1]} ثم صمت"
    assert found(text) == [(f"{pair[0]}نعم{pair[1]}", 0, True)]


def test_two_apostrophes_are_a_mark():
    assert found("he said ''we will'' and left") == [("''we will''", 0, True)]


def test_spaces_inside_the_marks():
    assert found('قال " نعم " ثم " لا "') == [('" نعم "', 0, True), ('" لا "', 0, True)]


def test_nested():
    assert found("«قال «نعم» ثم صمت»") == [("«قال «نعم» ثم صمت»", 0, True), ("«نعم»", 1, True)]


def test_straight_marks_in_straight_marks():
    text = 'وأضاف: "قرأنا "الفجر" و"المساء" كل يوم"، ثم خرج "فوراً".'
    assert found(text) == [
        ('"قرأنا "الفجر" و"المساء" كل يوم"', 0, True),
        ('"الفجر"', 1, True),
        ('"المساء"', 1, True),
        ('"فوراً"', 0, True),
    ]


def test_one_mark_closes_both():
    text = 'وأضاف: "نقرأ صحيفة "الفجر". ثم قال "نعم" وخرج "فوراً".'
    assert found(text) == [('"نقرأ صحيفة "الفجر"', 0, True), ('"الفجر"', 1, True), ('"نعم"', 0, True), ('"فوراً"', 0, True)]


def test_a_quotation_left_open_holds_the_next_one():
    assert found('قال "نقرأ "الفجر" كل يوم.') == [('"نقرأ "الفجر" كل يوم.', 0, False), ('"الفجر"', 1, True)]


def test_a_mark_alone_between_spaces_opens_nothing_within():
    assert found('قال " لا " وغيّر " نعم" إلى " ربما "') == [('" لا "', 0, True), ('" نعم"', 0, True), ('" ربما "', 0, True)]


def test_a_misplaced_space():
    assert found('زيارة "نادرة "إلى المدينة') == [('"نادرة "', 0, True)]


@pytest.mark.parametrize("quoted", ["”نعم“", "»نعم«", "” نعم ”", "”نعم”"])
def test_closing_marks_that_open(quoted):
    assert found(f"قال: {quoted} ثم صمت") == [(quoted, 0, True)]


def test_unbalanced_ends_with_its_paragraph():
    assert found("قال «نعم ثم صمت\nوخرج «فوراً»") == [("«نعم ثم صمت", 0, False), ("«فوراً»", 0, True)]


def test_a_stray_closing_mark_opens_nothing():
    assert found('انتهى الأمر".\nثم "عاد" مساء') == [('"عاد"', 0, True)]


@given(texts())
def test_each_begins_with_a_mark_and_stays_in_the_text(text):
    for q in quotations(text):
        assert 0 <= q.start < q.end <= len(text)
        assert text[q.start] in "«“„‟‹\"″＂»”›'"
