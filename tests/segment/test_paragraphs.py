from hypothesis import given

from conftest import texts
from qawl.segment import paragraphs, sentences


def test_paragraphs_are_non_empty_lines_without_outer_space():
    text = "  عنوان \n\n\r\nنص أول\n نص ثانٍ"
    assert [p.of(text) for p in paragraphs(text)] == ["عنوان", "نص أول", "نص ثانٍ"]


def test_sentences_end_with_their_marks_and_closing_quotation_marks():
    text = 'قال: "انتهى الأمر." ثم خرج. هل عاد؟ لا'
    assert [s.of(text) for s in sentences(text)] == ['قال: "انتهى الأمر."', "ثم خرج.", "هل عاد؟", "لا"]


def test_numbers_and_abbreviations_end_nothing():
    text = "Mr. Smith paid 3.5 million. The U.S. army left."
    assert [s.of(text) for s in sentences(text)] == ["Mr. Smith paid 3.5 million.", "The U.S. army left."]


@given(texts())
def test_sentences_stay_inside_paragraphs(text):
    lines = paragraphs(text)
    for s in sentences(text):
        assert any(p.start <= s.start < s.end <= p.end for p in lines)
