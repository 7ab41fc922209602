import pytest

from qawl.resolve.sources import described, read, without_object
from qawl.types import Span, Statement


def source(found, words, cue="قال"):
    text = found.text
    at = lambda s: (Span(text.index(s), text.index(s) + len(s)),) if s else ()  # noqa: E731
    return read(
        Statement(id="s", source=at(words), cue=at(cue), content=(Span(0, 1),), quotation="indirect", act="assert"), found
    )


def test_a_dropped_subject_has_no_phrase(entities):
    assert source(entities("قال كذا"), "").phrase == ""


def test_a_verb_agrees_in_number_with_a_subject_that_does_not_follow_it(entities):
    assert source(entities("قال كذا"), "").shown == (False, False)
    assert source(entities("قالوا كذا"), "", "قالوا").shown.plural is True
    assert source(entities("قال خبراء كذا"), "خبراء").shown == (False, None)
    assert source(entities("دعوتها إلى كذا"), "", "دعوتها").shown == (True, False)


def test_a_source_may_have_no_letter(entities):
    assert source(entities("قال ™ كذا"), "™").phrase == "™"


def test_a_pronoun_is_no_name(entities):
    found = source(entities("she said so", lang="en"), "she", "said")
    assert found.pronoun
    assert found.agreement.feminine is True


def test_names_and_what_they_fill(entities):
    text = "قال الوزير سالم الراوي كذا"
    found = source(entities(text, ("الوزير", "title"), ("سالم الراوي", "person")), "الوزير سالم الراوي")
    assert [c.name for c, _, _ in found.names] == ["سالم الراوي"]
    assert found.bare_share < 0.1


def test_a_source_is_headed_by_what_stands_before_its_names(entities):
    found = (("الرئيس", "title"), ("سالم الراوي", "person"))
    assert source(entities("قال أنصار الرئيس سالم الراوي كذا", *found), "أنصار الرئيس سالم الراوي").headed
    assert not source(entities("قال الرئيس سالم الراوي كذا", *found), "الرئيس سالم الراوي").headed


@pytest.mark.parametrize("words", ["إدارة الرئيس سالم الراوي", "مسؤولون بينهم سالم الراوي"])
def test_who_is_only_named_in_a_source_does_not_speak(entities, words):
    found = source(entities(f"قال {words} كذا", ("سالم الراوي", "person")), words)
    assert found.names == ()
    assert [c.name for c in found.silent] == ["سالم الراوي"]


@pytest.mark.parametrize(
    ("words", "speaks"),
    [
        ("محامي سالم الراوي", []),
        ("المتحدث باسم سالم الراوي", []),
        ("متحدث باسم الرئيس سالم الراوي", []),
        ("مسؤول مقرب من الرئيس سالم الراوي", []),
        ("المتحدث باسم الرئاسة سالم الراوي", ["سالم الراوي"]),
        ("دكتور سالم الراوي", ["سالم الراوي"]),
        ("والده سالم الراوي", ["سالم الراوي"]),
        ("مستشار في إدارة الرئيس سالم الراوي، هادي نور", ["هادي نور"]),
        ("الثالث سالم الراوي، وهو هادي نور", ["هادي نور"]),
        ("سالم الراوي وهادي نور", ["سالم الراوي", "هادي نور"]),
    ],
)
def test_whose_somebody_is_does_not_speak(entities, words, speaks):
    people = [(n, "person") for n in ("سالم الراوي", "هادي نور") if n in words]
    assert [c.name for c, _, _ in source(entities(f"قال {words} كذا", *people), words).names] == speaks


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("بيان صادر عن الوزارة، أمس", "الوزارة"),
        ("تقرير أعدته لجنة مستقلة", "لجنة مستقلة"),
        ("مذكرة صدرت أمس", "مذكرة صدرت أمس"),
        ("الوزارة", "الوزارة"),
    ],
)
def test_what_is_issued_is_its_issuers(entities, words, issuer):
    assert source(entities(f"جاء في {words} كذا"), words, "جاء في").phrase == issuer


def test_a_source_in_two_spans_has_the_names_of_both(entities):
    text = "الوزير الجديد قال إن سالم الراوي كذا لهادي نور"
    e = entities(text, ("سالم الراوي", "person"), ("هادي نور", "person"))
    spans = (Span(0, 13), Span(text.index("هادي"), len(text)))
    s = Statement(id="s", source=spans, cue=(Span(14, 17),), content=(Span(18, 36),), quotation="indirect", act="assert")
    assert [c.name for c, _, _ in read(s, e).names] == ["هادي نور"]


def test_a_possessive_hides_no_head(entities):
    assert source(entities("قال زملاؤه كذا"), "زملاؤه").head == "زملاء"
    assert source(entities("قالت المعارضة كذا"), "المعارضة").head == "معارضه"


def test_joint_sources_are_taken_apart(entities):
    text = "قال سالم الراوي وهادي نور كذا"
    e = entities(text, ("سالم الراوي", "person"), ("هادي نور", "person"))
    found = source(e, "سالم الراوي وهادي نور")
    assert [c.name for c in found.joint] == ["سالم الراوي", "هادي نور"]
    text = "قال شاهد عيان ومصدر طبي كذا"
    e = entities(text)
    assert source(e, "شاهد عيان ومصدر طبي").joint == ("شاهد عيان", "مصدر طبي")


