import cProfile

import msgspec
import pytest

from qawl.derive import Speakers
from qawl.lang import language
from qawl.parties import Parties
from qawl.types import Entity, Role, Span, Statement


def behind(speaker, kind="person", roles=(), entities=()):
    known = tuple(Entity(name, of) for name, of in entities)
    s = Statement(
        id="s1",
        source=(),
        cue=(Span(0, 1),),
        content=(Span(2, 3),),
        quotation="indirect",
        act="assert",
        speaker=speaker,
        speaker_kind=kind,
    )
    found = Speakers(known, tuple(Role("سالم الراوي", role, of) for role, of in roles), language("ar"), Parties.shipped())
    return found.behind(s)


@pytest.mark.parametrize(
    ("role", "of", "party"),
    [
        ("وزير الخارجية", "روسيا", "روسيا"),
        ("المتحدث", "وزارة الخارجية الأميركية", "الولايات المتحدة"),
        ("المتحدث", "حركة النهار", "حركة النهار"),
        ("المتحدث", "الحكومة الألمانية", "ألمانيا"),
        ("وزير الخارجية السابق", "روسيا", "سالم الراوي"),
        ("عضو", "البرلمان", "سالم الراوي"),
        ("القيادي", "حركة النهار", "حركة النهار"),
        ("عضو اللجنة المركزية", "حركة النهار", "حركة النهار"),
        ("المتحدث", "الجيش الأوكراني", "أوكرانيا"),
        ("نائبة الرئيس", "الأرجنتين", "الأرجنتين"),
        ("رئيس", "الهيئة اليابانية للطاقة الذرية", "اليابان"),
        ("رئيس", "الهيئة اليابانية للطاقة الشمسية", "الهيئة اليابانية للطاقة الشمسية"),
    ],
)
def test_for_whom_a_person_speaks(role, of, party):
    kind = "state" if of == "روسيا" else "organization"
    assert behind("سالم الراوي", roles=[(role, of)], entities=[("سالم الراوي", "person"), (of, kind)]) == (party,)


def test_for_whom_is_told_by_a_body_of_the_document():
    north = ("الجمهورية الشمالية", "state")
    minister = [("وزيرة خارجية الجمهورية الشمالية", "")]
    assert behind("سالم الراوي", roles=minister, entities=[("سالم الراوي", "person"), north]) == (north[0],)
    assert behind("سالم الراوي", roles=minister, entities=[("سالم الراوي", "person")]) == ("سالم الراوي",)
    government = ("حكومة الجمهورية الشمالية", "organization")
    assert behind(government[0], "organization", entities=[government, north]) == (north[0],)


def test_a_government_or_office_named_after_its_head_is_whom_he_speaks_for():
    minister = [("وزير الدفاع", "الجمهورية الشمالية")]
    known = [("سالم الراوي", "person"), ("الجمهورية الشمالية", "state"), ("حكومة سالم الراوي", "organization")]
    assert behind("حكومة سالم الراوي", "organization", roles=minister, entities=known) == ("الجمهورية الشمالية",)
    assert behind("مكتب سالم الراوي", "organization", entities=[("سالم الراوي", "person")]) == ("سالم الراوي",)
    # one that is of nothing else ends with its head
    own = [("رئيس", "حكومة سالم الراوي")]
    assert behind("سالم الراوي", roles=own, entities=known) == ("حكومة سالم الراوي",)


def test_a_state_of_two_words():
    assert behind("سفيرة كوريا الجنوبية لدى لبنان", "unnamed", entities=[("لبنان", "state")]) == ("كوريا الجنوبية",)


def test_an_envoy_does_not_speak_for_where_he_is_sent():
    south = ("الجمهورية الجنوبية", "state")
    envoy = [("المبعوث الخاص إلى الجمهورية الجنوبية", "")]
    assert behind("سالم الراوي", roles=envoy, entities=[("سالم الراوي", "person"), south]) == ("سالم الراوي",)
    assert behind("السفير الفرنسي لدى لبنان", "unnamed", entities=[("لبنان", "state")]) == ("فرنسا",)


