"""Pictures of every page of `qawl serve` on the shipped articles, in Chromium: python -m bench.screenshots FOLDER [PAGE ...]."""

import io
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import uvicorn
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from starlette.applications import Starlette

from qawl import load
from qawl.web import Settings, create_app
from qawl.web.sample import sample_store

WIDE, PHONE = (1280, 860), (390, 844)
TO_CORRECT = "#s13 .actions a[href^='/edit/']"
"""An article's statement that is a warning, which the program does not see."""
COLOURS = 256
"""Colours that are kept of a picture: letters stay sharp, and files small."""


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


def correcting(page: Page) -> None:
    """The form of a statement, with another act chosen and looked at."""
    article(page)
    page.locator(TO_CORRECT).click()
    page.locator("[name=act]").select_option("warn")
    page.locator("button[value=look]").click()
    page.wait_for_load_state()


def corrected(page: Page) -> None:
    """What became of it, made the first time that somebody comes here."""
    article(page)
    page.locator(TO_CORRECT).click()
    if page.locator("[name=act]").input_value() != "warn":
        page.locator("[name=act]").select_option("warn")
        page.locator("button[value=save]").click()
        page.locator(".done").wait_for()
        page.go_back()
    page.goto(page.url.replace("/edit/d/", "/history/").replace("/s/", "/"))


def at(path: str, **fields: str | list[str]) -> Callable[[Page], None]:
    """Goes to a page of answers."""
    return lambda page: page.goto(page.url.rstrip("/") + f"{path}?{urlencode(fields, doseq=True)}") and None


NORTH, SOUTH = "الجمهورية الشمالية", "الاتحاد الجنوبي"
PICTURES = (
    ("start", lambda _: None),
    ("article", hovered),
    ("record", record),
    ("paste", pasted),
    ("search", at("/search", q="السد")),
    ("meaning", at("/search", q="troops near the dam", within="meaning")),
    ("entity", at("/who", name="سالم الراوي")),
    ("compare", at("/compare", party=[NORTH, SOUTH])),
    ("coverage", at("/coverage", outlet=["وكالة الأنباء المستقلة", "الضفّة"], until="2026-05-15")),
    ("timeline", at("/timeline", voice=SOUTH)),
    ("meetings", at("/meetings")),
)
CORRECTING = (("correct", correcting), ("history", corrected))
LOOKS = (("ar", "light", WIDE), ("en", "dark", WIDE), ("ar", "dark", PHONE))


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The address of an application served on this machine, at a port that is free."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def kept(picture: bytes, path: Path) -> None:
    """Write a picture with the colours that it needs."""
    with Image.open(io.BytesIO(picture)) as full:
        full.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    folder, *wanted = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    pipeline, tokens = load(), list[str]()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        store = sample_store(Path(temporary), lambda: pipeline)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        reading = create_app(store, pipeline=pipeline)
        editing = create_app(store, Settings(edit=True), pipeline, announce=tokens.append)
        with serving(reading) as plain, serving(editing) as edit:
            for name, reach in (*PICTURES, *CORRECTING):
                if wanted and name not in wanted:
                    continue
                for lang, theme, (width, height) in LOOKS:
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        locale=lang,
                        color_scheme=theme,
                    )
                    page = context.new_page()
                    page.set_default_timeout(120_000)
                    if reach in dict(CORRECTING).values():
                        page.goto(f"{edit}/edit?token={tokens[-1]}")
                        page.locator("main [name=name]").fill("هدى")
                        page.locator("main form button").click()
                        page.wait_for_url(f"{edit}/")
                    else:
                        page.goto(plain)
                    reach(page)
                    page.wait_for_timeout(400)  # fonts, and what moves
                    place = "phone" if width == PHONE[0] else theme
                    kept(page.screenshot(), Path(folder) / f"{name}-{lang}-{place}.png")
                    context.close()
        browser.close()


if __name__ == "__main__":
    main()
