import pytest
from lxml import html

from pages import page as web_page
from qawl.web import Settings
from samples import nahrain
from server import serving


@pytest.fixture
def client(keep, visit):
    path, _ = keep(nahrain())
    before = path.read_bytes()
    yield visit(path, Settings(pasted_bytes=20_000, url_chars=200, fetch_hosts=frozenset({"127.0.0.1"})))
    assert path.read_bytes() == before and sorted(p.name for p in path.parent.iterdir() if "-" not in p.name) == ["qawl.db"]


def test_a_text_is_read_and_not_kept(client):
    page = html.fromstring(client.post("/paste", data={"text": nahrain().text, "published": "2026-05-12"}).text)
    assert len(page.find_class("card")) == 12 and not page.find_class("permalink")
    ids = {e.get("id") for e in page.iter() if e.get("id")}
    assert {h[1:] for h in page.xpath("//main//a/@href") if h.startswith("#")} <= ids  # text, list and record on one page
    assert page.get_element_by_id("pasted").text.strip() == nahrain().text.strip()


def test_line_ends_of_a_form_are_the_texts(client):
    page = html.fromstring(client.post("/paste", data={"text": nahrain().text.replace("\n", "\r\n")}).text)
    assert len(page.find_class("card")) == 12


def test_an_address_is_fetched(client):
    with serving() as server:
        url = server.put("/a", web_page())
        server.put("/robots.txt", "", status=404)
        page = client.post("/paste", data={"url": f" {url} "})
    assert page.status_code == 200 and "هالة الرافعي" in page.text and 'rel="noopener' not in page.text


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({}, 400, "nothing-given"),
        ({"text": " \n"}, 400, "nothing-given"),
        ({"text": "ا" * 10_001}, 413, "too-large"),
        ({"text": "قال", "published": "أمس"}, 422, "bad-date"),
        ({"url": "file:///etc/passwd"}, 400, "not-an-address"),
        ({"url": "javascript:alert(1)"}, 400, "not-an-address"),
        ({"url": "https://x.example/" + "a" * 200}, 400, "not-an-address"),
        ({"url": "http://127.0.0.2:1/"}, 422, "refused-address"),
    ],
)
def test_what_can_not_be_read_is_told_with_the_form(client, sent, status, code):
    answer = client.post("/paste", data=sent)
    page = html.fromstring(answer.text)
    assert answer.status_code == status and code in page.get_element_by_id("error").text_content()
    assert page.get_element_by_id("pasted").get("aria-describedby") == "error"
    assert page.get_element_by_id("address").get("value") == sent.get("url", "")


def test_the_form_works_without_a_store(tmp_path, visit):
    assert visit(tmp_path / "none.db").get("/paste").status_code == 200
