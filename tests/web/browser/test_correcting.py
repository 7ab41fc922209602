"""Correcting as a person does it, in Chromium: with the mouse, on a phone, without scripts."""

import pytest

pytest.importorskip("playwright", reason="no Playwright installed")

from looks import LOOKS, PHONE, WIDE
from qawl.store import open_store
from qawl.web import Settings
from samples import Maker, nahrain
from served import barriers, serving

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


@pytest.fixture
def store(keep):
    return keep(nahrain())


@pytest.fixture
def key(store):
    return store[1][0]


@pytest.fixture
def enter(open_page, store):
    """Opens a page of the application as somebody who came with the token, at an address."""
    tokens = []
    with serving(store[0], Settings(edit=True), announce=tokens.append) as base:

        def opened(address, **how):
            page = open_page(base, f"/edit?token={tokens[-1]}", **how)
            page.fill("[name=name]", "هدى")
            page.click("form.narrow button")
            page.goto(base + address)
            return page

        yield opened


def record(store):
    path, (key,) = store
    with open_store(path, create=False) as held:
        return {s.id: s for s in held.record(key).statements}


@pytest.mark.parametrize(("lang", "width"), [(lang, width) for lang in ("ar", "en") for width in (PHONE, WIDE)])
def test_spans_are_chosen_by_selecting(enter, store, key, lang, width):
    new, part = at("أنّ انهيار المحادثات"), at("نقطة الصفر")
    page = enter(f"/d/{key}", lang=lang, width=width)
    page.click(f'a[href^="/edit/d/{key}/s/a10#"]')
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


@pytest.mark.parametrize(("width", "field"), [(PHONE, "[name=speaker]"), (WIDE, "button[value=save]")])
def test_its_words_and_the_form_are_in_sight_together(enter, key, width, field):
    page = enter(f"/d/{key}", width=width)
    page.emulate_media(reduced_motion="reduce")  # it is there at once
    page.click(f'a[href^="/edit/d/{key}/s/a12#"]')
    page.wait_for_load_state()
    for part in ("mark.content", field):
        box = page.locator(part).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"], part
    page.click("button[value=look]")
    page.wait_for_load_state()
    mark, window = (page.locator(part).first.bounding_box() for part in ("mark.content", ".window"))
    assert window["y"] <= mark["y"] and mark["y"] + mark["height"] <= window["y"] + window["height"]


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_a_statement_is_added_and_taken_back(enter, store, key, width):
    content, cue = at("أنّ المسوّدة تنصّ على انسحاب متدرّج تحت إشراف دولي"), at("أكدت")
    page = enter(f"/edit/d/{key}", width=width)
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


def test_without_scripts_the_fields_do(enter, store, key):
    new = at("انهيار المحادثات")
    page = enter(f"/edit/d/{key}/s/a10", script=False)
    assert page.is_hidden("#picked")
    page.locator("[name=content_start]").first.fill(str(new.start))
    page.locator("[name=content_end]").first.fill(str(new.end))
    page.click("button[value=look]")
    assert page.locator("mark.content").inner_text() == new.of(nahrain().text)
    page.click("button[value=save]")
    page.wait_for_selector(".done")
    assert record(store)["a10"].content == (new,)


@pytest.mark.parametrize(("lang", "width", "theme"), LOOKS)
def test_nothing_serious_stands_in_anybodys_way(enter, key, lang, theme, width):
    page = enter(f"/edit/d/{key}/s/a10", lang=lang, theme=theme, width=width)
    page.select_option("[name=act]", "deny")
    page.click("button[value=save]")
    page.wait_for_selector(".done")
    base = page.url.split("/edit")[0]
    names = "/edit/entities?gone=المرفأ&kept=مجلس"
    for address in (
        f"/edit/d/{key}",
        f"/edit/d/{key}/s/a10",
        f"/edit/d/{key}/add",
        f"/history/{key}",
        f"/d/{key}",
        "/edit",
        names,
    ):
        page.goto(base + address)
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
