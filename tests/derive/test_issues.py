import pytest

from qawl.derive.issues import issue_of, nearness, phrase, topic
from qawl.lang import language
from qawl.types import Span


@pytest.mark.parametrize(
    ("content", "issue"),
    [
        ("بسحب القوات من الميناء، وأضاف كذا", "سحب القوات من الميناء"),
        ("بيان الوفد", "بيان الوفد"),
        ("لندن قصرت", "لندن قصرت"),
        ("قلقه من حشد القوات", "حشد القوات"),
        ("عن أسفها لسقوط الضحايا", "سقوط الضحايا"),
        ("قلق بلاده إزاء حشد القوات", "حشد القوات"),
        ("رفض المدينة حشد القوات", "رفض المدينة حشد القوات"),
        ("حشد القوات " + "الشمالية " * 9 + "في الميناء", "حشد القوات " + "الشمالية " * 8 + "الشمالية"),
        ("أنّ سحب القوات تأخر", "سحب القوات تأخر"),
        ('"سحب القوات" فوراً.', '"سحب القوات" فوراً'),
    ],
)
def test_what_is_at_issue(content, issue):
    text = f"طالب الوفد {content} وبدأ سحب القوات"
    span = issue_of(text, (Span(11, 11 + len(content)),), language("ar"))
    assert span.of(text).strip('"') == issue.strip('"')
    assert "\n" not in phrase(text, span)


def test_likeness_of_issues():
    assert nearness(topic("سحب القوات من الميناء"), topic("القوات وسحبها")) == 1
    assert nearness(topic("سحب القوات"), topic("رفع الرسوم")) == 0


def test_letters_written_on_are_told_by_the_texts_words_whatever_stands_around_them():
    for text, issue in [
        ("طالب بسحب القوات، السحب ممكن", "سحب القوات"),
        ("طالب بسحب القوات، فسحبُها ممكن", "سحب القوات"),
        ("طالب بسحب القوات. سحبها ممكن", "سحب القوات"),
        ("طالب بسحب القوات. انسحبوا", "بسحب القوات"),
    ]:
        start = text.index("بسحب")
        assert issue_of(text, (Span(start, start + len("بسحب القوات")),), language("ar")).of(text) == issue
