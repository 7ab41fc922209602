import pytest

from qawl.lang import language
from qawl.parties import Parties
from qawl.resolve.tidy import tidy
from qawl.types import Mention, Span


def tidied(text, *mentions, lang="ar"):
    found = [Mention(Span(text.index(form), text.index(form) + len(form)), kind) for form, kind in mentions]
    return [(m.span.of(text), m.kind) for m in tidy(text, found, language(lang), Parties.shipped())]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("veteran comedian Tim Alder", [("veteran comedian", "title"), ("Tim Alder", "person")]),
        ("Senator Ursula van der Berg", [("Senator", "title"), ("Ursula van der Berg", "person")]),
        ("the real estate mogul", [("real estate mogul", "title")]),
        ("Tim Alder", [("Tim Alder", "person")]),
        ("Samir al-Rawi", [("Samir al-Rawi", "person")]),
        ("Ben Alder", [("Ben Alder", "person")]),
        ("the Paper’s Tim Alder", [("Tim Alder", "person")]),
        ("Rain’s spokesman Tim Alder", [("Rain’s spokesman", "title"), ("Tim Alder", "person")]),
        ("the Ohio Republican", [("Ohio Republican", "title")]),
        ("the Paper’s Managing Editor", [("Paper’s Managing Editor", "title")]),
    ],
)
def test_what_stands_before_an_english_name_is_its_title(form, expected):
    assert tidied(f"Then {form} spoke.", (form, "person"), lang="en") == expected


def test_an_english_body_has_no_article():
    assert tidied("So said the Harbour Office.", ("the Harbour Office", "organization"), lang="en") == [
        ("Harbour Office", "organization")
    ]


def test_brackets_are_whole_or_none():
    assert tidied("قال حزب النهار (نهار) كذا", ("حزب النهار (نهار", "organization")) == [("حزب النهار (نهار)", "organization")]
    assert tidied("قال (حزب النهار) كذا", ("حزب النهار)", "organization")) == [("حزب النهار", "organization")]


def test_a_capital_of_several_words_is_no_person():
    assert tidied("عاد إلى أديس أبابا", ("أديس أبابا", "person")) == [("أديس أبابا", "state")]


def test_two_pieces_of_a_name_are_one():
    assert tidied("قال سالم الراوي كذا", ("سالم", "person"), ("الراوي", "person")) == [("سالم الراوي", "person")]


def test_a_prefixed_letter_is_no_part_of_a_body():
    assert tidied("بيان لإدارة الموانئ", ("لإدارة الموانئ", "organization")) == [("إدارة الموانئ", "organization")]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("حزبه", "organization"),
        ("بلاده", "state"),
        ("القيادي", "person"),
        ("المتحدثون", "person"),
        ("زملاؤه", "person"),
        ("هذه المصادر", "organization"),
    ],
)
def test_what_names_nobody_is_left_out(form, kind):
    assert tidied(f"قال {form} كذا", (form, kind)) == []


@pytest.mark.parametrize(
    ("text", "form", "kind", "name"),
    [
        ("سلم رسالة لهاشم أمس", "لهاشم", "person", "هاشم"),
        ("وقالت ليلى حداد كذا", "يلى حداد", "person", "ليلى حداد"),
        ("وقالت وليلى حداد صامتة", "يلى حداد", "person", "ليلى حداد"),
        ("سلم رسالة لهاشم أمس", "هاشم", "person", "هاشم"),
        ("خرج من لبنان أمس", "بنان", "state", "لبنان"),
        ("قال كريم نادر كذا", "كريم نادر", "person", "كريم نادر"),
        ("يلى حداد", "يلى حداد", "person", "يلى حداد"),
    ],
)
def test_a_letter_before_a_name_is_a_prefix_or_its_own(text, form, kind, name):
    assert tidied(text, (form, kind)) == [(name, kind)]


def test_two_parties_joined_in_one_mention_are_two():
    text = "بيان حلف الأطلسي وروسيا"
    assert tidied(text, ("حلف الأطلسي وروسيا", "organization")) == [("حلف الأطلسي", "organization"), ("روسيا", "state")]
    assert tidied("قالت وزارة الدفاع والطيران", ("وزارة الدفاع والطيران", "organization")) == [
        ("وزارة الدفاع والطيران", "organization")
    ]
    assert tidied("حلف الأطلسي و", ("حلف الأطلسي و", "organization")) == [("حلف الأطلسي و", "organization")]


@pytest.mark.parametrize(
    ("text", "found", "people"),
    [
        ("Columbia Attorney General Karl Rain said so", (("Columbia Attorney General Karl Rain", "person"),), ["Karl Rain"]),
        ("Department Analyst Paul Rain said", (("Department Analyst", "person"), ("Paul Rain", "person")), ["Paul Rain"]),
        ("Secretary of State Jon Rain said", (("Secretary of State Jon Rain", "person"),), ["Jon Rain"]),
        ("Secretary of State Jon Rain said", (("State", "person"), ("Jon Rain", "person")), ["Jon Rain"]),
        ("former Ohio Gov. Jon Rain said", (("former Ohio Gov", "person"), ("Jon Rain", "person")), ["Jon Rain"]),
        ("Stephen King said so", (("Stephen King", "person"),), ["Stephen King"]),
        ("Paul Rain said", (("Paul", "person"), ("Rain", "person")), ["Paul Rain"]),
    ],
)
def test_offices_in_capitals_are_no_part_of_an_english_name(text, found, people):
    assert [form for form, kind in tidied(text, *found, lang="en") if kind == "person"] == people


def test_an_arabic_name_has_nothing_of_the_clause_around_it():
    assert tidied("بينهم سالم الراوي إبان الحرب", ("بينهم سالم الراوي إبان", "person")) == [("سالم الراوي", "person")]


def test_who_speaks_for_somebody_is_not_named_as_he_is():
    text = "التقى سالم الراوي الوفد. قالت المتحدثة باسم الراوي ليلى حداد كذا"
    found = tidied(text, ("سالم الراوي", "person"), ("الراوي ليلى حداد", "person"))
    assert found == [("سالم الراوي", "person"), ("الراوي", "person"), ("ليلى حداد", "person")]


def test_a_body_that_is_a_surname_is_the_person():
    text = "أضاف الشهبا كذا. وقال أشرف الشهبا كذا"
    assert tidied(text, ("أشرف الشهبا", "person"), ("الشهبا", "organization"))[0] == ("الشهبا", "person")


def test_a_body_on_record_is_no_person():
    assert tidied("A Hamas official spoke to Jordan.", ("Hamas", "person"), ("Jordan", "person"), lang="en") == [
        ("Hamas", "organization"),
        ("Jordan", "person"),
    ]
