"""Segment: a text's paragraphs, sentences, words, quotations and embedded posts, as spans."""

from qawl.segment.paragraphs import iter_paragraphs, iter_sentences, paragraphs, sentences
from qawl.segment.posts import posts
from qawl.segment.quotations import quotations
from qawl.segment.words import iter_words, words
from qawl.types import Segments

__all__ = ["paragraphs", "posts", "quotations", "segment", "sentences", "words"]


def segment(text: str) -> Segments:
    """All units of a text, each kind in reading order."""
    return Segments(
        paragraphs=tuple(iter_paragraphs(text)),
        sentences=tuple(iter_sentences(text)),
        words=tuple(iter_words(text)),
        quotations=quotations(text),
        posts=posts(text),
    )
