"""Correcting as a person does it, in Chromium: with the mouse, on a phone, without scripts."""

import shutil
import threading
from contextlib import contextmanager

import pytest

pytest.importorskip("playwright.sync_api")
import uvicorn
from playwright.sync_api import sync_playwright

from editing import Desk, store_in
from qawl.store import open_store
from samples import Maker, nahrain

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
at = Maker(nahrain().text)
# selects characters of the document's text, by their offsets, as a mouse would
SELECT = """([start, end]) => {
  const point = (offset) => {
    const p = [...document.querySelectorAll('#text p')].findLast((x) => Number(x.dataset.start) <= offset);
    let left = offset - Number(p.dataset.start);
    const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      const letters = [...n.data];
      if (left <= letters.length) return [n, letters.slice(0, left).join('').length];
      left -= letters.length;
    }
  };
  document.getSelection().setBaseAndExtent(...point(start), ...point(end));
}"""


@contextmanager
def served(app):
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def store(tmp_path):
    return store_in(tmp_path)


@pytest.fixture
def site(store):
    desk = Desk(store[0])
    with served(desk.app) as address:
        yield desk, address


@contextmanager
def editor(browser, site, **context):
    """A page of somebody who came with the token; afterwards, no error and no request to another host."""
    desk, address = site
    made = browser.new_context(**context)
    page, wrong = made.new_page(), []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith(address) else wrong.append(r.url))
    page.goto(f"{address}/edit?token={desk.tokens[-1]}")
    page.fill("[name=name]", "هدى")
    page.click("form .main")
    yield page
    assert wrong == []
    made.close()


def record(store):
    path, (key, _) = store
    with open_store(path, create=False) as held:
        return {s.id: s for s in held.record(key).statements}


@pytest.mark.parametrize(("lang", "width"), [("ar", 1280), ("en", 1280), ("ar", 390), ("en", 390)])
def test_spans_are_chosen_by_selecting(browser, site, store, lang, width):
    key = store[1][0]
    new, part = at("أنّ انهيار المحادثات"), at("نقطة الصفر")
    with editor(browser, site, locale=lang, viewport={"width": width, "height": 844}) as page:
        page.goto(f"{site[1]}/d/{key}")
        page.click(f'a[href="/edit/d/{key}/s/a10"]')
        page.select_option("[name=act]", "deny")
        page.evaluate(SELECT, [new.start, new.end])
        page.click('#picked [data-set="content"]:not([data-more])')
        page.evaluate(SELECT, [part.start, part.end])
        page.click("#picked [data-more]")
        assert page.is_hidden("#picked")
        page.click("button[value=save]")
        page.wait_for_selector(".done")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.get_attribute("html", "dir") == ("rtl" if lang == "ar" else "ltr")
    assert record(store)["a10"].content == (new, part)
    assert record(store)["a10"].act == "deny"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_statement_is_added_and_taken_back(browser, site, store, width):
    key = store[1][0]
    content, cue = at("أنّ المسوّدة تنصّ على انسحاب متدرّج تحت إشراف دولي"), at("أكدت")
    with editor(browser, site, locale="ar", viewport={"width": width, "height": 844}) as page:
        page.goto(f"{site[1]}/edit/d/{key}")
        page.evaluate(SELECT, [content.start, content.end])
        page.click("#picked [data-new]")
        page.evaluate(SELECT, [cue.start, cue.end])
        page.click('#picked [data-set="cue"]')
        page.fill("[name=speaker]", "مصادر مطلعة")
        page.select_option("[name=speaker_kind]", "unnamed")
        page.click("button[value=save]")
        page.wait_for_selector(".done")
        (new,) = record(store).keys() - {s.id for s in nahrain().statements}
        assert record(store)[new].content == (content,)
        assert record(store)[new].cue == (cue,)
        page.click(".done button")
        page.wait_for_selector(".history .gone")
    assert new not in record(store)


def test_without_scripts_the_fields_do(browser, site, store):
    key, new = store[1][0], at("انهيار المحادثات")
    with editor(browser, site, java_script_enabled=False) as page:
        page.goto(f"{site[1]}/edit/d/{key}/s/a10")
        assert page.is_hidden("#picked")
        page.locator("[name=content_start]").first.fill(str(new.start))
        page.locator("[name=content_end]").first.fill(str(new.end))
        page.click("button[value=look]")
        assert page.locator("mark.content").inner_text() == new.of(nahrain().text)
        page.click("button[value=save]")
        page.wait_for_selector(".done")
    assert record(store)["a10"].content == (new,)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_anybodys_way(browser, site, store, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    key = store[1][0]
    with editor(browser, site, locale="ar", color_scheme=scheme, bypass_csp=True) as page:
        page.goto(f"{site[1]}/edit/d/{key}/s/a10")
        page.select_option("[name=act]", "deny")
        page.click("button[value=save]")
        pages = (
            f"/edit/d/{key}",
            f"/edit/d/{key}/s/a10",
            f"/edit/d/{key}/add",
            f"/history/{key}",
            "/edit",
            "/edit/entities?gone=المرفأ&kept=مجلس",
        )
        for address in pages:
            page.goto(site[1] + address)
            found = [v for v in axe.run(page).response["violations"] if v["impact"] in ("serious", "critical")]
            assert found == [], (address, [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found])
