import pytest

from qawl.resolve.cluster import Cluster
from qawl.types import Span


def names(found):
    return [c.name for c in found.clusters]


def test_a_surname_is_the_full_name_wherever_it_stands(entities):
    text = "الراوي غاضب. قال سالم الراوي إنه غاضب، وخرج الراوي"
    found = entities(text, ("الراوي", "person"), ("سالم الراوي", "person"), ("الراوي", "person"))
    assert names(found) == ["سالم الراوي"]
    assert len(found.clusters[0].spans) == 3


def test_two_persons_of_one_surname_stay_two_and_the_surname_is_the_latest(entities):
    text = "قال سالم الراوي كذا وقالت ليلى الراوي كذا ثم خرجت الراوي"
    found = entities(text, ("سالم الراوي", "person"), ("ليلى الراوي", "person"), ("الراوي", "person"))
    assert names(found) == ["سالم الراوي", "ليلى الراوي"]
    assert [len(c.spans) for c in found.clusters] == [1, 2]


def test_spellings_of_a_name_are_one(entities):
    text = "وصل ألكسندر غروشكو ثم غادر جروشكو"
    assert names(entities(text, ("ألكسندر غروشكو", "person"), ("جروشكو", "person"))) == ["ألكسندر غروشكو"]
    text = "وصل عبدالله الحامد ثم غادر عبد الله الحامد"
    assert len(entities(text, ("عبدالله الحامد", "person"), ("عبد الله الحامد", "person")).clusters) == 1


def test_a_capital_and_another_spelling_are_their_state(entities):
    text = "ردت واشنطن على موسكو، وقالت أميركا إن روسيا تأخرت"
    found = entities(text, ("واشنطن", "state"), ("موسكو", "state"), ("أميركا", "state"), ("روسيا", "state"))
    assert names(found) == ["الولايات المتحدة", "روسيا"]
    assert [c.party.key for c in found.clusters] == ["state:US", "state:RU"]


def test_a_body_is_shortened_to_its_head_or_its_proper_name(entities):
    text = "أعلنت حركة النهار كذا. وقالت الحركة إن النهار باقية"
    assert names(entities(text, ("حركة النهار", "organization"), ("الحركة", "organization"), ("النهار", "organization"))) == [
        "حركة النهار"
    ]
    text = "قالت صحيفة «المدى» اللبنانية كذا وأضافت المدى كذا"
    assert len(entities(text, ("صحيفة «المدى» اللبنانية", "organization"), ("المدى", "organization")).clusters) == 1


def test_a_ministry_is_not_another_states(entities):
    text = "قالت وزارة الخارجية الروسية كذا وردت وزارة الخارجية التركية ثم قالت الخارجية الروسية كذا"
    found = entities(
        text,
        ("وزارة الخارجية الروسية", "organization"),
        ("وزارة الخارجية التركية", "organization"),
        ("الخارجية الروسية", "organization"),
    )
    assert [len(c.spans) for c in found.clusters] == [2, 1]


def test_words_that_refer_back_name_nobody(entities):
    assert not entities("عاد إلى بلاده ثم إلى حزبه", ("بلاده", "state"), ("حزبه", "organization")).clusters


def test_titles_belong_to_the_name_beside_them(entities):
    text = "قال وزير النقل سالم الراوي كذا. وحضر هادي نور، مدير الميناء، الحفل"
    found = entities(text, ("وزير النقل", "title"), ("سالم الراوي", "person"), ("هادي نور", "person"), ("مدير الميناء", "title"))
    assert found.bearer_of("وزير النقل", len(text)).name == "سالم الراوي"
    assert found.bearer_of("مدير الميناء", len(text)).name == "هادي نور"
    assert found.bearer_of("قائد الشرطة", len(text)) is None


def test_a_party_on_record_can_be_named_by_what_was_not_tagged(entities):
    found = entities("قالت موسكو كذا")
    assert found.by_name("موسكو").name == "روسيا"
    assert found.by_name("مدينة بعيدة") is None


def test_quotation_marks_are_no_part_of_a_name(entities):
    text = 'قالت حركة "النهار" كذا'
    assert names(entities(text, ('حركة "النهار"', "organization"))) == ["حركة النهار"]


