import pytest

from qawl.resolve.relative import with_antecedent
from tagged import said


def source(found, cue, content, given=""):
    text = found.text
    s = said(text, cue, content, source=given)
    return [span.of(text) for span in with_antecedent(s, found).source]


@pytest.mark.parametrize(
    ("text", "cue", "content", "noun"),
    [
        ("نفى أن التقارير التي تتحدث عن انسحاب صحيحة", "تتحدث", "عن انسحاب", "التقارير"),
        ("انتقد الخبراء الاقتصاديين، الذين حذروا من ركود", "حذروا", "من ركود", "الخبراء الاقتصاديين"),
        ("التقى الصيادين الذين قالوا إنهم سيعودون", "قالوا", "إنهم سيعودون", "الصيادين"),
        ("ندد بقرار المحكمة، والذي ألمح إلى تقصير", "ألمح", "إلى تقصير", "قرار المحكمة"),
        ("لا يلتزم بالاتفاق الذي ينص على الهدنة", "ينص", "على الهدنة", "الاتفاق"),
        ("رحب بقرار المحكمة، والتي ألمحت إلى تقصير", "ألمحت", "إلى تقصير", "المحكمة"),
    ],
)
def test_the_noun_before_its_pronoun_speaks(entities, text, cue, content, noun):
    assert source(entities(text), cue, content) == [noun]


def test_a_name_with_its_title_and_marks_speaks(entities):
    text = "رافق الوزير سالم الراوي الذي أعلن استقالته"
    named = entities(text, ("الوزير", "title"), ("سالم الراوي", "person"))
    assert source(named, "أعلن", "استقالته") == ["الوزير سالم الراوي"]
    text = "ذكرت «الفجر» التي نشرت خبره"
    assert source(entities(text, ("الفجر", "organization")), "نشرت", "خبره") == ["«الفجر»"]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("وعن التقارير التي وصفها بالكاذبة", "وصفها", "بالكاذبة"),  # an object
        ("وعن التقارير التي قال إنها كاذبة", "قال", "إنها كاذبة"),  # another's verb
        ("وعن المنظمة التي قالت إنها أفلست", "قالت", "إنها أفلست"),  # it may be spoken of
        ("وعن موضوع اللاجئين، الذي قال إن حله بعيد", "قال", "إن حله بعيد"),  # another noun's pronoun
        ("وعن الشجرة التي قالت بأن سقوطها قريب", "قالت", "بأن سقوطها قريب"),  # nobody who speaks
        ("ثم قال إن التقارير كاذبة", "قال", "إن التقارير كاذبة"),
    ],
)
def test_no_other_noun_speaks(entities, text, cue, content):
    assert source(entities(text), cue, content) == []


def test_a_source_that_was_found_stays(entities):
    text = "رحب بالتقارير التي نشرت المنظمة عن السيول"
    assert source(entities(text), "نشرت", "عن السيول", "المنظمة") == ["المنظمة"]
