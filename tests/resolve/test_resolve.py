from qawl.lang import language
from qawl.resolve import resolve
from qawl.types import Span, Statement


def speakers(text, *rows, lang="ar"):
    made = []
    for n, (source, cue) in enumerate(rows):
        at = lambda sub: (Span(text.index(sub), text.index(sub) + len(sub)),) if sub else ()  # noqa: E731
        made.append(
            Statement(id=str(n), source=at(source), cue=at(cue), content=(Span(0, 1),), quotation="indirect", act="assert")
        )
    return [(s.speaker, s.speaker_kind) for s in resolve(text, tuple(made), language(lang))]


def test_a_dropped_subject_is_the_last_speaker():
    text = "قال الوزير سالم الراوي كذا وأضاف كذا"
    assert speakers(text, ("الوزير سالم الراوي", "قال"), ("", "أضاف")) == [("الوزير سالم الراوي", "person")] * 2


def test_part_of_an_earlier_name_is_that_name():
    text = "قال الوزير سالم الراوي كذا. أكد الراوي كذا"
    assert speakers(text, ("الوزير سالم الراوي", "قال"), ("الراوي كذا"[:6], "أكد"))[1][0] == "الوزير سالم الراوي"


def test_unnamed_sources_and_bodies():
    text = "قالت مصادر مطلعة كذا وأعلنت وزارة الدفاع كذا"
    assert [k for _, k in speakers(text, ("مصادر مطلعة", "قالت"), ("وزارة الدفاع", "أعلنت"))] == ["unnamed", "organization"]


def test_an_english_pronoun_refers_back():
    text = "Leila Haddad said so. She added more."
    assert [s for s, _ in speakers(text, ("Leila Haddad", "said"), ("She", "added"), lang="en")] == ["Leila Haddad"] * 2
