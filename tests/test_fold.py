import pytest
from hypothesis import given, strategies

from conftest import texts
from qawl.fold import fold, words


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("الأميركيّة", "الاميركيه"),
        ("ستولتنبرغ", "ستولتنبرج"),
        ("إسرائيل", "اسراييل"),
        ("القـــاهرة", "القاهره"),
        ("موسى", "موسي"),
        ("مؤتمر", "موتمر"),
        ("آل ثاني", "ال ثاني"),
        ("ٱلرياض", "الرياض"),
        ("کابل", "كابل"),
        ("الوزیر", "الوزير"),
        ("ﻻ", "لا"),
        ("Élysée", "elysee"),
        ("Erdoğan", "erdogan"),
        ("U.S.", "u s"),
        ("  «الناتو»,\n", "الناتو"),
        ("النا\u200fتو", "الناتو"),
        ("قناة الـ12", "قناه ال12"),
        ("STRASSE", fold("Straße")),
        ("🔴 !", ""),
        ("", ""),
    ],
)
def test_spellings_that_are_one(name, want):
    assert fold(name) == want


def test_names_that_stay_apart():
    assert len({fold(x) for x in ("سعد", "سعيد", "صعد", "حسن", "حسين", "قطر", "كتر")}) == 7


@given(texts())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(strategies.text(alphabet="\u0f73\u064b\u0301a", max_size=40))
def test_runs_of_marks_leave_nothing(text):
    assert fold(text) == "a" * text.count("a")


def test_words_stand_where_they_are_written():
    text = "قال «الرّئيسُ» في ٢٠٢٢: غاز… Élysée ½"
    assert [w for w, _, _ in words(text)] == ["قال", "الرييس", "في", "2022", "غاز", "elysee", "1", "2"]
    assert [text[a:b] for _, a, b in words(text)] == ["قال", "الرّئيسُ", "في", "٢٠٢٢", "غاز", "Élysée", "½", "½"]
