import pytest

from qawl.resolve.case import Case
from qawl.resolve.cluster import Cluster
from qawl.resolve.features import FEATURES, Features
from qawl.resolve.history import History
from qawl.resolve.sources import read
from qawl.types import Span, Statement


def statement(text, name, cue, content, parent=None, via=None):
    at = lambda s: (Span(text.index(s), text.index(s) + len(s)),) if s else ()  # noqa: E731
    return Statement(
        id=name, source=(), cue=at(cue), content=at(content), quotation="indirect", act="assert", parent=parent, via=via
    )


@pytest.fixture
def case(entities):
    """The case of a text's last statement, those before it said by the speakers given."""

    def make(text, mentions, *statements, speakers=()):
        found, history = entities(text, *mentions), History()
        clusters = {c.name: c for c in found.clusters}
        for (name, *rest), speaker in zip(statements, speakers, strict=False):
            s = statement(text, name, *rest)
            history.add(s, read(s, found), clusters[speaker])
        last = statement(text, *statements[-1])
        return Case(last, read(last, found), found, history)

    return make


def value(case, name, feature):
    c = next(c for c in case.candidates() if c.name == name)
    return Features(case)(c)[FEATURES.index(feature)]


def names(cluster: Cluster):
    return " + ".join(m.name for m in cluster.members)


def test_several_may_be_two_whom_the_text_joins(case):
    text = "استقبل خالد العلي نظيره سامي نور. والتقى هادي سعد. وأكدا عمق الصلة"
    people = [("خالد العلي", "person"), ("سامي نور", "person"), ("هادي سعد", "person")]
    assert "خالد العلي + سامي نور" not in map(names, case(text, people, ("a", "أكدا", "عمق الصلة")).candidates())
    text = text.replace("نظيره", "ونظيره")
    assert "خالد العلي + سامي نور" in map(names, case(text, people, ("a", "أكدا", "عمق الصلة")).candidates())


@pytest.mark.parametrize(("gap", "joined"), [(" ـ ", False), (" ـ و", True)])
def test_a_dash_joins_nobody(case, gap, joined):
    text = f"ذكر خالد العلي{gap}سامي نور. والتقى هادي سعد. وأكدا عمق الصلة"
    people = [("خالد العلي", "person"), ("سامي نور", "person"), ("هادي سعد", "person")]
    found = map(names, case(text, people, ("a", "أكدا", "عمق الصلة")).candidates())
    assert ("خالد العلي + سامي نور" in found) is joined


def test_who_only_passes_on_what_another_said_did_not_speak_last(case):
    text = "أعلن خالد العلي سفره، بحسب المرفأ. وأضاف أنه مريض"
    found = case(
        text,
        [("خالد العلي", "person"), ("المرفأ", "organization")],
        ("a", "أعلن", "سفره", None, "b"),
        ("b", "بحسب", "أعلن خالد العلي سفره"),
        ("c", "أضاف", "أنه مريض"),
        speakers=("خالد العلي", "المرفأ"),
    )
    assert value(found, "خالد العلي", "spoke_last_beside") == 1
    assert value(found, "المرفأ", "spoke_last_beside") == 0


def test_who_was_named_since_the_last_statement_may_be_a_new_subject(case):
    text = "قال خالد العلي كذا. والتقى سامي نور الوفد وأكد الأمر"
    found = case(
        text,
        [("خالد العلي", "person"), ("سامي نور", "person")],
        ("a", "قال", "كذا"),
        ("b", "أكد", "الأمر"),
        speakers=("خالد العلي",),
    )
    assert value(found, "سامي نور", "alone_since") == 1
    assert value(found, "خالد العلي", "named_since") == 0


def test_a_statement_that_opens_another_content_has_no_subject_of_its_own(case):
    text = "قال خالد العلي إنه يرفض السفر وإن سامي نور يأسف للأمر"
    outer = ("a", "قال", "إنه يرفض السفر وإن سامي نور يأسف للأمر")
    people = [("خالد العلي", "person"), ("سامي نور", "person")]
    first = case(text, people, outer, ("b", "يرفض", "السفر", "a"), speakers=("خالد العلي",))
    second = case(text, people, outer, ("b", "يأسف", "للأمر", "a"), speakers=("خالد العلي",))
    assert first.opens_parent
    assert not second.opens_parent
    assert value(second, "سامي نور", "named_last_since") == 1


def spoken(text, source, channel, **rest):
    """A statement of a source before its cue `قال`, said through a channel."""
    at = lambda s, k: (Span(text.index(s, k), text.index(s, k) + len(s)),) if s else ()  # noqa: E731
    k = rest["start"]
    return Statement(
        id=f"s{k}", source=at(source, k), cue=at("قال", k), content=at("كذا", k), channel=at(channel, k),
        quotation="indirect", act="assert",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "speaker", "name"),
    [
        ("المرفأ قال في بيان كذا. والتقت النقابة الوفد. البيان قال كذا", "البيان", "المرفأ", "المرفأ"),
        ("أصدر المرفأ بيانا أمس. البيان قال كذا", "البيان", None, "المرفأ"),
        ("بيان من النقابة أثار غضب المرفأ. البيان قال كذا", "البيان", None, "النقابة"),
        ("شكر المرفأ النقابة. البيان قال كذا", "البيان", None, None),
    ],
)
def test_a_document_goes_back_to_who_issued_it(entities, text, source, speaker, name):
    mentions = [(m, "organization") for m in sorted({"المرفأ", "النقابة"}, key=text.find) if m in text]
    found, history = entities(text, *mentions), History()
    if speaker:
        first = spoken(text, speaker, "في بيان", start=0)
        history.add(first, read(first, found), next(c for c in found.clusters if c.name == speaker))
    last = spoken(text, source, "", start=text.rindex(source))
    again = Case(last, read(last, found), found, history).again
    assert (again and again.name) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("زملاؤه", "زملاء هادي سعد"),
        ("عائلته المقيمة هناك", "عائلة هادي سعد المقيمة هناك"),
        ("محاموهم", "محاموهم"),
        ("بعضهم", "بعضهم"),
    ],
)
def test_a_possessive_is_the_last_persons_who_agrees(entities, source, name):
    text = f"غاب هادي سعد عن المرفأ. {source} قال كذا"
    found = entities(text, ("هادي سعد", "person"), ("المرفأ", "organization"))
    said = spoken(text, source, "", start=text.index(source))
    assert Case(said, read(said, found), found, History()).own_name == name
