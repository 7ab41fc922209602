"""Jinja for the pages: everything escaped, control characters shown, the interface's words at hand."""

import functools

import jinja2
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from qawl import __version__
from qawl.lang import language, languages
from qawl.marks import shown
from qawl.web import links
from qawl.web.lang import LANGUAGES, NAMES, interface
from qawl.web.security import web_address


@functools.cache
def environment(code: str) -> jinja2.Environment:
    """The templates in a language of the interface. Those of `qawl.export` are there as `export/NAME`."""
    out = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.PackageLoader("qawl.web"), jinja2.PrefixLoader({"export": jinja2.PackageLoader("qawl.export")})]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    words = interface(code)
    out.globals |= {
        "_": words.gettext,
        "ngettext": words.ngettext,
        "w": words.words,
        "lang": code,
        "direction": words.direction,
        "languages": [(c, NAMES[c], interface(c).direction) for c in LANGUAGES],
        "number": lambda n: format_decimal(n, locale=words.locale),
        "percent": lambda share: format_percent(round(share, 2), locale=words.locale),
        "direction_of": direction_of,
        "web_address": web_address,
        "document_url": links.document_url,
        "statement_url": links.statement_url,
        "correct_url": links.correct_url,
        "history_url": links.history_url,
        "version": __version__,
    }
    return out


def direction_of(lang: str) -> str:
    """How a text in a language is written; told by its letters where Qawl does not know the language."""
    if lang not in languages():
        return "auto"
    return "rtl" if language(lang).right_to_left else "ltr"


def _finalized(value: object) -> object:
    """What stands in the page for a value: of a string the control characters too, which could reorder its neighbours."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
