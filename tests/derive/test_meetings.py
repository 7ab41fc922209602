import cProfile

import pytest

from qawl.classify import times
from qawl.derive.meeting_filter import Weights
from qawl.derive.meeting_words import lexicon
from qawl.derive.meetings import meetings
from qawl.lang import language, languages
from qawl.parties import Parties
from qawl.types import Entity, Mention, Span, Statement

PEOPLE = {
    "كريم نادر": ("person", "كريم نادر", "نادر"),
    "لوسيا بيريز": ("person", "لوسيا بيريز", "بيريز"),
    "باولو فيردي": ("person", "باولو فيردي"),
    "إسبانيا": ("state", "إسبانيا", "مدريد"),
    "الجزائر": ("state", "الجزائر"),
    "Karim Nadder": ("person", "Karim Nadder", "Nadder"),
    "Lucia Perez": ("person", "Lucia Perez", "Perez"),
    "Spain": ("state", "Spain", "Madrid"),
    "Algeria": ("state", "Algeria"),
}


def found(text, code="ar", published="2021-03-10", statements=(), titles=(), weights=None):
    entities = []
    for name, (kind, *aliases) in PEOPLE.items():
        spans = set()
        for alias in (*aliases, *titles):
            at = text.find(alias)
            while at >= 0 and alias in aliases:
                if not any(s.start <= at < s.end for s in spans):
                    spans.add(Span(at, at + len(alias)))
                at = text.find(alias, at + 1)
        if spans:
            entities.append(Entity(name, kind, mentions=tuple(sorted(spans))))
    mentions = tuple(Mention(Span(text.find(t), text.find(t) + len(t)), "title") for t in titles)
    dated = times(text, published, code)
    return meetings(text, statements, tuple(entities), dated, mentions, language(code), Parties.shipped(), published, weights)


ARTICLE = (
    "التقى وزير الخارجية الجزائري كريم نادر نظيرته الإسبانية لوسيا بيريز في جنيف يوم الاثنين لبحث ملف الغاز.\n"
    "وسيزور نادر مدريد الأسبوع المقبل، بحسب متحدث. وقد تأجلت القمة المقررة بين إسبانيا والجزائر.\n"
    "وأجرى نادر اتصالا هاتفيا مع رئيس الوزراء الإيطالي باولو فيردي الجمعة. وألغيت زيارة بيريز إلى وهران."
)


def test_an_articles_meetings_have_name_date_place_status_and_parties():
    got = [(m.name, m.date, m.place, m.status, m.parties) for m in found(ARTICLE)]
    assert got == [
        ("لقاء نادر وبيريز في جنيف", "2021-03-08", "جنيف", "held", ("الجزائر", "إسبانيا")),
        ("زيارة نادر إلى مدريد", "2021-W11", "مدريد", "planned", ("الجزائر", "إسبانيا")),
        ("القمة المقررة بين إسبانيا والجزائر", None, None, "postponed", ("إسبانيا", "الجزائر")),
        ("اتصال نادر بفيردي", "2021-03-05", None, "held", ("الجزائر", "إيطاليا")),
        ("زيارة بيريز إلى وهران", None, None, "cancelled", ("إسبانيا",)),
    ]


def test_delegates_are_persons_and_evidence_is_the_clause():
    first = found(ARTICLE)[0]
    assert first.delegates == ("كريم نادر", "لوسيا بيريز")
    assert first.evidence.of(ARTICLE) == "التقى وزير الخارجية الجزائري كريم نادر نظيرته الإسبانية لوسيا بيريز في جنيف يوم الاثنين"


def test_words_that_refer_back_are_the_same_meeting():
    text = "التقى كريم نادر لوسيا بيريز في جنيف. وتناول اللقاء ملف الغاز، ووصف نادر الاجتماع بأنه مثمر."
    assert len(found(text)) == 1


def test_a_headline_and_its_sentence_are_one_meeting_shown_by_the_sentence():
    text = "نادر يلتقي بيريز في جنيف\nأعلنت الوزارة أن كريم نادر سيلتقي الاثنين المقبل في جنيف لوسيا بيريز لبحث الغاز."
    (meeting,) = found(text)
    assert (meeting.status, meeting.date) == ("planned", "2021-03-15")
    assert meeting.evidence.start > text.index("\n")


def test_meetings_with_others_are_others():
    text = "التقى كريم نادر لوسيا بيريز في جنيف الاثنين. والتقى نادر باولو فيردي في روما الثلاثاء."
    assert [m.place for m in found(text)] == ["جنيف", "روما"]


@pytest.mark.parametrize(("where", "place"), [("المصرية القاهرة", "القاهرة"), ("الروسية", "العاصمة الروسية")])
def test_a_capital_named_by_its_states_adjective(where, place):
    text = f"التقى كريم نادر لوسيا بيريز في العاصمة {where} يوم الاثنين."
    assert [m.place for m in found(text)] == [place]


def test_institutions_and_topics_are_none():
    assert not found("أعلنت وزارة الاتصالات أن المجتمع الدولي قلق على مواقع التواصل الاجتماعي. في المقابل، رفضت الشركة.")
    assert not found("تراجعت فرص استئناف المفاوضات، ولا مستقبل للحوار.")


