"""What a position is about: a short noun phrase out of a content, and whether two of them are one issue."""

import re
from functools import lru_cache

from qawl.fold import fold
from qawl.lang import Language
from qawl.marks import WORD, bare
from qawl.types import Span, Spans

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
    words = list(WORD.finditer(text, span.start, span.end))
    k = 0
    while k < len(words) - 1 and language.introduces(bare(words[k].group())):
        k += 1
    if not words:
        return span
    k, joined = _past_attitude([bare(w.group()) for w in words], k, language)
    start, end = words[k].start() + (joined or _prefix(text, words[k].group(), language)), span.end
    if (stop := _STOP.search(text, words[min(k + 1, len(words) - 1)].end(), span.end)) is not None:
        end = stop.start()
    inside = [w for w in words[k:] if w.end() <= end]
    last = next((n for n, w in enumerate(inside) if n >= LONGEST or (n > 2 and _opens(w, language))), 0) - 1
    if last > 0:
        while last > 1 and bare(inside[last].group()).lower() in language.frequent | language.of_words:
            last -= 1
        end = inside[last].end()
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    while start < end and text[start] in _EDGES:
        start += 1
    return Span(start, end) if end > start else span


def _opens(word: re.Match[str], language: Language) -> bool:
    return bare(word.group()).lower() in language.clause_openers


def _past_attitude(words: list[str], k: int, language: Language) -> tuple[int, int]:
    """The word after what a speaker has of the issue, past `قلقه من`, `قلق بلاده إزاء` (the stance says it), and how many letters
    of it are the preposition: `أسفها لسقوط`.
    """
    own = any(words[k].endswith(e) and words[k].removesuffix(e) in language.attitudes for e in language.possessives)
    of_country = k + 1 < len(words) and words[k] in language.attitudes and words[k + 1] in language.generic
    at = k + own + 2 * of_country
    if k < at < len(words) - 1 and words[at] in language.towards:
        return at + 1, 0
    written_on = k < at < len(words) and len(words[at]) >= _SURE and words[at][0] in language.towards
    return (at, 1) if written_on else (k, 0)


def _prefix(text: str, word: str, language: Language) -> int:
    """Letters of a complementizer written on to a word (`بسحب`), where the rest is a word of the text elsewhere: 0 or 1."""
    if word[:1] not in language.complementizers or len(word) < _SURE:
        return 0
    known, before = _words_of(text), ("", *language.definite, *(p for p in language.proclitics if p != word[0]))
    return int(any(b + word[1:] + after in known for b in before for after in ("", *language.possessives)))


@lru_cache(maxsize=4)
def _words_of(text: str) -> frozenset[str]:
    """The words of a text, with their marks and without."""
    words = set(WORD.findall(text))
    return frozenset(words | set(map(bare, words)))


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
