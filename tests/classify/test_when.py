import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import texts
from qawl.classify import times, when
from qawl.types import Span, Statement

WEDNESDAY = "2022-01-12"


def span(text, part):
    return (Span(text.index(part), text.index(part) + len(part)),)


def statement(text, cue, content, **others):
    roles = {role: span(text, part) for role, part in others.items() if part}
    return Statement(
        id=cue,
        cue=span(text, cue) if cue else (),
        content=span(text, content),
        quotation="indirect",
        act="assert",
        **{"source": (), **roles},
    )


def said(text, *statements, published=WEDNESDAY, lang="ar"):
    return [s.time for s in when(text, statements, times(text, published, lang), published, lang)]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("أعلن الوزير أمس أنّ السدّ سيُغلق", "2022-01-11"),
        ("أعلن الوزير، في بيان صدر الاثنين الماضي، أنّ السدّ سيُغلق", "2022-01-10"),
        ("أعلن الوزير الأسبوع الماضي أنّ السدّ سيُغلق", "2022-W01"),
        ("أعلن الوزير في كانون الأول/ديسمبر أنّ السدّ سيُغلق", "2021-12"),
        ("أعلن الوزير عام 2019 أنّ السدّ سيُغلق", "2019"),
        ("أعلن الوزير مساء أمس أنّ السدّ سيُغلق", "2022-01-11"),
        ("أعلن الوزير أنّ السدّ سيُغلق", None),
        ("وأمس، أعلن الوزير أنّ السدّ سيُغلق", "2022-01-11"),
        ("وفي مؤتمر صحافي عقده أمس، أعلن الوزير أنّ السدّ سيُغلق", "2022-01-11"),
        ("وفي عام 2019، أعلن الوزير أنّ السدّ سيُغلق", "2019"),
        # what a sentence begins with holds for its verbs
        ("وفي كانون الأول، التقى الوزير وفداً وأعلن أنّ السدّ سيُغلق", "2021-12"),
        ("وفي 2019 أصدرت الوزارة تقريراً، وأعلن الوزير أنّ السدّ سيُغلق", "2019"),
        # another verb's time, an election's year, a relative clause, the day after tomorrow
        ("زار الوزير المدينة أمس، وأعلن أنّ السدّ سيُغلق", None),
        ("بالنظر إلى انتخابات عام 2019، أعلن الوزير أنّ السدّ سيُغلق", None),
        ("أعلن الوزير الذي زار المدينة أمس أنّ السدّ سيُغلق", None),
        ("أعلن الوزير، الذي كان يتحدث في المدينة أمس، أنّ السدّ سيُغلق", "2022-01-11"),
        ("أعلن الوزير قبل زيارته المقررة بعد غد أنّ السدّ سيُغلق", None),
        ("وأمس، انتهت زيارة الوفد الذي أعلن أنّ السدّ سيُغلق", None),
        ("بناء على تقرير اللجنة التي اجتمعت أمس، أعلن الوزير أنّ السدّ سيُغلق", None),
        ("ومنذ توليه الوزارة قبل سنتين، أعلن الوزير أنّ السدّ سيُغلق", None),
        ("اعتصم السكان في المدينة منذ أمس وأعلن الوزير أنّ السدّ سيُغلق", None),
    ],
)
def test_a_time_between_cue_and_content_or_in_front(text, want):
    assert said(text, statement(text, "أعلن", "أنّ السدّ سيُغلق", source="الوزير" if "أعلن الوزير" in text else "")) == [want]


def test_a_time_in_the_content_is_the_contents():
    text = "أعلن الوزير أنّ السدّ أُغلق أمس"
    assert said(text, statement(text, "أعلن", "أنّ السدّ أُغلق أمس", source="الوزير")) == [None]


def test_a_year_of_the_occasion():
    text = "وعد الرئيس أثناء حملته الانتخابية عام 2019 بإغلاق السدّ"
    assert said(text, statement(text, "وعد", "بإغلاق السدّ", occasion="أثناء حملته الانتخابية عام 2019")) == ["2019"]


def test_a_time_behind_a_clause_put_in_is_the_verbs():
    text = "قالت الوزيرة، التي دعت إلى الحوار، أمس: «السدّ سيُغلق»"
    assert said(text, statement(text, "قالت", "«السدّ سيُغلق»"), statement(text, "دعت", "إلى الحوار")) == ["2022-01-11", None]


def test_a_day_is_better_than_a_month():
    text = "قالت رئيسة المجلس لشهر يناير الجاري، في مؤتمر صحفي الاثنين، إنّ الجلسة أُجّلت"
    assert said(text, statement(text, "قالت", "إنّ الجلسة أُجّلت")) == ["2022-01-10"]


def test_a_cue_behind_its_content():
    text = "أُغلق السدّ، بحسب ما أفادت وكالة الأنباء، أمس، فيما تجمّع الناس"
    assert said(text, statement(text, "بحسب ما أفادت", "أُغلق السدّ", source="وكالة الأنباء")) == ["2022-01-11"]


