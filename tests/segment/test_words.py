from hypothesis import given

from conftest import texts
from qawl.segment import words


def test_marks_and_tatweel_stay_in_their_word():
    text = "أكّدَ الوزيـــر"
    assert [w.of(text) for w in words(text)] == ["أكّدَ", "الوزيـــر"]


def test_symbols_are_words_of_their_own():
    text = 'قال: "نعم".'
    assert [w.of(text) for w in words(text)] == ["قال", ":", '"', "نعم", '"', "."]


def test_an_apostrophe_inside_a_word_does_not_split_it():
    text = "don't 'quote'"
    assert [w.of(text) for w in words(text)] == ["don't", "'", "quote", "'"]


def test_a_bidi_control_joins_the_word_it_follows():
    text = "قال\u200f الوزير"
    assert [w.of(text) for w in words(text)] == ["قال\u200f", "الوزير"]


@given(texts())
def test_words_are_ordered_disjoint_and_cover_all_that_is_visible(text):
    found = words(text)
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    covered = {i for w in found for i in range(w.start, w.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum() and c != "ـ")
