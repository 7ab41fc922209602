import numpy as np
import pytest

from qawl.lang import language
from qawl.segment import segment
from qawl.tag import Assembler, Cue, Tagged

ROLES = ("source", "content", "cue", "addressee", "channel", "occasion")
NAMES = ("O", *(f"{p}-{r}" for r in ROLES for p in "BIES"))


def draft(text, cue, lang="ar", **roles):
    """A draft made of tags that mark the given substrings (a leading - marks a prefixed word)."""
    segments = segment(text)
    words = segments.words
    tags, prefixed = np.zeros(len(words), np.int64), np.zeros(len(words), bool)

    def place(sub):
        a = text.index(sub)
        inside = [k for k, (x, y) in enumerate(words) if x < a + len(sub) and y > a]
        return inside[0], inside[-1] + 1

    for role, subs in roles.items():
        for sub in [subs] if isinstance(subs, str) else subs:
            a, b = place(sub)
            for k in range(a, b):
                kind = "S" if b - a == 1 else "B" if k == a else "E" if k == b - 1 else "I"
                tags[k] = NAMES.index(f"{kind}-{role}")
    a, b = place(cue)
    made = Cue(a, b, True, text[text.index(cue) - 1 : text.index(cue)].isalpha(), 3.0)
    tagged = Tagged(made, 0, tags, prefixed, np.zeros(12, np.float32), -0.1)
    found = Assembler(text, segments, NAMES, language(lang))(tagged)
    return found and {r: [s.of(text) for s in spans] for r, spans in found.spans.items()}


def test_the_conjunction_stays_outside_the_cue():
    assert draft("وأضاف الوزير أنّ الأمر انتهى", "أضاف", content="أنّ الأمر انتهى")["cue"] == ["أضاف"]


@pytest.mark.parametrize(
    ("text", "tagged", "want"),
    [
        ("قال إنّ الأمر انتهى.", "إنّ الأمر انتهى.", "إنّ الأمر انتهى"),
        ('قال: "انتهى الأمر".', '"انتهى الأمر', '"انتهى الأمر"'),
        ('قال: "انتهى الأمر".', 'انتهى الأمر"', '"انتهى الأمر"'),
        ('قال إنّه انتهى، "والباقي" لاحق', 'إنّه انتهى، "', "إنّه انتهى"),
    ],
)
def test_contents_have_whole_quotations_and_no_loose_punctuation(text, tagged, want):
    assert draft(text, "قال", content=tagged)["content"] == [want]


@pytest.mark.parametrize(
    ("word", "want"), [("فإنّ", "إنّ"), ("فقد", "قد"), ("والأمر", "الأمر"), ("وفاة", "وفاة"), ("وقف", "وقف"), ("في", "في")]
)
def test_a_conjunction_is_no_part_of_a_content(word, want):
    text = f"بحسب الوزير {word} كذا وكذا"
    assert draft(text, "بحسب", content=f"{word} كذا وكذا")["content"] == [f"{want} كذا وكذا"]


def test_a_content_ends_with_its_paragraph():
    text = "الوزير: لن نوقّع\nوصل الوفد أمس وقال الوزير"
    assert draft(text, "الوزير", content="لن نوقّع\nوصل الوفد")["content"] == ["لن نوقّع"]


def test_an_open_quotation_goes_on_in_the_next_paragraph():
    text = 'قال الوزير: "لن نوقّع.\nهذا موقفنا'
    assert draft(text, "قال", content='"لن نوقّع.\nهذا موقفنا')["content"] == ['"لن نوقّع', "هذا موقفنا"]


def test_crumbs_beside_a_content_are_dropped():
    text = "قال اليوم الوزير إنّ الأمر قد انتهى تماماً"
    assert draft(text, "قال", content=["اليوم", "إنّ الأمر قد انتهى"])["content"] == ["إنّ الأمر قد انتهى"]


def test_one_source_the_longest():
    text = "قال الوزير أمس إنّ الأمر انتهى وزير الخارجية سالم"
    assert draft(text, "قال", content="إنّ الأمر انتهى", source=["الوزير", "وزير الخارجية سالم"])["source"] == [
        "وزير الخارجية سالم"
    ]


def test_no_content_no_statement():
    assert draft("قال الوزير", "قال", source="الوزير") is None


@pytest.mark.parametrize(
    ("text", "cue", "tagged", "want"),
    [
        ("“We tried. We failed,” she said.", "said", "We failed,”", ["“We tried. We failed,”"]),
        ("He said: “We tried. We failed.”", "said", "“We tried.", ["“We tried. We failed.”"]),
        ("“We tried. She said we failed.”", "said", "we failed", ["we failed"]),
        ("“We tried. No, we failed,” she said.", "said", ["“We tried.", "No, we failed"], ["“We tried. No, we failed,”"]),
    ],
)
def test_a_quotation_is_said_whole_by_whoever_stands_outside(text, cue, tagged, want):
    assert draft(text, cue, content=tagged)["content"] == want


@pytest.mark.parametrize(("source", "want"), [("I’m", "I"), ("She's", "She"), ("he was tired", "he"), ("The heir", "The heir")])
def test_a_pronoun_alone_is_the_source(source, want):
    assert draft(f"{source} saying it is over", "saying", source=source, content="it is over", lang="en")["source"] == [want]
