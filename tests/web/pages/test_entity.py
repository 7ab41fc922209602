import json

from lxml import html

from samples import nahrain


def test_who_somebody_is(three):
    client, _ = three
    tree = html.fromstring(client.get("/who?name=Salem al-Rawi").text)
    words = tree.find(".//main").text_content()
    assert tree.findtext(".//h1/bdi") == "Salem al-Rawi" and "سالم الراوي" in words and "رئيس وفد" in words
    arabic = html.fromstring(client.get("/who?name=Salem al-Rawi&lang=ar").text)
    assert arabic.findtext(".//h1/bdi") == "سالم الراوي"
    assert "نشر قوات إضافية قرب السدّ" in words
    bars = tree.xpath("//figure//a[*[local-name()='rect']]")
    assert [b.get("aria-label") for b in bars] == ["May 2026: 7"]
    assert "since=2026-05&until=2026-05" in bars[0].get("href")


def test_a_bar_leads_to_what_it_counts(three):
    client, _ = three
    tree = html.fromstring(client.get("/who?name=الاتحاد الجنوبي").text)
    for bar in tree.xpath("//figure//a"):
        there = client.get(bar.get("href").replace("/search?", "/search.json?")).json()
        assert f": {there['total']}" in bar.get("aria-label")


def test_offices_lead_to_the_words_that_give_them(three):
    client, _ = three
    tree = html.fromstring(client.get("/who?name=ليلى حداد").text)
    links = tree.xpath("//ul[@class='offices']//p[@class='facts']//a/@href")
    assert links and all(client.get(link).headers["location"].startswith("/d/") for link in links)


def test_as_data(three):
    client, _ = three
    profile = client.get("/who.json?name=ليلى حداد").json()
    assert profile["statements"] == 5
    lines = [json.loads(x) for x in client.get("/who.jsonl?name=ليلى حداد").text.splitlines()]
    assert {x["statement"] for x in lines} >= {"a1", "a2", "a3", "a4"}


def test_a_name_that_is_no_entitys_leads_to_what_was_said_under_it(three):
    client, (key, *_) = three
    names = html.fromstring(client.get(f"/d/{key}").text).xpath("//span[@class='name']/a/@href")
    answers = {name: client.get(name) for name in names}
    assert len(names) == 12 and {a.status_code for a in answers.values()} <= {200, 303}
    for answer in answers.values():
        if answer.is_redirect:
            assert client.get(answer.headers["location"].replace("/search?", "/search.json?")).json()["total"]


def test_nobody(three):
    client, _ = three
    nobody = client.get("/who?name=لا أحد")
    assert nobody.status_code == 404 and "/search?q=%D9%84%D8%A7+%D8%A3%D8%AD%D8%AF&amp;within=text" in nobody.text
    assert client.get("/who.json?name=لا أحد").json()["code"] == "no-such"
    assert client.get("/who").headers["location"] == "/search"
    assert client.get("/who?name=" + "x" * 501).status_code == 400


def test_a_name_is_no_markup(keep, visit):
    path, _ = keep(nahrain())
    answer = visit(path).get("/who?name=<script>alert(1)</script>")
    assert "<script>alert" not in answer.text
