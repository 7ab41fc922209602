"""Query: questions to a store in words and names, and answers to show."""

from qawl.query.compare import Row, Stand, compare
from qawl.query.coverage import Coverage, coverage
from qawl.query.like import like, quoted
from qawl.query.meetings import Event, meetings
from qawl.query.search import Hit, Page, ask, search
from qawl.query.variants import Piece, Said
from qawl.query.who import Office, Profile, Topic, timeline, who

__all__ = [
    "Coverage",
    "Event",
    "Hit",
    "Office",
    "Page",
    "Piece",
    "Profile",
    "Row",
    "Said",
    "Stand",
    "Topic",
    "ask",
    "compare",
    "coverage",
    "like",
    "meetings",
    "quoted",
    "search",
    "timeline",
    "who",
]
