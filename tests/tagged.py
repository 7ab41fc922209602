"""Statements as the tagger leaves them, by the words of their text."""

from qawl.types import Span, Statement


def said(text, cue, *contents, source="", quotation="indirect"):
    """A statement with the first places of its words in the text, with the cue for its id; without what is empty."""
    at = lambda *words: tuple(Span(text.index(w), text.index(w) + len(w)) for w in words if w)  # noqa: E731
    return Statement(id=cue, source=at(source), cue=at(cue), content=at(*contents), quotation=quotation, act="assert")
