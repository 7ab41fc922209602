import re
from urllib.parse import urlencode

import pytest
from lxml import html

from payloads import PAYLOADS, article
from qawl.errors import StoreError
from qawl.store import Change, open_store
from qawl.web import Settings
from qawl.web.security import web_address

ASKED = ("q", "about", "speaker", "party", "voice", "to", "channel", "outlet", "issue", "name", "gone", "kept", "place")
FOREIGN = ("img", "iframe", "object", "embed", "base", "math", "style")


def shape(page):
    """The elements of a page with the names of their attributes, and where links lead that don't stay within the site."""
    tree = html.fromstring(page)
    for others in tree.find_class("others"):  # payloads are much alike
        others.drop_tree()
    elements = [(e.tag, tuple(sorted(e.attrib))) for e in tree.iter() if isinstance(e.tag, str)]
    links = [v for e in tree.iter("a", "link", "form") for k in ("href", "action") if (v := e.get(k))]
    return elements, [v for v in links if not v.startswith(("/", "#"))]


def test_payloads_stay_text_in_every_field(keep, visit):
    path, keys = keep(article("كلام"), *map(article, PAYLOADS))
    client = visit(path)
    for way in ("/d/{}", "/d/{}/record"):
        plain = shape(client.get(way.format(keys[0])).text)
        for key, payload in zip(keys[1:], PAYLOADS, strict=True):
            page = client.get(way.format(key))
            assert page.status_code == 200
            assert shape(page.text) == plain, payload


def test_payloads_stay_text_in_lists(keep, visit):
    path, _ = keep(*map(article, PAYLOADS))
    elements, away = shape(visit(path, Settings(latest=200)).get("/").text)
    assert sum(tag == "li" for tag, _ in elements) == 200 and not away
    assert sum(tag == "script" for tag, _ in elements) == 2 and not any(
        n.startswith("on") for _, names in elements for n in names
    )


def test_payloads_stay_text_in_what_is_asked(keep, visit):
    path, (key,) = keep(article("كلام"))
    client = visit(path)
    read, missing = shape(client.get(f"/d/{key}").text), shape(client.get("/d/x/x").text)
    pasted, wrong = (shape(client.post("/paste", data=sent).text) for sent in ({"text": "x"}, {"url": "x", "published": "x"}))
    for payload in PAYLOADS:
        asked = {"lang": payload, "at": payload, "q": payload}
        assert shape(client.get(f"/d/{key}", params=asked).text) == read, payload
        assert shape(client.get(f"/d/{payload}/x".replace("</", "<%2F"), params=asked).text) == missing, payload
        assert shape(client.post("/paste", data={"text": payload, "url": payload}).text) == pasted, payload
        assert shape(client.post("/paste", data={"url": payload, "published": payload}).text) == wrong, payload


def foreign(page):
    """What no page of answers has: elements and attributes by which a payload would run, links that lead away."""
    elements, away = shape(page)
    scripts = sum(tag == "script" for tag, _ in elements) - 2
    return [t for t, names in elements if t in FOREIGN or any(n.startswith("on") for n in names)], away, scripts


def test_payloads_stay_text_on_pages_of_answers(keep, visit):
    path, _ = keep(article("كلام"))
    client = visit(path)
    for payload in PAYLOADS[::5]:
        for page in ("/timeline", "/meetings", "/compare", "/coverage", "/who"):
            answer = client.get(page, params=dict.fromkeys(ASKED, payload))
            assert foreign(answer.text) == ([], [], 0), (page, payload)
    for payload in PAYLOADS:
        for query in (
            dict.fromkeys(ASKED, payload),
            {"q": payload},
            {"q": payload, "within": "text"},
            {"speaker": payload},
            {"since": payload},
        ):
            assert foreign(client.get("/search", params=query).text) == ([], [], 0), payload


def test_payloads_stay_text_where_answers_have_them(keep, visit):
    path, _ = keep(*map(article, PAYLOADS))
    client = visit(path, Settings(hits=200, timeline=200))
    pages = ("/search", "/search?within=text&q=الوزير", "/timeline", "/meetings", "/coverage")
    for page in (*pages, *(f"/who?{urlencode({'name': p})}" for p in PAYLOADS[::10])):
        answer = client.get(page, follow_redirects=True)
        assert answer.status_code == 200 and foreign(answer.text) == ([], [], 0), page


