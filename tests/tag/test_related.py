import pytest

from qawl.lang import language
from qawl.tag import related
from tagged import said


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("رفض الوزير الاتفاق الذي وقّعه سلفه، وغادر القاعة", "الاتفاق الذي وقّعه سلفه"),
        ("رفض الوزير الاتفاق الذي وقّعه سلفه … ثم غادر", "الاتفاق الذي وقّعه سلفه"),
        ("رفض الوزير الاتفاق، الذي وقّعه سلفه", "الاتفاق"),
        ("الاتفاق الذي رفض الوزير بنوده", "الاتفاق"),
    ],
)
def test_a_relative_clause_that_no_sign_parts_belongs_to_the_content(text, want):
    (found,) = related(text, [said(text, "رفض", "الاتفاق")], language("ar"))
    assert [c.of(text) for c in found.content] == [want]


def test_one_that_another_cue_stands_in_does_not():
    text = "رفض الوزير الاتفاق الذي وصفه بالمعيب"
    found = related(text, [said(text, "رفض", "الاتفاق"), said(text, "وصفه", "بالمعيب")], language("ar"))
    assert [c.of(text) for s in found for c in s.content] == ["الاتفاق", "بالمعيب"]
