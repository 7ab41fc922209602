"""Searching and comparing, as readers do it: in both languages, light and dark, on a wide screen and a phone."""

import re
from urllib.parse import urlencode

import pytest

pytest.importorskip("playwright", reason="no Playwright installed")

from playwright.sync_api import expect

from looks import LOOKS, PHONE, WIDE
from payloads import PAYLOADS
from samples import follow_up, nahrain, river
from served import barriers, serving

NORTH, SOUTH = "الجمهورية الشمالية", "الاتحاد الجنوبي"
PAGES = (
    "/search?q=السد",
    "/search?q=زرافة&act=deny",
    "/search?q=-السد",
    "/search?q=السد&within=meaning",
    "/who?name=لا أحد",
    "/timeline",
    "/meetings",
    "/who?name=سالم الراوي",
    f"/compare?party={NORTH}&party={SOUTH}",
    "/coverage?outlet=وكالة الأنباء المستقلة&outlet=Independent News",
)


@pytest.fixture
def base(keep, stub):
    path, _ = keep(nahrain(), follow_up(), river())
    with serving(path, pipeline=stub) as base:
        yield base


@pytest.mark.parametrize(("lang", "width", "theme"), LOOKS)
def test_pages_are_accessible_and_fit(open_page, base, lang, width, theme):
    for address in PAGES:
        page = open_page(base, address, lang=lang, width=width, theme=theme, may_fail="لا أحد" in address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert barriers(page) == [], address


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("lang", "width"), [("ar", PHONE), ("en", WIDE)])
def test_search_narrow_down_and_read(open_page, base, lang, width, script):
    page = open_page(base, "/search", lang=lang, width=width, script=script)
    page.locator("#q").fill("السد")
    page.locator("#q").press("Enter")
    assert page.locator("mark.hit").all_inner_texts() == ["السدّ"] * 3
    page.locator(".facets a[href*='act=deny']").click()
    expect(page.locator(".hits > li")).to_have_count(1)
    page.locator(".chips a").click()
    expect(page.locator(".hits > li")).to_have_count(3)
    page.locator(".hits a.where").first.click()
    assert re.search(r"/d/\w+#", page.url)
    page.go_back()
    page.locator(f"button[value={'en' if lang == 'ar' else 'ar'}]").click()
    expect(page.locator(".hits > li")).to_have_count(3)  # the same answers in the other language
    assert page.evaluate("document.documentElement.lang") == ("en" if lang == "ar" else "ar")


@pytest.mark.parametrize(("lang", "width"), [("ar", WIDE), ("en", PHONE)])
def test_compare(open_page, base, lang, width):
    page = open_page(base, "/compare", lang=lang, width=width)
    fields = page.locator("input[name=party]")
    fields.nth(0).fill(NORTH)
    fields.nth(1).fill(SOUTH)
    page.locator("main form button").click()
    assert page.locator(".matrix tbody tr").first.locator(".stance").count() >= 2
    bar = page.locator("figure a").first
    assert bar.bounding_box()["width"] > 0
    bar.click()
    assert page.locator(".hits > li").count() > 0


def test_no_payload_runs(open_page, base):
    page = open_page(base, "/search", lang="en", may_fail=True)
    for payload in PAYLOADS[::10]:
        page.goto(f"{base}/search?{urlencode({'q': payload, 'speaker': payload})}")
        assert page.evaluate("document.querySelectorAll('main script, main img, main iframe').length") == 0
