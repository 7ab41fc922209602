import pytest

from qawl.lang import language
from qawl.resolve import with_titles
from qawl.types import Mention, Span


def titles(text, *mentions, lang="ar"):
    found = tuple(Mention(Span(text.index(form), text.index(form) + len(form)), kind) for form, kind in mentions)
    out = with_titles(text, found, language(lang))
    return [m.span.of(text) for m in out if m.kind == "title"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("قال وزير الخارجية سالم الراوي إن الجولة انتهت", "وزير الخارجية"),
        ("وأوضح نائب وزير الدفاع سالم الراوي الأمر", "نائب وزير الدفاع"),
        ("أبلغه الوزير أن مدير المكتب سالم الراوي غاب", "مدير المكتب"),
        ("قال رئيس مجلس النواب سالم الراوي كذا", "رئيس مجلس النواب"),
        ("قال سالم الراوي، المتحدث باسم الوفد، إن الجولة انتهت", "المتحدث باسم الوفد"),
        ("قال سالم الراوي، وهو مدير الميناء، إن الجولة انتهت", "مدير الميناء"),
    ],
)
def test_a_noun_of_office_beside_a_name_opens_its_title(text, title):
    assert titles(text, ("سالم الراوي", "person")) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "وصل سالم الراوي مساء",
        "قال الوزير، وسالم الراوي صامت",
        "غادر سالم الراوي، ثم عاد",
        "ومن المقرر أن يجتمع سالم الراوي",
        "قال مسؤول بعد لقاء جمع سالم الراوي بغيره",
    ],
)
def test_no_title_where_none_stands(text):
    assert titles(text, ("سالم الراوي", "person")) == []


def test_a_title_that_is_tagged_is_not_found_again():
    text = "قال وزير الخارجية الشمالي سالم الراوي كذا"
    assert titles(text, ("سالم الراوي", "person"), ("وزير الخارجية الشمالي", "title")) == ["وزير الخارجية الشمالي"]


def test_a_title_takes_in_the_body_between_it_and_the_name():
    text = "أعرب رئيس المكتب السياسي لحركة النهار، سالم الراوي، عن أسفه"
    found = titles(text, ("رئيس المكتب السياسي", "title"), ("حركة النهار", "organization"), ("سالم الراوي", "person"))
    assert found == ["رئيس المكتب السياسي لحركة النهار"]


def test_a_verb_between_office_and_name_is_no_title():
    assert titles("The minister met Tim Alder.", ("Tim Alder", "person"), lang="en") == []
    assert titles("So said Prime Minister Tim Alder.", ("Tim Alder", "person"), lang="en") == ["Prime Minister"]


def test_a_title_inside_another_is_the_name_s_own():
    text = "قال متحدث باسم مكتب الرئيس سالم الراوي كذا"
    assert titles(text, ("متحدث باسم مكتب الرئيس", "title"), ("سالم الراوي", "person")) == ["الرئيس"]
    text = "قال نائب الرئيس سالم الراوي كذا"
    assert titles(text, ("نائب الرئيس", "title"), ("سالم الراوي", "person")) == ["نائب الرئيس"]


@pytest.mark.parametrize(
    ("text", "tagged", "title"),
    [
        (
            "Amy Rain, a spokeswoman for the Harbour Office, left.",
            "a spokeswoman for the Harbour Office",
            "spokeswoman for the Harbour Office",
        ),
        ("Amy Rain, the UN special envoy for Yemen, left.", "", "UN special envoy for Yemen"),
        ("Amy Rain, Ghana's foreign minister, left.", "foreign minister", "Ghana's foreign minister"),
        ("Amy Rain, said lawyer Tim Alder.", "", "lawyer"),
    ],
)
def test_an_english_title_by_its_head(text, tagged, title):
    kinds = {"foreign minister": "title"}
    found = [("Amy Rain", "person")] + ([(tagged, kinds.get(tagged, "person"))] if tagged else [])
    found += [(name, kind) for name, kind in (("Ghana", "state"), ("Tim Alder", "person")) if name in text]
    assert titles(text, *found, lang="en") == [title]
