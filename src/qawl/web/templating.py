"""Jinja for the pages: everything escaped, control characters shown, the interface's words at hand."""

import functools
import re

import jinja2
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from qawl import __version__
from qawl.export.view import title_of
from qawl.lang import language, languages
from qawl.marks import shown
from qawl.web import links
from qawl.web.lang import LANGUAGES, NAMES, interface
from qawl.web.names import called
from qawl.web.pieces import marked, speakers
from qawl.web.security import web_address

# C0 and C1 controls, and overrides and embeddings of direction
OBEYED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@functools.cache
def environment(code: str) -> jinja2.Environment:
    """The templates in a language of the interface, those of `qawl.export` among them."""
    out = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader("qawl.web"), jinja2.PackageLoader("qawl.export")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    out.filters["text"] = _text
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
        "address": links.address,
        "who_url": links.who_url,
        "like_url": links.like_url,
        "part_url": links.part_url,
        "place_link": links.place_link,
        "isolated": _isolated,
        "called": lambda entity: called(entity, code),
        "marked": marked,
        "speakers": speakers,
        "correct_url": links.correct_url,
        "correct_place": links.correct_place,
        "history_url": links.history_url,
        "record_url": links.record_url,
        "title_of": title_of,
        "version": __version__,
    }
    return out


def direction_of(lang: str) -> str:
    """How a text in a language is written; told by its letters where Qawl does not know the language."""
    if lang not in languages():
        return "auto"
    return "rtl" if language(lang).right_to_left else "ltr"


def _text(value: str) -> Markup:
    """A stretch of an article, escaped. Only what would reorder or erase its surroundings is shown instead of obeyed: direction
    marks and joiners are part of how Arabic is written.
    """
    return Markup(OBEYED.sub(lambda match: shown(match.group()), escape(value)))


def _isolated(name: str) -> Markup:
    """A name within a message: its direction changes nothing around it."""
    return Markup("<bdi>%s</bdi>") % shown(name)


def _finalized(value: object) -> object:
    """What stands in the page for a value: of a string the control characters too, which could reorder its neighbours."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