def test_a_time_behind_the_content():
    text = "أدان الحزب إغلاق السدّ، في بيان صدر أمس"
    assert said(text, statement(text, "أدان", "إغلاق السدّ", channel="في بيان")) == ["2022-01-11"]
    text = "ومنذ تولّى الرئيس الذي توعد بإغلاق السدّ، الحكم أمس، نفد الماء"
    assert said(text, statement(text, "توعد", "بإغلاق السدّ")) == [None]
    text = "أدان الحزب إغلاق السدّ، لكن الحكومة اجتمعت أمس"
    assert said(text, statement(text, "أدان", "إغلاق السدّ")) == [None]


def test_the_next_cue_has_not_the_time_of_the_one_before():
    text = "قال الوزير أمس إنّ السدّ أُغلق، مضيفاً أنّ الماء نفد"
    assert said(text, statement(text, "قال", "إنّ السدّ أُغلق"), statement(text, "مضيفاً", "أنّ الماء نفد")) == ["2022-01-11", None]


def test_a_time_in_a_content_is_the_nested_statements():
    text = "ذكرت الوزارة أنّ العاصمة دعت أمس إلى الحوار"
    outer, inner = statement(text, "ذكرت", "أنّ العاصمة دعت أمس إلى الحوار"), statement(text, "دعت", "إلى الحوار")
    assert said(text, outer, inner) == [None, "2022-01-11"]


def test_a_sentence_about_what_was_just_said():
    text = "أكد الرئيس ضرورة الحوار. جاء ذلك لدى استقباله الوفد، أمس الثلاثاء."
    assert said(text, statement(text, "أكد", "ضرورة الحوار")) == ["2022-01-11"]
    text = "أكد الرئيس ضرورة الحوار. وجاء ذلك خلال زيارته المدينة أمس، بحسب الوكالة."
    both = statement(text, "أكد", "ضرورة الحوار"), statement(text, "بحسب", "وجاء ذلك خلال زيارته المدينة أمس", source="الوكالة")
    assert said(text, *both) == ["2022-01-11", None]
    text = "أكد الرئيس ضرورة الحوار. جاء ذلك بعد وصول الوفد، أمس الثلاثاء."
    assert said(text, statement(text, "أكد", "ضرورة الحوار")) == [None]
    text = "أكد الرئيس ضرورة الحوار. ووصل الوفد أمس الثلاثاء."
    assert said(text, statement(text, "أكد", "ضرورة الحوار")) == [None]


def test_the_date_in_a_posts_byline():
    text = "سنعود قريباً #عودة\n— سامي (@sami) January 3, 2022"
    assert said(text, statement(text, "", "سنعود قريباً #عودة")) == ["2022-01-03"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The minister said Tuesday that the dam is closed.", "2022-01-11"),
        ("The minister said in an interview on Tuesday that the dam is closed.", "2022-01-11"),
        ("Late last year, the minister said that the dam is closed.", "2021"),
        ("The minister, in a speech on Monday, said that the dam is closed.", "2022-01-10"),
        ("The minister, who resigned on Monday, said that the dam is closed.", None),
        ("The minister said that the dam is closed.", None),
    ],
)
def test_english(text, want):
    source = "the minister" if "the minister" in text else "The minister"
    assert said(text, statement(text, "said", "that the dam is closed", source=source), lang="en") == [want]


def test_without_publication_only_absolute_dates():
    text = "قال الوزير أمس إنّ السدّ أُغلق. وأعلن الحزب في 3 مارس 2019 أنّ الماء نفد."
    both = statement(text, "قال", "إنّ السدّ أُغلق"), statement(text, "أعلن", "أنّ الماء نفد")
    assert said(text, *both, published=None) == [None, "2019-03-03"]


def test_many_statements_and_times_in_one_sentence_take_linear_time():
    text = "قال أمس إنّ " * 10_000
    each = len("قال أمس إنّ ")
    statements = tuple(
        Statement(id=str(k), source=(), cue=(Span(k, k + 3),), content=(Span(k + 8, k + 11),), quotation="indirect", act="assert")
        for k in range(0, len(text), each)
    )
    found = times(text, WEDNESDAY, "ar")
    start = time.process_time()
    assert {s.time for s in when(text, statements, found, WEDNESDAY, "ar")} == {"2022-01-11"}
    assert time.process_time() - start < 20


@given(texts(), st.lists(st.integers(0, 60), min_size=4, max_size=24), st.sampled_from([None, "2022", WEDNESDAY]))
def test_any_statements_keep_all_but_their_time(text, places, published):
    text += " قال أمس 3 مايو 2010"
    bounds = sorted({min(p, len(text)) for p in places})
    spans = [Span(a, b) for a, b in pairwise(bounds)]
    statements = tuple(
        Statement(id=str(k), source=(), cue=(a,) if k % 3 else (), content=(b,), quotation="indirect", act="assert")
        for k, (a, b) in enumerate(pairwise(spans))
    )
    dated = when(text, statements, times(text, published, "ar"), published, "ar")
    assert [(s.id, s.cue, s.content) for s in dated] == [(s.id, s.cue, s.content) for s in statements]
    assert all(s.time is None or s.time[:4].isdecimal() for s in dated)
