import pytest

from qawl.resolve.joint import parts_of
from qawl.resolve.sources import read
from qawl.types import Span, Statement

PEOPLE = {
    "سالم الراوي": "person",
    "هادي نور": "person",
    "ليلى حداد": "person",
    "لجنة النهر": "organization",
    "حركة الفجر": "organization",
    "إيران": "state",
    "الأردن": "state",
}


def joint(entities, words):
    text = f"قال {words} كذا"
    found = sorted(((n, k) for n, k in PEOPLE.items() if n in text), key=lambda n: text.index(n[0]))
    span = (Span(4, 4 + len(words)),)
    s = Statement(id="s", source=span, cue=(Span(0, 3),), content=(Span(0, 1),), quotation="indirect", act="assert")
    return [p if isinstance(p, str) else p.name for p in read(s, entities(text, *found)).joint]


@pytest.mark.parametrize(
    "words",
    [
        "سالم الراوي، مندوب الأردن ورئيس لجنة النهر",
        "سالم الراوي أستاذ الهندسة وعضو لجنة النهر",
        "القيادي في حركة الفجر وعضو لجنة النهر سالم الراوي",
    ],
)
def test_one_man_of_two_offices_is_not_joint(entities, words):
    assert joint(entities, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "قادة إيران والأردن",
        "أحزاب كثيرة، بينها حركة الفجر ولجنة النهر",
        "اللجنة التي يقودها سالم الراوي وهادي نور",
    ],
)
def test_names_within_one_description_are_not_joint(entities, words):
    assert joint(entities, words) == []


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("الوزير سالم الراوي ونظيره الأردني هادي نور", ["سالم الراوي", "هادي نور"]),
        ("الوزيرة، ليلى حداد، ورئيس لجنة النهر، هادي نور", ["ليلى حداد", "هادي نور"]),
        ("عضوا الوفد، سالم الراوي وهادي نور", ["سالم الراوي", "هادي نور"]),
        ("سالم الراوي ومسؤولون في لجنة النهر", ["سالم الراوي", "مسؤولون في لجنة النهر"]),
        ("حركة الفجر وسائر الفصائل", ["حركة الفجر", "سائر الفصائل"]),
    ],
)
def test_what_and_joins_is_several(entities, words, parties):
    assert joint(entities, words) == parties


def test_an_office_among_joint_speakers_is_its_holder(entities):
    text = "استقبل رئيس لجنة النهر هادي نور الوفد. وقالت حركة الفجر ورئيس لجنة النهر كذا"
    e = entities(text, ("رئيس لجنة النهر", "title"), ("هادي نور", "person"), ("حركة الفجر", "organization"))
    span = (Span(text.index("حركة"), text.index(" كذا")),)
    cue = (Span(text.index("قالت"), text.index("قالت") + 4),)
    found = read(Statement(id="s", source=span, cue=cue, content=(Span(0, 1),), quotation="indirect", act="assert"), e)
    assert [p.name for p in found.joint] == ["حركة الفجر", "هادي نور"]


def test_a_source_of_one_party_has_no_parts(entities):
    assert parts_of(Span(0, 11), "سالم", [], entities("سالم الراوي")) == ()


def test_an_office_and_its_holder_are_one_of_joint_speakers(entities):
    text = "The mayor of Rome, Anne Stone, and Tim Alder said so."
    people = (("mayor of Rome", "title"), ("Anne Stone", "person"), ("Tim Alder", "person"))
    e = entities(text, *people, lang="en")
    at = Span(text.index("The mayor"), text.index(" said"))
    s = Statement(
        id="s", source=(at,), cue=(Span(at.end + 1, at.end + 5),), content=(Span(0, 1),), quotation="indirect", act="assert"
    )
    assert [p if isinstance(p, str) else p.name for p in read(s, e).joint] == ["Anne Stone", "Tim Alder"]
