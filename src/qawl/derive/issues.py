"""What a position is about: a short noun phrase out of a content, and whether two of them are one issue."""

import re
from functools import lru_cache

from qawl.fold import fold
from qawl.lang import Language
from qawl.marks import IGNORED, bare
from qawl.types import Span, Spans

_WORD = re.compile(rf"[\w{IGNORED}]+")
_STOP = re.compile(r"[،,؛;:!؟?\n]|\.(?=\s+[^\sa-z]|\s*$|\.)|\s[-–—]\s")
_EDGES = " \"«»“”'،,.؛:()"
LONGEST = 12
"""Words of an issue: a phrase that fits a cell of a table."""
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف")
_STEM = 3
_SURE = 4  # letters of a word whose first may be a prefix


def issue_of(text: str, content: Spans, language: Language) -> Span:
    """The part of a content that names what is at issue: without its complementizer, up to the end of its first clause."""
    span = max(content, key=lambda c: (c.end - c.start > 20, -c.start))
    words = list(_WORD.finditer(text, span.start, span.end))
    k = 0
    while k < len(words) - 1 and language.introduces(bare(words[k].group())):
        k += 1
    if not words:
        return span
    start, end = words[k].start() + _prefix(text, words[k].group(), language), span.end
    if (stop := _STOP.search(text, words[min(k + 1, len(words) - 1)].end(), span.end)) is not None:
        end = stop.start()
    inside = [w for w in words[k:] if w.end() <= end]
    for n, w in enumerate(inside):
        if n >= LONGEST or (n > 2 and bare(w.group()).lower() in language.clause_openers):
            end = inside[n - 1].end()
            break
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    while start < end and text[start] in _EDGES:
        start += 1
    return Span(start, end) if end > start else span


def _prefix(text: str, word: str, language: Language) -> int:
    """Letters of a complementizer written on to a word (`بسحب`), where the rest is a word of the text: 0 or 1."""
    if word[:1] not in language.complementizers or len(word) < _SURE:
        return 0
    return int(re.search(rf"(?<!\w)(?:{'|'.join(language.definite) or ''})?{re.escape(word[1:])}(?!\w)", text) is not None)


def phrase(text: str, span: Span) -> str:
    """An issue as it is shown: the text's own words on one line, without quotation marks."""
    return " ".join(span.of(text).translate(_UNQUOTED).split()).strip(_EDGES)


_UNQUOTED = str.maketrans(dict.fromkeys('"«»“”', None))


@lru_cache(maxsize=4096)
def topic(words: str) -> frozenset[str]:
    """The content words of a phrase, folded and conservatively stripped of what is written on to them."""
    out = set()
    for word in fold(words).split():
        stem = word
        for prefix in _PREFIXES:
            if stem.startswith(prefix) and len(stem) - len(prefix) >= _STEM:
                stem = stem[len(prefix) :]
                break
        for suffix in ("هما", "ها", "هم", "ات", "ين", "ون", "ه", "ي"):
            if stem.endswith(suffix) and len(stem) - len(suffix) >= _STEM:
                stem = stem[: -len(suffix)]
                break
        if len(stem) >= _STEM:
            out.add(stem)
    return frozenset(out)


def nearness(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words of two topics, of the smaller one, 0 to 1; two shared words are the least that count for much."""
    shared = len(a & b)
    least = min(len(a), len(b))
    return shared / least if least and (shared > 1 or least == 1) else shared / (2 * least) if least else 0.0