def test_a_latin_form_is_the_arabic_name(entities):
    text = "كتب سالم الراوي (Salem al-Rawi) كذا"
    assert names(entities(text, ("سالم الراوي", "person"), ("Salem al-Rawi", "person"))) == ["سالم الراوي"]


def test_a_party_that_was_not_tagged_is_listed_once_it_speaks_and_only_once(entities):
    text = "قالت موسكو كذا ثم قالت موسكو كذا"
    found = entities(text)
    russia = found.by_name("موسكو")
    assert found.clusters == []
    for at in (text.index("موسكو"), text.rindex("موسكو")):
        found.adopt(russia, Span(at, at + 5))
    assert names(found) == ["روسيا"]


def test_whose_name_refers_back_is_never_listed(entities):
    text = "عرضت حكومته كذا"
    found = entities(text)
    found.adopt(Cluster("organization", "حكومته", description=True), Span(5, 11))
    assert found.clusters == []


def test_demonstratives_and_fused_articles_are_no_part_of_a_name(entities):
    text = "نسب للتنظيم كذا ثم نفت تلك الحركة كذا"
    assert names(entities(text, ("للتنظيم", "organization"), ("تلك الحركة", "organization"))) == ["التنظيم", "الحركة"]


def test_a_people_is_its_state(entities):
    text = "يأمل الروس وروسيا كذا"
    assert names(entities(text, ("الروس", "state"), ("روسيا", "state"))) == ["روسيا"]


def test_a_name_in_two_pieces_is_one(entities):
    text = "قال سالم الراوي كذا"
    assert names(entities(text, ("سالم", "person"), ("الراوي", "person"))) == ["سالم الراوي"]


def test_within_a_source_a_title_follows_a_name_without_a_comma(entities):
    text = "استقبل سالم الراوي وزير التجارة"
    found = (("سالم الراوي", "person"), ("وزير التجارة", "title"))
    held = lambda e: [t for c in e.clusters for t in c.title_spans]  # noqa: E731
    assert held(entities(text, *found)) == []  # he receives the minister
    assert held(entities(text, *found, sources=["سالم الراوي وزير التجارة"])) != []


def test_a_usual_name_is_spelled_as_the_text_spells_it(entities):
    text = "قالت وزارة الخارجية الأمريكية كذا ثم قالت الخارجية الأميركية كذا"
    found = entities(text, ("وزارة الخارجية الأمريكية", "organization"), ("الخارجية الأميركية", "organization"))
    assert names(found) == ["وزارة الخارجية الأمريكية"]


def test_whose_a_title_is_that_governs_the_name_after_it(entities):
    text = "قال محامي سالم الراوي، هادي نور، كذا"
    found = entities(text, ("محامي", "title"), ("سالم الراوي", "person"), ("هادي نور", "person"))
    assert [c.name for c in found.clusters if c.titles] == ["هادي نور"]


@pytest.mark.parametrize("rank", ["لواء", "عقيد", "مهندس"])
def test_a_rank_without_article_governs_no_name(entities, rank):
    found = entities(f"التقى {rank} أحمد جمال، خالد النجار", (rank, "title"), ("أحمد جمال", "person"), ("خالد النجار", "person"))
    assert [c.name for c in found.clusters if c.titles] == ["أحمد جمال"]


def test_who_is_something_bears_that_title(entities):
    text = "حضر سالم الراوي، وهو مدير الميناء، الحفل"
    found = entities(text, ("سالم الراوي", "person"), ("مدير الميناء", "title"))
    assert found.bearer_of("مدير الميناء", len(text)).name == "سالم الراوي"


def test_a_title_alone_is_its_bearers_in_other_words(entities):
    text = "حضر الأمين العام لحلف النهار، سالم الراوي، ورئيس حزب النهار، هادي نور"
    title, leader = "الأمين العام لحلف النهار", "رئيس حزب النهار"
    found = entities(text, (title, "title"), ("سالم الراوي", "person"), (leader, "title"), ("هادي نور", "person"))
    assert found.bearer_of("الأمين العام للحلف", len(text)).name == "سالم الراوي"
    assert found.bearer_of("رئيس الحزب", len(text)).name == "هادي نور"


