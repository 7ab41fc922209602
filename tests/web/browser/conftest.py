"""A browser on a served application. Skipped by name where no Chromium is installed."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items):
    for item in items:
        if CHROMIUM is None and "/web/browser/" in str(item.path):
            item.add_marker(pytest.mark.skip(reason="no Chromium installed"))


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens a page; when the test ends, nothing may have gone wrong in it: no error on the console, no request off the host."""
    contexts, wrong = [], []

    def opened(base, address="/", *, lang="ar", width=1280, theme="light", script=True, may_fail=False):
        height = 844 if width < 600 else 900
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale=lang, color_scheme=theme, java_script_enabled=script
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") and not may_fail else None)
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((base, "data:")) else None)
        page.goto(base + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
