from lxml import html

from qawl.types import Entity
from samples import Maker, record

SHARED = "لن نسحب قواتنا من منطقة السدّ قبل نهاية الشهر"
RAWI = "سالم الراوي"


def report(id, outlet, day, *contents):
    text = "".join(f"قال سالم الراوي {c}.\n" for c in contents)
    at = Maker(text)
    said = [at.said(f"s{n}", RAWI, "قال", c) for n, c in enumerate(contents)]
    return record(id, text, "ar", said, outlet=outlet, published=day, entities=(Entity(RAWI, "person"),))


def test_what_each_reported_and_left_out(keep, visit):
    path, _ = keep(
        report("one", "A", "2026-05-12", SHARED, "إنّ المحادثات مستمرة بلا شروط"),
        report("two", "B", "2026-05-13", SHARED.replace("الشهر", "العام"), "إنّ الميناء مفتوح أمام السفن"),
        report("three", "B", "2026-06-01", SHARED),  # too late to be the same statement
    )
    client = visit(path)
    tree = html.fromstring(client.get("/coverage?outlet=A&outlet=B&since=2026-05&until=2026-05").text)
    (shared,) = tree.xpath("//ol[contains(@class, 'shared')]/li")
    assert shared.xpath("string(.//del)").strip() == "الشهر" and shared.xpath("string(.//ins)").strip() == "العام"
    only = [s.text_content() for s in tree.xpath("//section[contains(@class, 'party')]")]
    assert "مستمرة" in only[0] and "الميناء" not in only[0] and "الميناء" in only[1] and "مستمرة" not in only[1]
    alone = client.get("/coverage.json?outlet=A&outlet=B").json()["alone"]
    assert [len(a) for a in alone] == [1, 2]


def test_an_event_is_told_by_words_of_the_article(keep, visit):
    path, _ = keep(
        report("one", "A", "2026-05-12", SHARED, "إنّ المحادثات مستمرة"), report("two", "B", "2026-05-12", "إنّ الميناء مفتوح")
    )
    found = visit(path).get("/coverage.json?outlet=A&outlet=B&about=المحادثات").json()
    assert [c[0] for c in found["counts"]] == [2, 0]


def test_outlets_are_asked_for(three):
    tree = html.fromstring(three[0].get("/coverage").text)
    assert {o.get("value") for o in tree.xpath("//datalist/option")} == {"وكالة الأنباء المستقلة", "Independent News"}
    assert tree.find_class("empty")
