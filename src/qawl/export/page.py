"""A dossier as one HTML file to mail around: no script, nothing loaded from anywhere, source text never markup.

Statement 3 of the only document is `#s3`, characters 120 to 180 are `#c120-180`; of the second of several they are `#d2-s3` and
`#d2-c120-180`.
"""

import base64
import functools
import hashlib
import importlib.resources

import jinja2
from markupsafe import Markup

from qawl import __version__
from qawl.derive.dossier import Dossier
from qawl.export.view import View
from qawl.lang.page import page_words
from qawl.marks import shown

_CSS = (("static", "dossier.css"), ("templates", "record.css"))


def to_html(dossier: Dossier) -> str:
    """The page: head, parties and offices, meetings, matrix, disputes, statements, and the documents' text with every statement
    marked. Its language is the first document's, English where it has no words (`page.json`).
    """
    words = page_words(dossier.documents[0].lang if dossier.documents else "")
    css = _css()
    return (
        _environment()
        .get_template("record.html.jinja")
        .render(
            d=dossier,
            w=words,
            css=Markup(css),  # ours, not anybody's text
            csp_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
            view=View(dossier, words),
            version=__version__,
            models=sorted({r.model for r in dossier.documents}),
        )
    )


@functools.cache
def _environment() -> jinja2.Environment:
    """Jinja, with every string of a dossier escaped and its control characters shown, not obeyed."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("qawl.export"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda v: shown(v) if isinstance(v, str) and not isinstance(v, Markup) else v,
    )


@functools.cache
def _css() -> str:
    folder = importlib.resources.files("qawl.export")
    return "".join((folder / part / name).read_text(encoding="utf-8") for part, name in _CSS)
