import pytest
from hypothesis import given

from conftest import texts
from qawl.errors import UsageError
from qawl.fold import words
from qawl.query.words import MOST_TERMS, places, term, terms


def exact(found):
    return [" ".join(t.exact) for t in found]


def test_words_phrases_and_what_is_left_out():
    wanted, unwanted = terms('الهدنة "سحب القوات" «خارطة الطريق» -السدّ -"الجولة الخامسة" well-known')
    assert exact(wanted) == ["الهدنه", "سحب القوات", "خارطه الطريق", "well known"]
    assert exact(unwanted) == ["السد", "الجوله الخامسه"]


@pytest.mark.parametrize("typed", ["-الهدنة", "كلمة " * (MOST_TERMS + 1), '"' + "كلمة " * 70 + '"'])
def test_what_is_no_search_is_refused(typed):
    with pytest.raises(UsageError):
        terms(typed)


@pytest.mark.parametrize("typed", ["", "؟!", '"', "- -", '""'])
def test_nothing_to_search(typed):
    assert terms(typed) == ((), ())


def test_a_word_is_found_with_what_is_written_on_to_it():
    found = term("الرئيس")
    assert {("للرييس",), ("والرييس",), ("بالرييس",)} <= set(found.near)
    assert {("رييس",), ("لرييس",)} <= set(found.far)
    assert term("والوزير").far[0] == ("وزير",)


@pytest.mark.parametrize("word", ["وزير", "الله", "والد", "بالغ", "صف", "NATO"])
def test_letters_of_a_word_are_not_taken_for_an_article_or_preposition(word):
    (folded,) = term(word).exact
    assert all(p[0].endswith(folded) for p in term(word).phrases)


@pytest.mark.parametrize("word", ["صف", "NATO", "2022"])
def test_short_words_and_other_scripts_stand_alone(word):
    assert len(term(word).phrases) == 1


def test_places_are_of_the_characters_as_they_stand():
    text = "اتصل بالرّئيسِ، ثمّ بـ«رئيس» الوفد"
    assert [p.of(text) for p in places(words(text), [term("الرئيس")])] == ["بالرّئيسِ", "رئيس"]
    assert [p.of(text) for p in places(words(text), [term("رئيس الوفد")])] == ["رئيس» الوفد"]


@given(texts())
def test_any_words_make_terms_and_places(typed):
    try:
        wanted, _ = terms(typed)
    except UsageError:
        return
    for place in places(words(typed), wanted):
        assert 0 <= place.start < place.end <= len(typed)
