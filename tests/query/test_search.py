import msgspec
import pytest
from hypothesis import given

from conftest import texts
from qawl.errors import NoSuch, UsageError
from qawl.query import ask, compare, search, timeline, who
from qawl.query.variants import changed
from qawl.store import FACETS, open_store
from qawl.types import Document, Entity, Position, Role
from samples import Maker, follow_up, nahrain, record, river


def document(of):
    return Document(**{n: getattr(of, n) for n in ("id", "text", "lang", "published", "outlet", "title", "url")})


def article(id, text, speaker, cue, content, **more):
    """A record of an article with one statement."""
    said = Maker(text).said("s1", speaker, cue, content)
    return record(id, text, "ar", [said], entities=(Entity(speaker, "person"),), **more)


PRESIDENTS = (
    article("far", "وقالت إنّ كلّ رئيس مسؤول.", "ليلى حداد", "قالت", "إنّ كلّ رئيس مسؤول", outlet="A", published="2026-01-03"),
    article("near", "وقالت إنّ القرار للرئيس.", "ليلى حداد", "قالت", "إنّ القرار للرئيس", outlet="B", published="2026-01-02"),
    article("exact", "وقالت إنّ الرّئيس حاضر.", "ليلى حداد", "قالت", "إنّ الرّئيس حاضر", outlet="B", published="2026-01-01"),
    article("other", "وقالت إنّ الرياسة غائبة.", "ليلى حداد", "قالت", "إنّ الرياسة غائبة", outlet="B"),
)
MONTH = "لن نسحب قواتنا من منطقة السدّ قبل نهاية الشهر"
YEAR = "لن نسحب قواتنا من منطقة السد قبل نهاية العام"
RAWI = "سالم الراوي"
REPORTS = (
    article("one", f"وقال سالم الراوي {MONTH}.", RAWI, "قال", MONTH, published="2026-05-12", outlet="A"),
    article("two", f"وصرّح سالم الراوي {YEAR}.", RAWI, "صرّح", YEAR, published="2026-05-13", outlet="B"),
    article("three", "وقال سالم الراوي إنّ المحادثات مستمرة.", RAWI, "قال", "إنّ المحادثات مستمرة", published="2026-05-01"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("store") / "qawl.db") as held:
        for made in (nahrain(), follow_up(), river(), *PRESIDENTS, *REPORTS):
            held.put(document(made), made, "1")
        yield held


def ids(page):
    return [h.found.id for h in page.hits]


def test_exact_matches_come_first_then_what_is_written_on_then_without_article(store):
    page = search(store, ask(store, "الرئيس", speaker="ليلى حداد"))
    assert ids(page) == ["exact", "near", "far"]
    assert [h.place.of(store.text(h.found.document)) for h in page.hits] == ["الرّئيس", "للرئيس", "رئيس"]


def test_other_orders(store):
    assert ids(search(store, ask(store, "الرئيس", outlet=("A", "B"), sort="date"))) == ["far", "near", "exact"]


def test_phrases_and_exclusion(store):
    assert ids(search(store, ask(store, '"القرار للرئيس"'))) == ["near"]
    assert ids(search(store, ask(store, "الرئيس -القرار", speaker="حداد", outlet=("A", "B")))) == ["exact", "far"]


def test_every_filter_narrows_down(store):
    for name, value in (
        ("speaker", "سالم الراوي"),
        ("party", "الاتحاد الجنوبي"),
        ("act", ("deny",)),
        ("stance", ("rejects",)),
        ("quotation", ("direct",)),
        ("outlet", ("A",)),
        ("since", "2026-05"),
        ("until", "2026-01"),
    ):
        found = search(store, ask(store, **{name: value}))
        assert 0 < found.total < search(store, ask(store)).total, name
    with pytest.raises(NoSuch):
        ask(store, party="لا أحد")


def test_addressee_and_channel_by_words_that_stand_there(store):
    known = [(s, r) for r in (nahrain(), follow_up(), river()) for s in r.statements]
    for role, name in (("addressee", "to"), ("channel", "channel")):
        statement, made = next((s, r) for s, r in known if getattr(s, role))
        words = getattr(statement, role)[0].of(made.text)
        assert statement.id in {h.found.statement for h in search(store, ask(store, **{name: words})).hits}


def test_facets_count_all_answers(store):
    page = search(store, ask(store, "الرئيس", limit=1, outlet=("A", "B"), facets=FACETS))
    counts = {f.name: dict(f.counts) for f in page.facets}
    assert len(page.hits) == 1
    assert page.total == 3
    assert counts["outlet"] == {"B": 2, "A": 1}
    assert counts["speaker"] == {"ليلى حداد": 3}
    assert counts["month"] == {"2026-01": 3}


def test_whole_texts(store):
    page = search(store, ask(store, "وقالت حاضر", whole=True, facets=("outlet",)))
    (hit,) = page.hits
    assert hit.found.id == "exact"
    assert hit.shown == PRESIDENTS[2].text
    assert hit.link == f"{hit.found.document}/{hit.place.start}-{hit.place.end}"


def test_one_statement_of_two_outlets_is_one_with_what_differs(store):
    reports = timeline(store, ask(store, speaker=RAWI, since="2026-05", outlet=("A", "B")))
    ((said, ((other, pieces),)),) = [(s.first.found.id, s.others) for s in reports]
    assert (said, other.found.id) == ("one", "two")
    assert [p for p in pieces if p[0] != "same"] == [("gone", "الشهر"), ("new", "العام")]


def test_a_timeline_is_by_date(store):
    said = [s.first.found.said for s in timeline(store, ask(store, speaker=RAWI)) if s.first.found.said]
    assert said == sorted(said)
    assert said[0] == "2026-05-01"


def test_spellings_do_not_differ():
    assert changed("إنّ السدّ", "ان السد") == (("same", "ان السد"),)


def test_who(store):
    profile = who(store, "سالم الراوي")
    assert profile.entities[0].name == "سالم الراوي"
    assert profile.statements >= 3
    assert profile.offices
    with pytest.raises(NoSuch):
        who(store, "لا أحد")


def test_an_office_without_its_body_is_that_of_the_body_that_it_is_given_with(tmp_path):
    name, text = "سالم الراوي", "أكد الرئيس سالم الراوي، رئيس الاتحاد الجنوبي، ذلك."
    offices = (("الرئيس", ""), ("الرئيس", "الاتحاد الجنوبي"), ("رئيس الوفد", ""))
    made = [
        record(
            str(n),
            f"{text} {n}",
            "ar",
            (),
            published="2026-05-12",
            entities=(Entity(name, "person"),),
            roles=(Role(name, *given),),
        )
        for n, given in enumerate(offices)
    ]
    with open_store(tmp_path / "qawl.db") as held:
        for one in made:
            held.put(document(one), one, "1")
        found = who(held, name).offices
    assert [(o.last.office, o.last.of, o.documents) for o in found] == [("الرئيس", "الاتحاد الجنوبي", 2), ("رئيس الوفد", "", 1)]


def test_compare(store):
    rows = compare(store, ["الجمهورية الشمالية", "الاتحاد الجنوبي"])
    assert rows[0].sides == 2
    assert [r.sides for r in rows] == sorted((r.sides for r in rows), reverse=True)
    only = compare(store, ["الجمهورية الشمالية", "الاتحاد الجنوبي"], "القوات")
    assert 0 < len(only) < len(rows)


def test_a_joint_statement_is_each_partys_own(tmp_path):
    text = "وأعلنت الجمهورية الشمالية والاتحاد الجنوبي أنّ سحب القوات مرفوض."
    north, south = "الجمهورية الشمالية", "الاتحاد الجنوبي"
    said = Maker(text).said("s1", f"{north} + {south}", "وأعلنت", "أنّ سحب القوات مرفوض", kind="organization")
    both = [Position(holder, "rejects", "سحب القوات", said.content[0], "s1") for holder in (north, south)]
    made = record("joint", text, "ar", [said], entities=tuple(Entity(n, "state") for n in (north, south)), positions=tuple(both))
    with open_store(tmp_path / "qawl.db") as held:
        held.put(document(made), made, "1")
        (row,) = compare(held, [north, south])
    assert [[p.holder for s in stands for p in s.reports] for stands in row.stands] == [[north], [south]]


def test_a_page_of_hits_shows_itself_in_a_notebook(store):
    html = search(store, ask(store, "الرئيس", outlet=("A", "B"), facets=("act",)))._repr_html_()
    assert "3 of 3" in html
    assert "إنّ القرار للرئيس" in html
    assert "assert 3" in html
    assert 'dir="rtl"' in html


def test_the_author_is_told(tmp_path):
    made = article("a", "وقالت إنّ القرار صدر.", "ليلى حداد", "قالت", "إنّ القرار صدر", author="سلمى الحسن")
    with open_store(tmp_path / "qawl.db") as held:
        held.put(Document("a", made.text, author=made.author), made, "1")
        assert [h.found.author for h in search(held, ask(held, "القرار")).hits] == ["سلمى الحسن"]


@given(texts())
def test_no_input_breaks_the_query(store, typed):
    for whole in (False, True):
        try:
            search(store, ask(store, typed, whole=whole, speaker=typed, to=typed, channel=typed, facets=FACETS))
        except (UsageError, NoSuch):
            return


def test_who_is_counted_by_month_addressee_and_issue(store):
    assert dict(who(store, "ليلى حداد").months)["2026-01"] == 3
    south = who(store, "الاتحاد الجنوبي")
    assert south.statements > search(store, ask(store, speaker="الاتحاد الجنوبي")).total  # those who speak for it count
    assert [t.times for t in south.issues] == sorted((t.times for t in south.issues), reverse=True)
    assert {"rejects", "denies"} <= {stance for t in south.issues for stance, _ in t.stances}


def test_addressees_are_the_entities_that_the_text_names(tmp_path):
    text = "طالبت ليلى حداد الاتحاد الجنوبي بالانسحاب."
    at = Maker(text)
    named = (Entity("ليلى حداد", "person"), Entity("الاتحاد الجنوبي", "state", mentions=(at("الاتحاد الجنوبي"),)))
    said = at.said("s1", "ليلى حداد", "طالبت", "بالانسحاب", act="demand", addressee="الاتحاد الجنوبي")
    made = record("a", text, "ar", [said], entities=named)
    with open_store(tmp_path / "qawl.db") as store:
        store.put(document(made), made, "1")
        assert who(store, "ليلى حداد").addressees == (("الاتحاد الجنوبي", 1),)


def test_statements_of_articles_with_words(store):
    found = search(store, ask(store, about="المرفأ"))
    assert set(ids(found)) == {"nahrain"} and found.total == 12


def test_many_answers_are_estimated(store, monkeypatch):
    monkeypatch.setattr("qawl.store.facets.FULLY", 5)
    page = search(store, ask(store, facets=("act",)))
    (facet,) = page.facets
    assert not facet.exact and page.total > 5
    assert abs(sum(n for _, n in facet.counts) - page.total) <= page.total / 2


def test_a_later_version_of_a_page_takes_the_place_of_the_one_before(tmp_path):
    with open_store(tmp_path / "qawl.db") as store:
        for number, made in enumerate(REPORTS[:2]):
            store.put(
                msgspec.structs.replace(document(made), url="https://news.example/1"),
                msgspec.structs.replace(made, url="https://news.example/1"),
                "1",
                f"2026-05-1{number}T00:00:00",
            )
        page = search(store, ask(store, facets=("outlet",)))
        assert (ids(page), page.facets[0].counts) == (["two"], (("B", 1),))


def test_an_hour_asks_for_its_day(store):
    for asked in ({"since": "2026-05-13T23:00"}, {"since": "2026-05-13", "until": "2026-05-13T01:00"}):
        assert ids(search(store, ask(store, speaker=RAWI, **asked, outlet=("B",)))) == ["two"]


def test_about_leaves_no_words_out(store):
    with pytest.raises(UsageError, match="leave out"):
        ask(store, about="الهدنة -النهرين")


def test_a_document_without_a_place_is_linked_alone(store):
    for found in search(store, ask(store, whole=True)).hits:
        assert found.link == found.found.document


def test_no_word_is_said_by_nobody(tmp_path):
    made = article("a", "وقالت إنّ القرار للرئيس.", "ليلى حداد", "قالت", "إنّ القرار للرئيس")
    (said,) = made.statements
    with open_store(tmp_path / "qawl.db") as store:
        store.put(document(made), msgspec.structs.replace(made, statements=(msgspec.structs.replace(said, speaker=""),)), "1")
        assert search(store, ask(store, speaker="!!!")).total == 0
