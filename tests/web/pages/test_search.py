import csv
import io
import json

import pytest
from lxml import etree, html

from qawl import meaning
from qawl.query import ask, search
from qawl.store import mean, open_store
from qawl.web import Settings
from samples import follow_up, nahrain, river

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def contents(tree):
    return ["".join(q.itertext()) for q in tree.xpath("//ol[contains(@class, 'hits')]//blockquote")]


def test_words_are_marked_and_nothing_is_rewritten(three):
    client, _ = three
    tree = page(client, "/search?q=السد")
    text = nahrain().text + follow_up().text
    assert len(contents(tree)) == 3 and all(c in text for c in contents(tree))
    assert {"".join(m.itertext()) for m in tree.xpath("//mark")} == {"السدّ"}


def test_every_hit_leads_to_its_place(three):
    client, _ = three
    for link in page(client, "/search?q=المحادثات").xpath("//a[@class='where']/@href"):
        answer = client.get(link)
        assert answer.status_code in (302, 303, 307) and answer.headers["location"].startswith("/d/")


def test_facets_narrow_down_to_what_they_count(three):
    client, _ = three
    tree = page(client, "/search?q=السد")
    links = tree.xpath("//nav[@class='facets']//li[a]")
    assert links
    for item in links:
        there = page(client, item.find("a").get("href"))
        assert len(contents(there)) == int(item.xpath("string(span)"))
        assert there.xpath("//ul[@class='chips']/li/a/@href") == ["/search?q=%D8%A7%D9%84%D8%B3%D8%AF"]


def test_whole_texts(three):
    client, _ = three
    tree = page(client, "/search?q=مؤتمر صحافي&within=text")
    assert {"".join(m.itertext()) for m in tree.xpath("//mark")} == {"مؤتمر", "صحافي"}
    assert len(contents(tree)) == 1
    assert tree.xpath("string(//ol[@class='hits']//a)") == nahrain().text.split("\n")[0]  # it has no title of its own


def test_the_same_as_data(three):
    client, _ = three
    whole = client.get("/search.json?q=السد&sort=date").json()
    lines = [json.loads(line) for line in client.get("/search.jsonl?q=السد&sort=date").text.splitlines()]
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv?q=السد&sort=date").content.decode("utf-8-sig"))))
    assert whole["question"] == {"q": "السد", "sort": "date"} and whole["total"] == 3
    assert whole["hits"] == lines and [r["shown"] for r in rows] == [x["shown"] for x in lines]
    assert {f["name"] for f in whole["facets"]} >= {"speaker", "act", "outlet", "month"}
    assert client.get("/search.xml").status_code == 404


def test_a_saved_search_is_a_feed(three):
    client, _ = three
    answer = client.get("/search.atom?speaker=سالم الراوي&sort=relevance")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    entries = feed.xpath("a:entry", namespaces=ATOM)
    updated = [e.findtext("a:updated", namespaces=ATOM) for e in entries]
    assert updated == sorted(updated, reverse=True) and updated[0] == "2026-05-16T00:00:00+00:00"
    assert len({e.findtext("a:id", namespaces=ATOM) for e in entries}) == len(entries) == 7
    assert all(e.find("a:link", ATOM).get("href").startswith("http://localhost/d/") for e in entries)
    assert "سالم الراوي" in feed.findtext("a:title", namespaces=ATOM)
    assert feed.find("a:link[@rel='self']", ATOM).get("href") == str(answer.url)


def test_pages_follow_one_another(keep, visit):
    path, _ = keep(nahrain(), follow_up(), river())
    client = visit(path, Settings(hits=6))
    found, url = [], "/search?sort=date"
    while url:
        tree = page(client, url)
        found += tree.xpath("//a[@class='where']/@href")
        url = next(iter(tree.xpath("//a[@rel='next']/@href")), None)
    with open_store(path) as store:
        assert found == [f"/d/{h.link}" for h in search(store, ask(store, sort="date")).hits]


@pytest.mark.parametrize(
    ("url", "said", "way_out"),
    [
        ("/search?q=زرافة", "Nothing was found.", "within=text"),
        ("/search?party=لا أحد", "The store knows nobody", "/search"),
        ("/search?q=-السد", "There are only words to leave out", "/search"),
        ("/search?page=900", "There are no more answers.", "/search"),
    ],
)
def test_nothing_found_says_what_to_do(three, url, said, way_out):
    tree = page(three[0], url)
    (empty,) = tree.find_class("empty")
    assert said in empty.text_content() and any(way_out in h for h in empty.xpath(".//a/@href"))


def test_search_by_meaning(keep, visit):
    path, (key, _) = keep(nahrain(), river())
    client = visit(path)
    words = "/search?within=meaning&q=troops near the dam"
    (empty,) = page(client, words).find_class("empty")
    assert "qawl update" in empty.text_content()
    with open_store(path) as store:
        list(mean(store, meaning.load()))
    assert any("قوات" in c for c in contents(page(client, words)))
    there = page(client, f"/d/{key}").xpath("//a[contains(@href, 'within=meaning')]/@href")[3]
    tree, hits = page(client, there), client.get(there.replace("/search?", "/search.json?")).json()["hits"]
    assert "withdraw" in " ".join(contents(tree)) or len(contents(tree)) > 0
    assert f"{key}/a4" not in [h["link"] for h in hits] and [h["alike"] for h in hits] == sorted(
        (h["alike"] for h in hits), reverse=True
    )
    (asked,) = tree.find_class("like")
    assert nahrain().statements[3].content[0].of(nahrain().text) in asked.text_content()
    assert client.get(f"/search?within=meaning&q={key}/none").status_code == 404


def test_only_words_to_leave_out_is_told_to_programs(three):
    answer = three[0].get("/search.json?q=-السد")
    assert answer.status_code == 400 and answer.json()["code"] == "only-unwanted"


def test_a_wrong_address_is_told(three):
    assert three[0].get("/search?act=shout").status_code == 400
    assert three[0].get("/search.json?sort=up").json()["code"] == "bad-request"


def test_the_language_changes_on_the_same_page(three):
    client, _ = three
    tree = page(client, "/search?q=السد&act=deny")
    (back,) = tree.xpath("//input[@name='back']/@value")
    assert client.post("/preferences", data={"lang": "ar", "back": back}).headers["location"] == back
    assert "نفي" in client.get(back).text