def test_a_press_conference_has_its_speaker():
    text = "قالت لوسيا بيريز خلال مؤتمر صحفي مشترك مع كريم نادر في مدريد إن الاتفاق قريب."
    cue, source = Span(0, 4), Span(5, 16)
    content = Span(text.index("إن "), len(text) - 1)
    said = Statement("s1", (source,), (cue,), (content,), "indirect", "assert", speaker="لوسيا بيريز")
    (meeting,) = found(text, statements=(said,))
    assert meeting.name.startswith("مؤتمر صحفي")
    assert set(meeting.delegates) == {"لوسيا بيريز", "كريم نادر"}


def test_english():
    text = (
        "Foreign Minister Karim Nadder met his Spanish counterpart Lucia Perez in Geneva on Monday to discuss gas. "
        "Nadder will visit Madrid next week, a spokesman said. The planned summit between Spain and Algeria was postponed."
    )
    got = [(m.name, m.date, m.place, m.status) for m in found(text, "en")]
    assert got == [
        ("Nadder meeting with Perez in Geneva", "2021-03-08", "Geneva", "held"),
        ("Nadder visit to Madrid", "2021-W11", "Madrid", "planned"),
        ("summit between Spain and Algeria", None, None, "postponed"),
    ]


def test_spans_lie_in_the_text_and_names_are_words():
    for text in (ARTICLE, "اجتماع", "لقاء", '"اجتماع', "اجتماع مع", "في لقاء في", ""):
        for m in found(text):
            assert 0 <= m.evidence.start < m.evidence.end <= len(text)
            assert m.name.strip() == m.name != ""


@pytest.mark.parametrize("code", languages())
def test_language_data_loads(code):
    words = lexicon(code)
    assert words is None or words.forms


@pytest.mark.parametrize("unit", ["اجتماع ", "اجتماع، ", "التقى نادر بيريز في جنيف الاثنين ", '"', "عقد ", "لقاء في "])
def test_work_is_linear(unit):
    def calls(n):
        text = unit * (n // len(unit))
        profile = cProfile.Profile()
        profile.runcall(meetings, text, (), (), (), (), language("ar"), Parties.shipped(), None)
        return sum(entry.callcount for entry in profile.getstats())

    calls(200)
    assert calls(20_000) < 15 * max(calls(2_000), 1_000)


def test_one_told_in_full_twice_is_listed_once():
    text = (
        "عقدت إسبانيا والجزائر محادثات في جنيف يوم 8 مارس. ولم يتحدث أحد إلى الصحفيين.\n"
        "وكان باولو فيردي قد زار كريم نادر. وشهدت المدينة في 8 مارس اجتماعا بين الجزائر وإسبانيا في جنيف."
    )
    assert sum(m.place == "جنيف" for m in found(text)) == 1


def test_words_of_its_own_make_another_meeting():
    text = "عقدت إسبانيا والجزائر محادثات في جنيف. وعقدت جلسة الحوار الافتتاحية في المساء."
    assert len(found(text)) == 2


@pytest.mark.parametrize("clause", ["عقده نادر", "جمعه بوفد من الخبراء", "شهدته المدينة"])
def test_a_name_ends_before_a_clause_without_a_pronoun(clause):
    assert [m.name for m in found(f"وقال كريم نادر ذلك في مؤتمر صحفي {clause} أمس الأحد.")] == ["مؤتمر صحفي"]


def test_a_name_ends_before_a_predicate_and_a_preposition():
    names = [
        m.name for m in found("عقد كريم نادر مؤتمرا صحفيا في جنيف. وكانت المحادثات الثنائية بين نادر وبيريز صريحة في الاثنين.")
    ]
    assert not any(n.endswith((" في", " صريحة")) for n in names)


@pytest.mark.parametrize(
    "text",
    [
        "عقدت الجزائر اجتماعاً يوم الثلاثاء برئاسة كريم نادر. وعقدت الجزائر اجتماعاً آخر يوم الثلاثاء مع النقابات.",
        "عقدت لوسيا بيريز اجتماعاً يوم الثلاثاء مع الأطباء. وشهدت المدينة يوم الثلاثاء اجتماعاً طارئاً حول المياه.",
    ],
)
def test_another_meeting_or_one_without_people_is_not_that_of_its_day(text):
    assert len(found(text)) == 2


def test_what_is_cancelled_is_what_the_verb_is_about():
    status = {
        text: [m.status for m in found(text)]
        for text in ("ألغت المحكمة حكماً بعد اجتماع القضاة.", "تأجلت القمة بين إسبانيا والجزائر.")
    }
    assert list(status.values()) == [["held"], ["postponed"]]


def test_what_was_put_off_is_filtered_too():
    off = Weights(bias=-9, least=0.45, weights={})
    assert found("ألغيت زيارة لوسيا بيريز إلى وهران.") and not found("ألغيت زيارة لوسيا بيريز إلى وهران.", weights=off)
