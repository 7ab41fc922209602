import pytest

from qawl.derive import roles
from qawl.lang import language
from qawl.parties import Parties
from qawl.types import Entity, Mention, Span


def offices(text, person, titles, bodies=(), lang="ar"):
    at = lambda s: Span(text.index(s), text.index(s) + len(s))  # noqa: E731
    spans = [at(t) for t in titles]
    entities = (
        Entity(person, "person", mentions=(*spans, at(person))),
        *(Entity(b, "organization", mentions=(at(b),)) for b in bodies),
    )
    mentions = tuple(Mention(s, "title") for s in spans)
    found = roles(text, entities, mentions, language(lang), Parties.shipped(), "2026-05-12")
    assert all(any(r.evidence.of(text) in t for t in titles) and r.as_of == "2026-05-12" for r in found)
    return [(r.person, r.role, r.of) for r in found]


def test_whose_office_it_is_from_an_adjective():
    text = "قال وزير الخارجية الروسي سالم الراوي كذا"
    assert offices(text, "سالم الراوي", ["وزير الخارجية الروسي"]) == [("سالم الراوي", "وزير الخارجية", "روسيا")]


def test_whose_office_it_is_from_a_body_inside():
    text = "قالت المتحدثة باسم حركة النهار ليلى حداد كذا"
    found = offices(text, "ليلى حداد", ["المتحدثة باسم حركة النهار"], ["حركة النهار"])
    assert found == [("ليلى حداد", "المتحدثة", "حركة النهار")]


def test_one_office_said_twice_is_one_and_a_deputy_is_another():
    text = "قال رئيس الوزراء سالم الراوي كذا وأضاف رئيس وزراء مصر أن نائب رئيس الوزراء غاب"
    found = offices(text, "سالم الراوي", ["رئيس الوزراء", "رئيس وزراء مصر", "نائب رئيس الوزراء"])
    assert [role for _, role, _ in found] == ["رئيس الوزراء", "نائب رئيس الوزراء"]


def test_what_only_refers_back_is_no_office():
    text = "قال رئيسها سالم الراوي كذا وأضاف الأخير"
    assert offices(text, "سالم الراوي", ["رئيسها", "الأخير"]) == []


def test_english():
    text = "Acme Party spokeswoman Leila Haddad said so."
    assert offices(text, "Leila Haddad", ["Acme Party spokeswoman"], ["Acme Party"], "en") == [
        ("Leila Haddad", "spokeswoman", "Acme Party")
    ]
    text = "Russian Foreign Minister Salem Rawi said so."
    assert offices(text, "Salem Rawi", ["Russian Foreign Minister"], lang="en") == [("Salem Rawi", "Foreign Minister", "Russia")]


def test_whose_office_it_is_after_a_preposition_or_from_the_noun_of_a_body():
    text = "قال المتحدث باسم وزارة النقل سالم الراوي كذا"
    assert offices(text, "سالم الراوي", ["المتحدث باسم وزارة النقل"]) == [("سالم الراوي", "المتحدث", "وزارة النقل")]
    text = "قال رئيس لجنة التحقيق سالم الراوي كذا"
    assert offices(text, "سالم الراوي", ["رئيس لجنة التحقيق"]) == [("سالم الراوي", "رئيس", "لجنة التحقيق")]


def test_a_counterpart_holds_the_office_named_before():
    text = "التقى وزير الخارجية الروسي نظيره الإيراني"
    first, second = Span(text.index("وزير"), text.index(" نظيره")), Span(text.index("نظيره"), len(text))
    entities = (Entity("سالم الراوي", "person", mentions=(first,)), Entity("كريم نادر", "person", mentions=(second,)))
    found = roles(text, entities, tuple(Mention(s, "title") for s in (first, second)), language("ar"), Parties.shipped(), None)
    assert [(r.person, r.role, r.of) for r in found] == [
        ("سالم الراوي", "وزير الخارجية", "روسيا"),
        ("كريم نادر", "وزير الخارجية", "إيران"),
    ]


def test_a_rank_a_nationality_and_a_surname_are_no_offices():
    text = "قال اللواء سالم الراوي كذا ثم غادر الألماني ومعه الراوي"
    assert offices(text, "سالم الراوي", ["اللواء", "الألماني", "الراوي"]) == []