def test_a_surname_is_whoevers_who_is_named_twice_as_often(entities):
    text = "Ann Rain came, Ann Rain sat, Tim Rain left. Rain spoke."
    found = entities(text, *[("Ann Rain", "person")] * 2, ("Tim Rain", "person"), ("Rain", "person"), lang="en")
    assert [(c.name, len(c.spans)) for c in found.clusters] == [("Ann Rain", 3), ("Tim Rain", 1)]


@pytest.mark.parametrize(("form", "name"), [("Congress", "Congress"), ("New York Times", "The New York Times")])
def test_a_body_has_the_name_that_the_text_gives_it(entities, form, name):
    assert names(entities(f"The {form} wrote.", (form, "organization"), lang="en")) == [name]


def test_who_holds_one_office_is_not_meant_by_another(entities):
    text = "قال وزير النقل سالم الراوي كذا. وردت ليلى حداد"
    found = entities(text, ("وزير النقل", "title"), ("سالم الراوي", "person"), ("ليلى حداد", "person"))
    minister, other = found.clusters
    assert [found.holds_another(minister, head) for head in ("سفير", "وزير", "مسوول")] == [True, False, False]
    assert not found.holds_another(other, "سفير")


@pytest.mark.parametrize(
    ("title", "head", "another"),
    [
        ("الدكتور", "وزير", False),
        ("نظيره الليبي", "وزير", False),
        ("محرر الأخبار", "وزير", True),
        ("العاهل", "ملك", False),
        ("الناطق باسم الوفد", "متحدث", False),
        ("وزير النقل", "متحدث", True),
        ("مدير الشركة", "قاضي", True),
        ("وزيرة النقل", "وزير", False),
        ("وزيرة النقل", "سفير", True),
    ],
)
def test_an_honour_and_an_office_in_other_words_are_no_other_office(entities, title, head, another):
    found = entities(f"قال {title} سالم الراوي كذا", (title, "title"), ("سالم الراوي", "person"))
    assert found.holds_another(found.clusters[0], head) is another


def test_the_leader_of_a_party_is_its_head(entities):
    found = entities("قال زعيم حزب النهار سالم الراوي كذا", ("زعيم حزب النهار", "title"), ("سالم الراوي", "person"))
    assert found.bearer_of("رئيس حزب النهار", 40) is found.clusters[0]


@pytest.mark.parametrize(("handle", "people"), [("@RealTimAlder", ["Tim Alder"]), ("@harbour", ["Tim Alder", "@harbour"])])
def test_an_account_with_a_persons_whole_name_is_theirs(entities, handle, people):
    assert names(entities(f"Tim Alder wrote, {handle} says.", ("Tim Alder", "person"), (handle, "person"), lang="en")) == people


@pytest.mark.parametrize(("form", "bodies"), [("HRC", ["Harbour Rescue Corps"]), ("HRD", ["Harbour Rescue Corps", "HRD"])])
def test_initials_are_their_body(entities, form, bodies):
    text = f"The Harbour Rescue Corps left. The {form} denied it."
    assert names(entities(text, ("Harbour Rescue Corps", "organization"), (form, "organization"), lang="en")) == bodies


def test_an_english_body_is_found_by_the_noun_at_its_end(entities):
    found = entities("Amy Rain joined Harbour Office.", ("Harbour Office", "organization"), lang="en")
    assert [c.name for c in found.headed("office")] == ["Harbour Office"]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("منظمة السهل الأخضر (سهل)", "منظمة السهل الأخضر"),
        ("وكالة السهل الأخضر SGA", "وكالة السهل الأخضر"),
        ("حركة حماس", "حركة حماس"),
        ("لجنة المياه التابعة لوزارة الزراعة", "لجنة المياه"),
        ("جامعة كولومبيا الأميركية", "جامعة كولومبيا"),
    ],
)
def test_a_body_is_called_by_its_name_alone(entities, form, name):
    assert names(entities(f"أعلنت {form} ذلك", (form, "organization"))) == [name]
