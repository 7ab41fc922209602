"""Query: questions to a store in words and names, and answers to show."""

from qawl.query.compare import Row, Stand, compare
from qawl.query.like import like
from qawl.query.search import Hit, Page, ask, search
from qawl.query.variants import Piece, Said
from qawl.query.who import Office, Profile, timeline, who

__all__ = [
    "Hit",
    "Office",
    "Page",
    "Piece",
    "Profile",
    "Row",
    "Said",
    "Stand",
    "ask",
    "compare",
    "like",
    "search",
    "timeline",
    "who",
]