def test_whose_government_speaks_is_told_by_its_possessive():
    found = Speakers((), (), language("ar"), Parties.shipped())
    assert [found.owned(name) for name in ("حكومته", "بلادها", "حكومة", "روسيا", "سالم الراوي", "")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_ministry_a_description_and_joint_speakers():
    ministry = [("وزارة الخارجية الفرنسية", "organization")]
    assert behind("وزارة الخارجية الفرنسية", "organization", entities=ministry) == ("فرنسا",)
    assert behind("المتحدثة باسم الخارجية الصينية") == ("الصين",)
    two = [("روسيا", "state"), ("حركة النهار", "organization")]
    assert behind("روسيا + حركة النهار", "organization", entities=two) == ("روسيا", "حركة النهار")


@pytest.mark.parametrize(
    ("speaker", "kind", "party"),
    [
        ("المفوضية الأوروبية", "organization", "الاتحاد الأوروبي"),
        ("الحكومة المركزية في العراق", "organization", "العراق"),
        ("وزير الخارجية السعودي", "person", "السعودية"),
        ("الحكومة", "organization", "الحكومة"),
    ],
)
def test_organs_governments_and_offices_without_a_name(speaker, kind, party):
    assert behind(speaker, kind, entities=[(speaker, kind)]) == (party,)


def test_a_well_known_person_speaks_for_their_body():
    known = Entity("أورسولا فون دير لاين", "person", key="person:ursula-von-der-leyen")
    s = Statement(id="s1", source=(), cue=(Span(0, 1),), content=(Span(2, 3),), quotation="indirect", act="assert")
    s = msgspec.structs.replace(s, speaker=known.name, speaker_kind="person")
    assert Speakers([known], [], language("ar"), Parties.shipped()).behind(s) == ("الاتحاد الأوروبي",)


@pytest.mark.parametrize(
    ("role", "of", "party"),
    [
        ("المبعوث الروسي", "سوريا", "روسيا"),
        ("المبعوث الأممي الخاص", "سوريا", "الأمم المتحدة"),
        ("وزير الدفاع", "سوريا", "سوريا"),
        ("عضو المكتب السياسي", "حركة النهار", "حركة النهار"),
        ("القيادي", "حركة النهار", "حركة النهار"),
        ("عضو لجنة", "مجلس الشيوخ", "سالم الراوي"),
        ("وكيل وزارة الخارجية الروسية", "", "روسيا"),
        ("المتحدث", "الجيش الروسي", "روسيا"),
    ],
)
def test_whose_an_office_is(role, of, party):
    bodies = [(of, "state" if of == "سوريا" else "organization")] if of else []
    assert behind("سالم الراوي", roles=[(role, of)], entities=[("سالم الراوي", "person"), *bodies]) == (party,)


def test_officials_without_a_name_speak_for_their_state():
    assert behind("عدد من المسؤولين الروس", "unnamed") == ("روسيا",)
    assert behind("عدد من المارة الروس", "unnamed") == ("عدد من المارة الروس",)


def test_a_part_of_a_body_and_its_document_are_its_own():
    movement = ("حركة النهار", "organization")
    for name in ("المكتب السياسي لحركة النهار", "تقرير حركة النهار"):
        assert behind(name, "organization", entities=[(name, "organization"), movement]) == (movement[0],)


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("الجيش الروسي", "روسيا"),
        ("مجلس الوزراء العراقي", "العراق"),
        ("هيئة الأركان الروسية", "روسيا"),
        ("الجيش السوري الحر", "الجيش السوري الحر"),
        ("الجيش الجمهوري الأيرلندي", "الجيش الجمهوري الأيرلندي"),
        ("جيش لبنان الجنوبي", "جيش لبنان الجنوبي"),
        ("هيئة الإذاعة البريطانية", "هيئة الإذاعة البريطانية"),
        ("وكالة فرانس برس", "وكالة فرانس برس"),
        ("هيئة علماء المسلمين العراقية", "هيئة علماء المسلمين العراقية"),
    ],
)
def test_an_army_is_its_states_but_no_rebels_agency_or_authority(name, party):
    assert Speakers((), (), language("ar"), Parties.shipped()).state_of(name) == party


def test_a_document_about_a_country_is_not_its_own():
    lebanon, libya = ("لبنان", "state"), ("ليبيا", "state")
    for name in ("تقرير عن لبنان", "تقرير بشأن ليبيا", "لجنة دولية حول ليبيا", "تقرير جديد ليبيا"):
        assert behind(name, "organization", entities=[(name, "organization"), lebanon, libya]) == (name,)
    for name in ("تقرير جديد لليبيا", "تقرير ليبيا"):
        assert behind(name, "organization", entities=[(name, "organization"), lebanon, libya]) == (libya[0],)


def test_long_descriptions_are_read_in_no_time():
    found = Speakers((Entity("حركة النهار", "organization"),), (), language("ar"), Parties.shipped())
    profile = cProfile.Profile()
    profile.runcall(found.state_of, "وفد " + "من الشمال " * 200)
    assert sum(entry.callcount for entry in profile.getstats()) < 80_000


def test_an_english_envoy_speaks_for_who_sent_him():
    found = Speakers((Entity("Algeria", "state"),), (), language("en"), Parties.shipped())
    s = Statement(id="s1", source=(), cue=(Span(0, 1),), content=(Span(2, 3),), quotation="indirect", act="assert")
    s = msgspec.structs.replace(s, speaker="the US ambassador to Algeria", speaker_kind="unnamed")
    assert found.behind(s) == ("United States",)