def test_only_http_links(keep, visit):
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "JaVaScRiPt:x",
        "//evil.test",
        "http:",
        "vbscript:x",
        "http://[",
        None,
    ):
        assert web_address(bad) is None
    assert web_address("https://example.org/خبر") == "https://example.org/خبر"
    path, keys = keep(article("كلام", "javascript:alert(1)"), article("قول", "https://example.org/1"))
    assert "javascript:" not in visit(path).get(f"/d/{keys[0]}").text
    assert 'href="https://example.org/1" rel="noopener noreferrer' in visit(path).get(f"/d/{keys[1]}").text


def test_direction_controls_in_names_are_shown(keep, visit):
    path, (key,) = keep(article("زيد\u202e نص"))
    page = visit(path).get(f"/d/{key}").text
    assert "\u202e" not in page and "⟨U+202E⟩" in page


def test_every_answer_has_strict_headers(three):
    client, (key, *_) = three
    for address in ("/", "/nope", f"/d/{key}", f"/d/{key}.json", "/static/qawl.css", "/paste"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_pages_have_no_inline_script_or_style(three):
    client, (key, *_) = three
    for address in ("/", f"/d/{key}", f"/d/{key}/record", "/paste", "/nope"):
        page = client.get(address).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=\"/static/)", page)
        assert not re.search(r'(?:src|href)="(?!/|#|https://example)', page)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8700", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8700", 200),
        ("evil.test", 421),
        ("", 421),
        ("localhost.evil.test", 421),
    ],
)
def test_only_known_hosts_are_answered(three, host, status):
    assert three[0].get("/", headers={"host": host}).status_code == status


def test_a_host_may_be_allowed(keep, visit):
    path, _ = keep()
    assert (
        visit(path, Settings(hosts=frozenset({"qawl.example"}))).get("/", headers={"host": "Qawl.example:80"}).status_code == 200
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"origin": "http://localhost"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "http://localhost"}, 303),
        ({"origin": "http://evil.test"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": "http://localhost"}, 403),
    ],
)
def test_writes_from_other_sites_are_refused(three, headers, status):
    answer = three[0].post("/preferences", data={"theme": "dark"}, headers=headers)
    assert answer.status_code == status and ("set-cookie" in answer.headers) is (status == 303)


def test_a_large_body_is_refused(keep, visit):
    path, _ = keep()
    client = visit(path, Settings(body_bytes=1_000))
    assert client.post("/paste", data={"text": "ا" * 1_000}).status_code == 413
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/paste", content=iter([b"text=" + b"a" * 600] * 4), headers=form).status_code == 413


def test_the_store_is_read_only(keep):
    path, (key,) = keep(article("كلام"))
    with open_store(path, read_only=True) as store, pytest.raises(StoreError, match="written"):
        store.correct(key, Change("s1", {"act": "deny"}), "x")


def test_odd_requests_are_answered(three):
    client, (key, *_) = three
    for odd in ("%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "a" * 5_000, "%0d%0aX:y", "9" * 400 + "-1", "5-2", "-"):
        for address in ("/", "/d/", f"/d/{key}/", "/static/", f"/d/{key}?at=", "/?lang="):
            assert client.get(address + odd).status_code < 500, (address, odd)
    form = {"content-type": "application/x-www-form-urlencoded"}
    for body, headers in (
        (b"\xff\xfe", form),
        (b"text=%ff%ed%a0%80%00", form),
        (b"a=1&" * 5_000, form),
        (b"--x\r\n", {"content-type": "multipart/form-data; boundary=x"}),
        (b"x", {"content-type": "multipart/form-data"}),
    ):
        for page in ("/paste", "/preferences"):
            assert client.post(page, content=body, headers=headers).status_code < 500, (page, body)
    assert client.post("/paste", files={"text": ("x.txt", b"abc")}).status_code == 400
    assert client.get("/", headers={"content-length": "9" * 5_000}).status_code == 413
