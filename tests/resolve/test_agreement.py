import pytest

from qawl.lang import language
from qawl.resolve.agreement import Agreement, agreement_of, first_person, of_cue, of_noun, of_owner

ARABIC = language("ar")


@pytest.mark.parametrize(
    ("cue", "feminine", "plural"),
    [
        ("قالت", True, None),
        ("أعلنت", True, None),
        ("تقول", True, None),
        ("يقول", False, None),
        ("مؤكدةً", True, False),
        ("مشيراً", False, None),
        ("لفت", False, None),
        ("لافتاً", False, None),
        ("قال", False, None),
        ("تحذير", None, None),
        ("سيقول", False, None),
        ("قالوا", None, True),
        ("يؤكدون", None, True),
        ("وصفوه", None, True),
        ("يعتبرونها", None, True),
        ("منوها", False, None),
        ("يدعوه", False, None),
        ("تابع", False, None),
        ("تابعت", True, None),
        ("بحسب", None, None),
    ],
)
def test_what_a_cue_says_of_its_subject(cue, feminine, plural):
    assert of_cue(cue, ARABIC) == Agreement(feminine, plural)


def test_whose_a_noun_is():
    assert of_owner("دعوتها", ARABIC).feminine is True
    assert of_owner("تعهده", ARABIC).feminine is False
    assert of_owner("رفضهم", ARABIC).plural is True
    assert of_owner("دعوة", ARABIC) == Agreement()
    assert of_owner("وصفها", ARABIC) == Agreement()


def test_nouns():
    assert of_noun("المتحدثة", ARABIC) == Agreement(True, False)
    assert of_noun("مسؤولون", ARABIC).plural is True
    assert of_noun("خبراء", ARABIC).plural is True
    assert of_noun("مصادر", ARABIC) == Agreement(True, False)
    assert of_noun("الوزير", ARABIC) == of_noun("مجلس", ARABIC) == Agreement(False, False)
    assert of_noun("she", language("en")).feminine is True


def test_the_end_of_a_name_is_no_plural(entities):
    assert [of_noun(w, language("en")).plural for w in ("Roberts", "Reuters", "lawsuits", "Residents")] == [
        None,
        None,
        True,
        True,
    ]
    assert of_noun("البحرين", ARABIC) == Agreement(True, False)
    names = [(w, "organization") for w in ("أمازون", "الحوثيون", "محامون بلا حدود")]
    found = entities("قال أمازون ثم الحوثيون ثم محامون بلا حدود", *names)
    assert [agreement_of(c, found).plural for c in found.clusters] == [None, True, True]


def test_who_speaks_of_himself():
    assert all(first_person(w, ARABIC) for w in ("نؤكد", "سنطالب", "أرفض", "سأعلن", "نناشدهم"))
    assert not any(first_person(w, ARABIC) for w in ("نفى", "أعلن", "نصت", "نفاه", "نشرتها", "نقلته", "سألته", "نظرا"))


def test_an_arabic_given_name_or_title_says_whether_it_is_a_woman(entities):
    text = "التقت ليلى حداد بكمال منصور وبالوزير كوكس براو وقنصل"
    people = [("ليلى حداد", "person"), ("كمال منصور", "person"), ("الوزير", "title"), ("كوكس براو", "person"), ("قنصل", "person")]
    found = entities(text, *people)
    assert [agreement_of(c, found).feminine for c in found.clusters] == [True, False, False, None]


def test_an_english_given_name_says_whether_it_is_a_woman(entities):
    text = "Laura Rain met Thomas Alder and Quux Berg"
    found = entities(text, ("Laura Rain", "person"), ("Thomas Alder", "person"), ("Quux Berg", "person"), lang="en")
    assert [agreement_of(c, found).feminine for c in found.clusters] == [True, False, None]


@pytest.mark.parametrize(
    ("name", "lang"),
    [("Warren", "en"), ("Clinton", "en"), ("Christie Alder", "en"), ("Sharon", "en"), ("إلهام قادروف", "ar"), ("هنية", "ar")],
)
def test_a_surname_or_a_name_of_both_says_nothing(entities, name, lang):
    found = entities(f"{name} 2015", (name, "person"), lang=lang)
    assert agreement_of(found.clusters[0], found).feminine is None
