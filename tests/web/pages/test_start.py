import msgspec
from lxml import html

from qawl.web import Settings
from samples import follow_up, nahrain, river


def test_the_latest_documents_come_first(keep, visit):
    undated = msgspec.structs.replace(river(), published=None, title=None)
    path, keys = keep(nahrain(), follow_up(), undated)
    page = html.fromstring(visit(path).get("/").text)
    assert page.xpath("//ol[@class='documents']//a/@href") == [f"/d/{keys[k]}" for k in (1, 0, 2)]  # without a date comes last
    words = page.find_class("documents")[0].text_content()
    assert "رفض سحب القوات قبل الجولة الخامسة" in words and "12 statements" in words and "16 May 2026" in words
    assert len(html.fromstring(visit(path, Settings(latest=1)).get("/").text).xpath("//ol[@class='documents']/li")) == 1


def test_an_empty_store_says_how_to_fill_it(keep, visit):
    path, _ = keep()
    assert "qawl add articles.jsonl" in visit(path).get("/").text


def test_a_missing_store_says_so(tmp_path, visit):
    answer = visit(tmp_path / "none.db").get("/")
    assert answer.status_code == 503 and "qawl add" in answer.text


def test_the_sample_is_shown_until_there_is_more(keep, visit, tmp_path):
    sample, _ = keep(river())
    sample.rename(tmp_path / "sample.db")
    client = visit(tmp_path / "qawl.db", sample=tmp_path / "sample.db")
    assert "River talks" in client.get("/").text and "the articles that Qawl ships" in client.get("/").text
    keep(nahrain())
    assert "River talks" not in client.get("/").text and "the articles that Qawl ships" not in client.get("/").text