def test_a_description_is_given_without_what_hides_the_name(entities):
    e = entities("")
    assert described("مصدر أمني لم يكشف عن اسمه", e) == "مصدر أمني"
    assert described("مسؤولين كبار لم تسمهم", e) == "مسؤولين كبار"
    assert described("مسؤول رفض الكشف عن اسمه", e) == "مسؤول رفض الكشف عن اسمه"
    assert described("إحدى العاملات، وهي مهندسة", e) == "إحدى العاملات"
    assert described("سكان الحي، الذين غادروا أمس", e) == "سكان الحي"
    assert described("سكان الحي ، الذين غادروا أمس", e) == "سكان الحي"  # a comma between spaces
    assert described("الناس الذين غادروا", e) == "الناس الذين غادروا"
    assert described("سكان الحي ، الذين غادروا أمس", e) == "سكان الحي"
    assert described("الحركة", e) == "الحركة"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("مصدراً أمنياً رفيعاً", "مصدر أمني رفيع"),
        ("مصدرا في الشرطة", "مصدر في الشرطة"),
        ("مسؤولاً بلدياً، طلب عدم ذكر اسمه", "مسؤول بلدي"),
        ("وزيرا الداخلية", "وزيرا الداخلية"),
        ("ناسا", "ناسا"),
    ],
)
def test_a_description_stands_in_the_nominative(entities, phrase, name):
    assert described(phrase, entities("")) == name


@pytest.mark.parametrize(
    ("cue", "words", "asked"),
    [
        ("طالبت", "الوزير", True),
        ("طالبت", "الوزير سالم الراوي", True),
        ("طالبت", "الوزيرة", False),
        ("قالت", "رئيس الوفد ليلى حداد", False),
        ("قالت", "مدير عام الوزارة", False),
        ("أكدت", "شاهد عيان", False),
        ("أعلنت", "سالم الراوي", False),
        ("طالبت", "دول الجوار سالم الراوي", False),
        ("طالب", "الوزير", False),
        ("دعوة", "الوزير", False),
        ("دعا", "المسؤولين", True),
        ("قال", "مسؤولون", False),
        ("وفق", "مسؤولين", False),
        ("مطالباً", "الوزيرة", True),
        ("نطالب", "سالم الراوي", True),
        ("نطالب", "نحن", False),
    ],
)
def test_who_does_not_agree_with_the_verb_before_him_is_not_its_subject(entities, cue, words, asked):
    text = f"{cue} {words} بالرحيل"
    names = [(n, "person") for n in ("سالم الراوي", "ليلى حداد") if n in text]
    names += [(n, "organization") for n in ("دول الجوار",) if n in text]
    span = (Span(len(cue) + 1, len(cue) + 1 + len(words)),)
    s = Statement(id="s", source=span, cue=(Span(0, len(cue)),), content=(Span(1, 2),), quotation="indirect", act="demand")
    found = without_object(s, entities(text, *names))
    assert (found.source, found.addressee) == (((), span) if asked else (span, ()))


PEOPLE = (("Tim Alder", "person"), ("Amy Rain", "person"), ("Joe Stone", "person"), ("Harbour Office", "organization"))


def english(entities, words, cue="said"):
    text = f"{words} {cue} so."
    return source(
        entities(text, *sorted((p for p in PEOPLE if p[0] in text), key=lambda p: text.index(p[0])), lang="en"), words, cue
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Tim Alder’s lawyers", []),
        ("A spokesman for the Harbour Office", []),
        ("a boy who saw Amy Rain", []),
        ("a Tim Alder aide", []),
        ("Amy Rain, mother of the victim Tim Alder", ["Amy Rain"]),
        ("Amy Rain, a counselor to President Tim Alder", ["Amy Rain"]),
        ("Harbour Office chief Tim Alder", ["Harbour Office", "Tim Alder"]),
        ("a poll by the Harbour Office", ["Harbour Office"]),
        ("Amy Rain’s campaign", []),
        ("Some officials, including Amy Rain", []),
        ("A source close to Amy Rain", []),
    ],
)
def test_whose_or_what_an_english_source_is_does_not_speak(entities, words, names):
    assert [c.name for c, _, _ in english(entities, words).names] == names


@pytest.mark.parametrize(
    ("words", "joint"),
    [
        ("Tim Alder and Rep. Amy Rain", ["Tim Alder", "Amy Rain"]),
        ("Two lawmakers, Tim Alder and Amy Rain", ["Tim Alder", "Amy Rain"]),
        ("Tim Alder, a lawyer and writer", []),
        ("presidential contender and former neurosurgeon Tim Alder", []),
        ("Amy Rain and another aide", ["Amy Rain", "another aide"]),
        ("officials who met Tim Alder and Amy Rain", []),
        ("Current and former officials", []),
        ("Farmers and Harbour Office officials", []),
        ("Supporters of Tim Alder and Amy Rain", []),
        ("Lawyers for Tim Alder, Amy Rain and Joe Stone", []),
        ("Tim Alder’s rivals, Rep. Amy Rain and the Harbour Office", ["Tim Alder’s rivals", "Amy Rain", "Harbour Office"]),
    ],
)
def test_joint_english_sources_name_somebody(entities, words, joint):
    assert [part if isinstance(part, str) else part.name for part in english(entities, words).joint] == joint


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("an official who was not authorized to speak", "an official"),
        ("an official, who left at noon", "an official"),
        ("some officials, including Tim Alder", "some officials"),
        ("an official speaking on condition of anonymity", "an official"),
        ("people who lost their homes", "people who lost their homes"),
        ("Patricia Alder of Boston", "Patricia Alder"),
    ],
)
def test_an_english_description_ends_where_it_only_adds_something(entities, phrase, name):
    assert described(phrase, entities("", lang="en")) == name


@pytest.mark.parametrize(
    ("words", "two"),
    [
        ("Both leaders", True),
        ("The two lawmakers", True),
        ("The pair", True),
        ("The third man", False),
        ("Both of Tim Alder’s lawyers", False),
        ("The two dozen people outside", False),
        ("Both Houses", False),
    ],
)
def test_an_english_source_may_be_two_named_before(entities, words, two):
    assert english(entities, words).dual is two
