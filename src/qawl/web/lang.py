"""The interface's language: which one a reader wants, and its words."""

import functools
import importlib.resources
import io
from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale, negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from markupsafe import Markup, escape
from starlette.requests import Request

from qawl.lang.page import PageWords, page_words
from qawl.marks import shown

LANGUAGES = ("ar", "en")
"""Languages of the interface, the first one where a reader asks for none of them."""

NAMES = {"ar": "العربية", "en": "English"}
"""What each calls itself."""

COOKIE = "lang"
"""The cookie that keeps what a reader chose."""


@dataclass(frozen=True)
class Interface:
    """A language of the interface: `_` and `ngettext` translate what templates say, `words` are those of the record's page."""

    code: str
    direction: str
    locale: Locale
    words: PageWords
    gettext: Callable[..., Markup]
    ngettext: Callable[..., Markup]


@functools.cache
def interface(code: str) -> Interface:
    """A language by its code, one of LANGUAGES."""
    locale = Locale.parse(code)
    translations = _translations(code, locale)

    def gettext(message: str, **values: object) -> Markup:
        return _filled(translations.gettext(message), values)

    def ngettext(one: str, many: str, n: int, **values: object) -> Markup:
        return _filled(translations.ngettext(one, many, n), {"n": n, **values})

    words = page_words(code)
    return Interface(code, words.direction, locale, words, gettext, ngettext)


def language_of(request: Request) -> str:
    """The language for a request: `?lang=`, else what the reader chose before, else what the browser asks for."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return wanted
    accepted = [part.partition(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")]
    return negotiate_locale(accepted, LANGUAGES, sep="-") or LANGUAGES[0]


def _translations(code: str, locale: Locale) -> Translations:
    """The catalogues of a language: every `.po` file of its folder, read as it is, so that nothing has to be compiled."""
    folder = importlib.resources.files("qawl.web") / "locale" / code / "LC_MESSAGES"
    catalog = Catalog(locale)
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".po")), key=lambda f: f.name):
        for message in read_po(io.BytesIO(file.read_bytes()), locale=locale):
            if message.id:  # the header has none
                catalog[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def _filled(message: str, values: dict[str, object]) -> Markup:
    """A message, whose markup is ours, with values, whose markup is not."""
    safe = {name: value if isinstance(value, Markup) else escape(shown(str(value))) for name, value in values.items()}
    return Markup(message) % safe if values else Markup(message)
