import csv
import io

from lxml import html

from samples import nahrain


def test_what_happened_when(three):
    client, _ = three
    tree = html.fromstring(client.get("/meetings").text)
    days = [d.findtext("h2/time/bdi") for d in tree.xpath("//li[@class='day']")]
    assert days[0] == "20 May 2026" and "12 May 2026" in days
    conference = next(m for m in tree.find_class("meeting") if m.find_class("name")[0].text_content() == "مؤتمر صحافي")
    (said,) = conference.xpath(".//blockquote")
    assert said.text_content() == '"لن نوقّع ورقة لا تحمي حدودنا، ولن نغادر الطاولة ما دام هناك أمل"'
    assert client.get(conference.find_class("name")[0].get("href")).headers["location"].startswith("/d/")


def test_of_one_party_and_time(three):
    client, _ = three
    tree = html.fromstring(client.get("/meetings?party=ليلى حداد&until=2026-05-12").text)
    assert {m.find_class("name")[0].text_content() for m in tree.find_class("meeting")} == {
        "الجولة الرابعة من المحادثات",
        "مؤتمر صحافي",
    }
    assert "nobody" in html.fromstring(client.get("/meetings?party=لا أحد").text).find_class("empty")[0].text_content()


def test_as_data(three):
    client, _ = three
    rows = list(csv.DictReader(io.StringIO(client.get("/meetings.csv").content.decode("utf-8-sig"))))
    text = nahrain().text
    there = [r for r in rows if r["name"] == "مؤتمر صحافي"]
    assert [text[int(r["start"]) : int(r["end"])] for r in there] == ["مؤتمر صحافي"]
    assert len({r["event"] for r in rows}) == len(client.get("/meetings.json").json())
