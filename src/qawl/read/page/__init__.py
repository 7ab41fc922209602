"""A page's bytes to its article. Heavy imports: only the parsing process (`qawl.read.child`) needs it."""

from qawl.read.page.article import read_page

__all__ = ["read_page"]
