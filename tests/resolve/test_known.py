import pytest

from qawl.lang import language
from qawl.parties import Parties
from qawl.resolve.known import Known


def known(text=""):
    return Known(text, language("ar"), Parties.shipped())


@pytest.mark.parametrize(
    ("phrase", "states"),
    [
        ("وزير الخارجية الروسي", {"state:RU"}),
        ("رئيس بولندا", {"state:PL"}),
        ("السفير السعودي لدى اليمن", {"state:SA"}),
        ("المبعوث الخاص إلى سوريا", set()),
        ("المسؤول الذي التقى الوفد الصيني", set()),
    ],
)
def test_a_phrase_belongs_to_the_states_before_it_turns_to_others(phrase, states):
    assert known().nations(phrase) == states


def test_a_side_is_the_state_of_its_adjective():
    assert known().party("organization", "الجانب الروسي").key == "state:RU"
    assert known().party("state", "الاحتلال الأميركي").key == "state:US"
    assert known().party("organization", "الجانب الآخر") is None


def test_an_epithet_is_the_state_that_the_text_names():
    text = "دانت بلدان عدة القصف الإسرائيلي"
    assert known(text).party("organization", "الاحتلال").key == "state:IL"
    assert known("غادرت قوات الاحتلال البلاد").party("organization", "قوات الاحتلال") is None
    text = "زار الملك عمّان بعد جولة، وقال الأردن إن موقف السعودية قريب من موقف الأردن"
    assert known(text).party("state", "المملكة").key == "state:JO"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ('صحيفة "المدى" اليومية', "المدى"),
        ("صحيفة المدى اللبنانية الواسعة الانتشار", "المدى"),
        ("صحيفة محلية", "صحيفة محلية"),
        ('إذاعة "جيش" النهار', 'إذاعة "جيش" النهار'),
        ("الصحيفة اللبنانية", "الصحيفة اللبنانية"),
        ("وكالة أخبار لبنانية", "وكالة أخبار لبنانية"),
        ("شركة نورثلاين البريطانية", "نورثلاين"),
        ("شركة الموانئ اليمنية", "شركة الموانئ اليمنية"),
        ("وكالة مدار الروسية", "وكالة مدار"),
        ("وكالة الأنباء المركزية الكورية", "وكالة الأنباء المركزية الكورية"),
        ("حزب النهار", "حزب النهار"),
        ("وزارة النقل اليمنية", "وزارة النقل اليمنية"),
    ],
)
def test_the_plain_name_of_a_body_that_is_called_something(name, plain):
    assert known().plain(name) == plain


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ('صحيفة "معاريف" الإسرائيلية', "org:maariv"),
        ("حركة المقاومة الإسلامية (حماس)", "org:hamas"),
        ('صحيفة "معاريف" اليمنية', None),
        ("حركة النهار (النهار)", None),
    ],
)
def test_a_body_is_on_record_by_its_own_name(form, key):
    found = known().party("organization", form)
    assert (found and found.key) == key


def test_a_state_is_spelled_as_the_text_has_it():
    assert known().respelled("سورية", "سوريا")
    assert not known().respelled("تركية", "تركيا")
