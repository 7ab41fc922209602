"""Pictures of every page of `qawl serve` on the shipped articles, in Chromium: python -m bench.screenshots FOLDER."""

import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from qawl import load
from qawl.web import create_app
from qawl.web.sample import sample_store

PORT = 8791
WIDE, PHONE = (1280, 860), (390, 844)


def article(page: Page, number: int = 2) -> None:
    page.locator(".documents a").nth(number).click()


def hovered(page: Page) -> None:
    article(page)
    page.locator("mark.content.s7").first.hover()


def record(page: Page) -> None:
    article(page, 6)
    page.locator(".tabs a").nth(1).click()


def pasted(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/paste")
    page.locator("textarea").fill((Path(__file__).parent.parent / "examples" / "river-talks.en.txt").read_text("utf-8"))
    page.locator("form.paste button").click()
    page.locator(".card").first.wait_for()


PICTURES = (
    ("start", lambda _: None),
    ("article", hovered),
    ("record", record),
    ("paste", pasted),
)
LOOKS = (("ar", "light", WIDE), ("en", "dark", WIDE), ("ar", "dark", PHONE))


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    pipeline = load()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        store = sample_store(Path(temporary), lambda: pipeline)
        server = uvicorn.Server(uvicorn.Config(create_app(store, pipeline=pipeline), port=PORT, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, reach in PICTURES:
            for lang, theme, (width, height) in LOOKS:
                context = browser.new_context(viewport={"width": width, "height": height}, locale=lang, color_scheme=theme)
                page = context.new_page()
                page.set_default_timeout(120_000)
                page.goto(f"http://127.0.0.1:{PORT}/")
                reach(page)
                page.wait_for_timeout(400)  # fonts, and what moves
                place = "phone" if width == PHONE[0] else theme
                page.screenshot(path=folder / f"{name}-{lang}-{place}.png")
                context.close()
        browser.close()
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
