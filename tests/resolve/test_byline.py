import pytest

from qawl.resolve.byline import with_byline
from tagged import said

NAMED = [("سالم الراوي", "person")]
TITLED = [("وزير النقل", "title"), *NAMED]


def source(found, content, quotation="direct", cue=""):
    text = found.text
    s = said(text, cue, content, quotation=quotation)
    return [span.of(text) for span in with_byline(s, found).source]


@pytest.mark.parametrize(
    ("text", "mentions", "speaker"),
    [
        ("«الطريق آمن»\nسالم الراوي، وزير النقل\nوبدأ العمل", [*NAMED, ("وزير النقل", "title")], "سالم الراوي، وزير النقل"),
        ("«الطريق آمن» وزير النقل سالم الراوي في مقابلة", TITLED, "وزير النقل سالم الراوي"),
        ("«الطريق آمن».. وزير النقل يطمئن الناس", [("وزير النقل", "title")], "وزير النقل"),
        ("«الطريق آمن» - سالم الراوي", NAMED, "سالم الراوي"),
    ],
)
def test_who_stands_behind_a_quotation_said_it(entities, text, mentions, speaker):
    assert source(entities(text, *mentions), "«الطريق آمن»") == [speaker]


@pytest.mark.parametrize("between", ["\n", ". "])
def test_a_sentence_of_its_own_is_no_byline(entities, between):
    text = f"«الطريق آمن»{between}سالم الراوي وزير النقل منذ عامين."
    assert source(entities(text, *NAMED), "«الطريق آمن»") == []


def test_a_body_or_a_name_further_on_did_not_say_it(entities):
    text = "«الطريق آمن» المرفأ يستقبل السفن، بحضور سالم الراوي"
    assert source(entities(text, ("المرفأ", "organization"), *NAMED), "«الطريق آمن»") == []


def test_what_has_a_cue_or_no_quotation_needs_no_byline(entities):
    text = "وأضاف «الطريق آمن» سالم الراوي"
    assert source(entities(text, *NAMED), "«الطريق آمن»", cue="أضاف") == []
    assert source(entities(text, *NAMED), "«الطريق آمن»", "indirect") == []
