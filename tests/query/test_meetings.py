import pytest

from qawl.errors import NoSuch
from qawl.query import meetings
from qawl.store import open_store
from qawl.types import Document, Entity, Meeting
from samples import Maker, nahrain, record


def document(of):
    return Document(**{n: getattr(of, n) for n in ("id", "text", "lang", "published", "outlet", "title", "url")})


def report(id, outlet, text, name, occasion=None, published="2026-05-13", **about):
    at = Maker(text)
    said = at.said("s1", "ليلى حداد", "قالت", "إنّ الأمر انتهى", **({"occasion": occasion} if occasion else {}))
    met = Meeting(name, at(name), parties=("روسيا", "تركيا"), **about)
    return record(
        id, text, "ar", [said], outlet=outlet, published=published, entities=(Entity("ليلى حداد", "person"),), meetings=(met,)
    )


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "qawl.db") as held:
        yield held


def put(store, *records):
    for made in records:
        store.put(document(made), made, "1")


def test_reports_of_one_meeting_are_one_event(store):
    first = report(
        "a",
        "A",
        "قالت إنّ الأمر انتهى خلال محادثات أنقرة الأخيرة.",
        "محادثات أنقرة",
        "خلال محادثات أنقرة",
        date="2026-05-12",
        status="planned",
    )
    second = report(
        "b",
        "B",
        "بعد محادثات أنقرة بين البلدين قالت إنّ الأمر انتهى.",
        "محادثات أنقرة",
        date="2026-05-12",
        place="أنقرة",
        status="held",
    )
    put(store, first, second)
    (event,) = meetings(store)
    assert event.outlets == ("A", "B") and event.parties == ("روسيا", "تركيا")
    assert (event.day, event.place, event.status) == ("2026-05-12", "أنقرة", "held")
    (said,) = event.said  # only one says that it was said there
    assert said.first.found.id == "a"


def test_meetings_years_apart_are_several(store):
    text, name = "في محادثات أنقرة قالت إنّ الأمر انتهى.", "محادثات أنقرة"
    put(
        store,
        report("a", "A", text, name, published="2020-05-13"),
        report("b", "B", text, name, published="2026-05-13"),
        report("c", "C", text, name, published="2026-05-11"),
    )
    assert [(e.day, len(e.reports)) for e in meetings(store)] == [("2026-05-11", 2), ("2020-05-13", 1)]


def test_the_day_is_that_of_the_report_with_a_date(store):
    text, name = "في محادثات أنقرة قالت إنّ الأمر انتهى.", "محادثات أنقرة"
    put(store, report("a", "A", text, name), report("b", "B", text, name, date="2026-05-12"))
    assert [(e.day, e.date) for e in meetings(store)] == [("2026-05-12", "2026-05-12")]


def test_an_occasion_may_name_the_meeting_elsewhere_in_the_text(store):
    text = "بدأت محادثات أنقرة أمس. وخلال محادثات جرت في أنقرة قالت إنّ الأمر انتهى."
    put(store, report("a", "A", text, "محادثات أنقرة", "خلال محادثات جرت في أنقرة"))
    assert len(meetings(store)[0].said) == 1


def test_another_occasion_is_another_meeting(store):
    put(store, report("a", "A", "بدأت محادثات أنقرة. وفي خطبة الجمعة قالت إنّ الأمر انتهى.", "محادثات أنقرة", "وفي خطبة الجمعة"))
    assert meetings(store)[0].said == ()


def test_days_and_who_was_there(store):
    put(store, nahrain(), report("a", "A", "في محادثات أنقرة قالت إنّ الأمر انتهى.", "محادثات أنقرة"))
    assert [e.day for e in meetings(store)] == ["2026-05-13", "2026-05-12", "2026-05-12", "2026-05-12"]  # else of publication
    assert {e.name for e in meetings(store, ["Russia"])} == {"محادثات أنقرة"}
    assert {e.name for e in meetings(store, until="2026-05-12", limit=2)} < {m.name for m in nahrain().meetings}
    with pytest.raises(NoSuch):
        meetings(store, ["لا أحد"])