@pytest.mark.parametrize(
    ("title", "bodies", "office", "of"),
    [
        ("السفير البريطاني لدى ليبيا", [], "السفير", "بريطانيا"),
        ("السفير البريطاني في ليبيا", ["ليبيا"], "السفير", "بريطانيا"),
        ("المبعوث الأممي إلى ليبيا", ["ليبيا"], "المبعوث", "الأمم المتحدة"),
        ("مندوب فرنسا الدائم لدى الأمم المتحدة", ["الأمم المتحدة"], "مندوب", "فرنسا"),
        ("المبعوث الخاص إلى ليبيا", ["ليبيا"], "المبعوث الخاص إلى ليبيا", ""),
    ],
)
def test_an_envoy_is_of_who_sent_him(title, bodies, office, of):
    assert offices(f"قال {title} سالم الراوي كذا", "سالم الراوي", [title], bodies) == [("سالم الراوي", office, of)]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("معالي وزير النقل", "وزير النقل"),
        ("اللواء الركن مدير الموانئ", "مدير الموانئ"),
        ("وزير النقل الدكتور", "وزير النقل"),
        ("العميد في الجيش", "العميد في الجيش"),
    ],
)
def test_honours_are_no_part_of_an_office(title, office):
    assert [role for _, role, _ in offices(f"قال {title} سالم الراوي كذا", "سالم الراوي", [title])] == [office]


def test_of_a_counterpart_of_one_without_office_nothing_is_said():
    text = "قال رئيس الوفد سالم الراوي كذا. والتقى جون كيري نظيره الروسي كريم نادر"
    at = lambda s: Span(text.index(s), text.index(s) + len(s))  # noqa: E731
    entities = (
        Entity("سالم الراوي", "person", mentions=(at("رئيس الوفد"), at("سالم الراوي"))),
        Entity("جون كيري", "person", mentions=(at("جون كيري"),)),
        Entity("كريم نادر", "person", mentions=(at("نظيره الروسي"), at("كريم نادر"))),
    )
    titles = (Mention(at("رئيس الوفد"), "title"), Mention(at("نظيره الروسي"), "title"))
    found = roles(text, entities, titles, language("ar"), Parties.shipped(), None)
    assert [(r.person, r.role) for r in found] == [("سالم الراوي", "رئيس الوفد")]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("الأمين العام والمتحدث باسم حزب النهار", [("الأمين العام", ""), ("المتحدث", "حزب النهار")]),
        ("رئيس وفد النهار", [("رئيس", "وفد النهار")]),
        ("رئيس الوفد", [("رئيس الوفد", "")]),
        ("أمير منطقة الشمال", [("أمير", "منطقة الشمال")]),
        ("حليفها رئيس حزب النهار", [("رئيس", "حزب النهار")]),
        ("وكيل وزارة النقل للشؤون البحرية الروسي", [("وكيل وزارة النقل للشؤون البحرية", "روسيا")]),
        ("للصحفيين عقب الجولة", []),
    ],
)
def test_offices_of_a_title(title, expected):
    found = offices(f"قال {title}، سالم الراوي، كذا", "سالم الراوي", [title])
    assert [(role, of) for _, role, of in found] == expected


def test_whose_an_office_is_may_be_said_later():
    text = "قال وزير النقل سالم الراوي كذا ثم أضاف وزير النقل الروسي كذا"
    found = offices(text, "سالم الراوي", ["وزير النقل", "وزير النقل الروسي"])
    assert found == [("سالم الراوي", "وزير النقل", "روسيا")]


def test_a_dash_inside_an_envoys_title_is_no_word():
    text = "قال السفير ـ الليبي سالم الراوي كذا"
    assert offices(text, "سالم الراوي", ["السفير ـ الليبي"]) == [("سالم الراوي", "السفير", "ليبيا")]


@pytest.mark.parametrize("title", ["ambassador to Algeria", "special envoy to Algeria"])
def test_an_english_envoys_office_is_not_of_where_he_is_sent(title):
    text = f"Salem Rawi, {title}, said so."
    assert offices(text, "Salem Rawi", [title], ["Algeria"], "en") == [("Salem Rawi", title, "")]


@pytest.mark.parametrize(
    ("title", "role", "of"),
    [
        ("British ambassador to Yemen", "ambassador to Yemen", "United Kingdom"),
        ("U.S. envoy", "envoy", "United States"),
        ("Ghana's foreign minister", "foreign minister", "Ghana"),
        ("The prime minister", "prime minister", ""),
        ("spokeswoman for the Interior Ministry", "spokeswoman", "Interior Ministry"),
        ("minister for foreign affairs", "minister for foreign affairs", ""),
    ],
)
def test_whose_an_english_office_is_stands_before_it_or_after_its_preposition(title, role, of):
    assert offices(f"{title} Amy Rain said so.", "Amy Rain", [title], lang="en") == [("Amy Rain", role, of)]
