"""Reading, as readers do it: in both languages, light and dark, on a wide screen and a phone, by mouse and by keyboard."""

import pytest

pytest.importorskip("playwright", reason="no Playwright installed")

from playwright.sync_api import expect

from looks import LOOKS, PHONE, WIDE
from payloads import PAYLOADS, article
from qawl.web import Settings
from samples import follow_up, nahrain, river
from served import barriers, serving


@pytest.fixture
def site(keep, stub):
    """An address, and the key of a document there."""
    path, keys = keep(nahrain(), follow_up(), river())
    with serving(path, pipeline=stub) as base:
        yield base, keys[0]


@pytest.mark.parametrize(("lang", "width", "theme"), LOOKS)
def test_pages_are_accessible_and_fit(open_page, site, lang, width, theme):
    base, key = site
    for address in ("/", f"/d/{key}", f"/d/{key}/record", "/paste"):
        page = open_page(base, address, lang=lang, width=width, theme=theme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.evaluate("document.documentElement.dir") == ("rtl" if lang == "ar" else "ltr")
        assert barriers(page) == [], address
    assert barriers(open_page(base, "/none", lang=lang, width=width, theme=theme, may_fail=True)) == []


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_mouse_shows_who_says_it(open_page, site, width):
    base, key = site
    page = open_page(base, f"/d/{key}", width=width)
    tip = page.get_by_role("tooltip")
    assert tip.count() == 0
    page.locator("mark.content.s9").first.hover()
    assert "دبلوماسي أوروبي" in tip.inner_text() and "نقلاً عن المرفأ 8" in tip.inner_text() and "الثقة" in tip.inner_text()
    assert page.locator("#s9").get_attribute("class").split()[-1] == "on"
    tip.hover()
    assert tip.count() == 1
    page.keyboard.press("Escape")
    assert tip.count() == 0


def test_the_keyboard_shows_it_too_and_leads_there_and_back(open_page, site):
    base, key = site
    page = open_page(base, f"/d/{key}", lang="en")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the header
    back = page.locator("mark a.back").nth(3)
    back.focus()
    tip = page.get_by_role("tooltip")
    assert "demands" in tip.inner_text() and back.get_attribute("aria-describedby") == "tip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#s4")
    page.locator("#s4 a.n").press("Enter")
    assert page.locator("mark:target").inner_text().endswith("بسحب قواته من منطقة السدّ قبل نهاية الشهر")
    assert tip.count() == 0


def test_letters_of_a_word_stay_joined_under_marks(open_page, site):
    base, key = site
    page = open_page(base, f"/d/{key}")
    styles = page.evaluate(
        "[...document.querySelectorAll('article mark')].map(m => getComputedStyle(m)).map(s => [s.paddingInlineStart, s.paddingInlineEnd, s.fontWeight])"
    )
    assert {tuple(s) for s in styles} == {("0px", "0px", "400")}
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Noto Naskh Arabic\"', 'قول'))")


def test_a_statement_is_copied_with_its_source(open_page, site):
    base, key = site
    page = open_page(base, f"/d/{key}")
    page.locator("#s11 button.copy").click()
    page.get_by_role("status").filter(has_text="نُسخ").wait_for(state="attached")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f'يوسف إبراهيم: بـ"الأجواء الإيجابية" (وكالة الأنباء المستقلة، 12 مايو 2026) {base}/d/{key}/a11'
    page.goto(copied.split()[-1])
    assert page.url.endswith(f"/d/{key}#s11")


def test_language_and_look_are_chosen(open_page, site):
    base, key = site
    page = open_page(base, f"/d/{key}")
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for(state="attached")
    assert page.url == f"{base}/d/{key}"
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_text("Appearance").click()
    page.get_by_role("button", name="Dark").click()
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto(base)
    expect(page.locator("html[data-theme=dark]")).to_have_count(1)


@pytest.mark.parametrize("script", [True, False])
def test_a_text_is_pasted_and_read(open_page, site, script):
    base, _ = site
    page = open_page(base, "/", script=script)
    page.locator("textarea").fill(nahrain().text)
    page.get_by_role("button", name="اقرأ", exact=True).click()
    page.locator("#s12").wait_for()
    expect(page.locator(".card")).to_have_count(12)
    expect(page.locator("#record .matrix")).to_have_count(1)
    assert page.locator("button.copy").first.is_visible() is script
    if script:
        assert barriers(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_what_can_not_be_read_is_told(open_page, site, script):
    base, _ = site
    page = open_page(base, "/paste", script=script, may_fail=True)
    page.get_by_role("button", name="اقرأ", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert "ألصق نصّاً" in page.get_by_role("alert").inner_text()


def test_without_script_the_links_do(open_page, site):
    base, key = site
    page = open_page(base, f"/d/{key}", script=False, width=PHONE)
    page.locator("mark a.back").nth(1).click()
    assert page.url.endswith("#s2") and page.locator(".card:target").is_visible()
    page.get_by_role("link", name="السجلّ").click()
    assert page.locator(".matrix").is_visible()


def test_places_of_a_long_article_are_found_on_their_page(open_page, keep, stub):
    path, (key,) = keep(nahrain())
    with serving(path, Settings(shown_chars=400), stub) as base:
        page = open_page(base, f"/d/{key}#s12", width=PHONE)
        page.wait_for_url("**/d/*?part=*#s12")
        assert page.locator("#s12").is_visible() and barriers(page) == []
        page.locator("nav.pager a[rel=prev]").click()
        expect(page.locator("#s12")).to_have_count(0)
        assert page.locator(".card").count() > 0


def test_no_payload_runs(open_page, keep, stub):
    tens = [" ".join(PAYLOADS[k::20]) for k in range(20)]
    path, keys = keep(*map(article, tens))
    with serving(path, pipeline=stub) as base:
        page = open_page(base)
        expect(page.locator(".documents li")).to_have_count(20)
        assert page.evaluate("window.ran") is None
        for key in keys:
            page.goto(f"{base}/d/{key}", wait_until="domcontentloaded")
            assert page.evaluate("window.ran") is None


def test_a_server_that_is_gone_is_told(open_page, keep, stub):
    path, _ = keep(nahrain())
    with serving(path, pipeline=stub) as base:
        page = open_page(base, "/paste", may_fail=True)
        page.locator("textarea").fill("قال الوزير إنّ الأمر انتهى")
    page.get_by_role("button", name="اقرأ", exact=True).click()
    page.get_by_text("لا يستجيب «قول»").wait_for()
