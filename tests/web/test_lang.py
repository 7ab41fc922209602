import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

import qawl.web
from qawl.web import faults
from qawl.web.context import NAVIGATION
from qawl.web.lang import LANGUAGES, interface

WEB = Path(qawl.web.__file__).parent


def said():
    """Everything that the pages say, in English."""
    for file in (WEB / "templates").glob("*.html"):
        text = file.read_text(encoding="utf-8")
        yield from (a or b for a, b in re.findall(r"""\b_\(\s*(?:"([^"]+)"|'([^']+)')""", text))
        yield from (one for one in re.findall(r'ngettext\("([^"]+)"', text))
    for file in WEB.rglob("*.py"):
        with file.open("rb") as source:
            yield from (m if isinstance(m, str) else m[0] for _, m, _, _ in extract("python", source, {"_": None}))
    yield from (name for _, name in NAVIGATION)
    yield from (words for _, _, *both in faults._KINDS for words in both)


def test_everything_is_translated_once_and_nothing_else():
    known = {}
    for file in (WEB / "locale" / "ar" / "LC_MESSAGES").glob("*.po"):
        for message in read_po(io.BytesIO(file.read_bytes()), locale="ar"):
            if message.id:  # the header has none
                name = message.id if isinstance(message.id, str) else message.id[0]
                assert name not in known, name
                known[name] = message
    assert set(said()) == set(known)
    for message in known.values():
        strings = [message.string] if isinstance(message.string, str) else message.string
        assert all(strings) and not message.fuzzy and not list(message.check())


def test_plural_forms():
    count = lambda code, n: str(interface(code).ngettext("%(n)s statement", "%(n)s statements", n))  # noqa: E731
    assert [count("ar", n) for n in (0, 1, 2, 3, 11, 100)] == ["لا أقوال", "قول واحد", "قولان", "3 أقوال", "11 قولاً", "100 قول"]
    assert [count("en", n) for n in (1, 2)] == ["1 statement", "2 statements"]


def test_values_are_escaped():
    assert interface("en").gettext("%(x)s!", x="<b>\u202e") == "&lt;b&gt;⟨U+202E⟩!"


@pytest.mark.parametrize(
    ("headers", "query", "lang"),
    [
        ({}, "", "ar"),
        ({"accept-language": "en-GB,en;q=0.8"}, "", "en"),
        ({"accept-language": "fr,ar;q=0.5"}, "", "ar"),
        ({"accept-language": "ru"}, "", "ar"),
        ({"accept-language": "en", "cookie": "lang=ar"}, "", "ar"),
        ({"cookie": "lang=ar"}, "?lang=en", "en"),
        ({"cookie": "lang=xx"}, "?lang=<b>", "ar"),
    ],
)
def test_the_language_that_is_wanted(three, headers, query, lang):
    answer = three[0].get(f"/{query}", headers={"accept-language": "", **headers})
    assert (
        f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in answer.text
        and answer.headers["content-language"] == lang
    )


def test_every_page_is_there_in_both(three):
    client, (key, *_) = three
    for lang in LANGUAGES:
        for address in ("/", f"/d/{key}", f"/d/{key}/record", "/paste", "/none"):
            assert f'lang="{lang}"' in client.get(address, params={"lang": lang}).text
