import pytest

from qawl.lang import language
from qawl.resolve.shown import aliases, passing

ARABIC = language("ar")


def ways(found, text):
    return [aliases(c, text, ARABIC) for c in found.clusters]


def test_a_title_is_a_way_with_the_name_after_it_and_by_itself_only_in_several_words(entities):
    text = "وصل الدكتور سالم الراوي ثم غادر وزير المالية سالم الراوي"
    name = ("سالم الراوي", "person")
    found = entities(text, ("الدكتور", "title"), name, ("وزير المالية", "title"), name)
    assert ways(found, text) == [("الدكتور سالم الراوي", "سالم الراوي", "وزير المالية", "وزير المالية سالم الراوي")]


def test_a_body_that_gives_two_names_has_both(entities):
    text = "أعلنت منظمة السهل الأخضر (سهل) كذا"
    found = entities(text, ("منظمة السهل الأخضر (سهل)", "organization"))
    assert ways(found, text) == [("منظمة السهل الأخضر (سهل)", "منظمة السهل الأخضر", "سهل")]


def test_the_name_within_a_longer_one_is_a_way(entities):
    text = "كتبت صحيفة «المدى» اللبنانية كذا"
    assert ways(entities(text, ("صحيفة «المدى» اللبنانية", "organization")), text) == [("صحيفة «المدى» اللبنانية", "المدى")]


def test_marks_around_a_name_and_letters_written_on_to_it_are_no_part_of_it(entities):
    text = "قالت «هدية السهل» للميادين كذا"
    found = entities(text, ("«هدية السهل»", "organization"), ("للميادين", "organization"))
    assert ways(found, text) == [("هدية السهل",), ("الميادين",)]


@pytest.mark.parametrize(
    ("form", "kind", "shown"),
    [
        ("البيان", "organization", False),
        ("تقرير أولي", "organization", False),
        ("المسلحين", "organization", False),
        ("#أخبار_السهل", "organization", False),
        ("حي السهل", "state", False),
        ("حركة النهار", "organization", True),
        ("فرنسا", "state", True),
    ],
)
def test_what_has_no_name_is_shown_only_where_it_speaks(entities, form, kind, shown):
    found = entities(f"وصل {form} أمس", (form, kind))
    assert [passing(c, ARABIC) for c in found.clusters] == [not shown]
