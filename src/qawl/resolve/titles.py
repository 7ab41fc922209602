"""Titles that the tagger left out, by syntax: words from a noun of office up to a person's name, or between commas after it."""

import re
from bisect import bisect_left

from qawl.lang import Language
from qawl.marks import IGNORED, bare
from qawl.resolve.agreement import of_noun
from qawl.resolve.lexicon import Lexicon, lexicon
from qawl.resolve.phrase import stems
from qawl.types import Mention, Span

BEFORE, AFTER = 120, 100
"""Characters before a name, and after it, in which a title is looked for."""
LONGEST = 9
"""Words of a title."""
CLOSE, JOINT = 5, 3
"""Characters between a title and its body, or the body and a name, and how many of them are letters of a preposition."""
_WORD = re.compile(rf"[\w{IGNORED}'’-]+")
_STOP = re.compile(r"[.،,:;؛«»\"“”()\n؟?!]")
_OWNS = ("'s ", "’s ")
_OPENS = re.compile(r"\s*[،,]\s*")


def with_titles(text: str, mentions: tuple[Mention, ...], language: Language) -> tuple[Mention, ...]:
    """The mentions, and beside them the titles that stand right before a person's name, or after it between commas.

    A title is not looked for where one is tagged already; one that is tagged up to the body whose office it is (the
    chairman | of *Hamas*, Khaled Mashal) takes the body in.
    """
    lex = lexicon(language.code)
    if language.head_stops:
        mentions = _apart(text, mentions, lex, language)
    people = sorted(m.span for m in mentions if m.kind == "person")
    bodies = sorted(m.span for m in mentions if m.kind not in ("person", "title"))
    mentions = tuple(_inner(_whole(m, text, people, bodies), text, people, lex, language) for m in mentions)
    titles = sorted(m.span for m in mentions if m.kind == "title")
    out: list[Mention] = []
    last = 0
    for k, person in enumerate(people):
        following = people[k + 1].start if k + 1 < len(people) else len(text)
        found = _before(text, person, last, lex, language) or _after(text, person, following, lex, language)
        if found is not None and not _overlaps(found, titles):
            out.append(Mention(found, "title"))
        last = person.end
    return (*mentions, *out)


def _apart(text: str, mentions: tuple[Mention, ...], lex: Lexicon, language: Language) -> tuple[Mention, ...]:
    """The mentions; what was taken for a person's name and says what somebody is (a *spokeswoman* for Interior, the Dutch
    *envoy*) as a title. A title takes in one that it overlaps, and the body right before it whose it is (*Ghana's* envoy).
    """
    out: list[Mention] = []
    titles: list[Span] = []
    bodies = {m.span.end: m.span.start for m in mentions if m.kind not in ("person", "title")}
    for m in mentions:
        words = list(_WORD.finditer(text, m.span.start, m.span.end)) if m.kind == "person" else []
        words = words[1:] if words and words[0].group().lower() in language.determiners else words
        head = words[_head(words, language)].group() if words else ""
        if head.islower() and _office(head, lex, language) == 0:
            titles.append(Span(words[0].start(), m.span.end))
        elif m.kind == "title":
            titles.append(m.span)
        else:
            out.append(m)
    for title in sorted(titles):
        before = title.start - len("'s ")
        start = bodies.get(before, title.start) if text[max(0, before) : title.start] in _OWNS else title.start
        if out and out[-1].kind == "title" and start < out[-1].span.end:
            start = out.pop().span.start
        out.append(Mention(Span(start, title.end), "title"))
    return tuple(out)


def _whole(title: Mention, text: str, people: list[Span], bodies: list[Span]) -> Mention:
    """A title, with the body that stands between it and a person's name; other mentions as they are."""
    if title.kind != "title":
        return title
    k = bisect_left(bodies, title.span.end, key=lambda s: s.start)
    if (
        k == len(bodies)
        or len(text[title.span.end : bodies[k].start].strip()) > JOINT
        or bodies[k].start > title.span.end + CLOSE
    ):
        return title
    body = bodies[k]
    n = bisect_left(people, body.end, key=lambda s: s.start)
    near = (
        n < len(people) and people[n].start <= body.end + CLOSE and not any(c.isalnum() for c in text[body.end : people[n].start])
    )
    return Mention(Span(title.span.start, body.end), "title") if near else title


def _inner(title: Mention, text: str, people: list[Span], lex: Lexicon, language: Language) -> Mention:
    """Of the title of somebody unnamed and of whom he speaks for, right before a name (a spokesman for *the president* X), the
    second, which is the name's.
    """
    found = list(_WORD.finditer(text, title.span.start, title.span.end)) if title.kind == "title" and language.definite else []
    n = bisect_left(people, title.span.end, key=lambda s: s.start)
    if not found or n == len(people) or text[title.span.end : people[n].start].strip():
        return title
    joint = next((k for k in range(1, len(found)) if bare(found[k].group()) in language.of_words), len(found))
    if joint == len(found) or bare(found[0].group()).startswith(language.definite):
        return title
    inner = next((w for w in found[joint + 1 :] if _opens(w.group(), lex, language)), None)
    return Mention(Span(inner.start(), title.span.end), "title") if inner else title


def _overlaps(span: Span, titles: list[Span]) -> bool:
    k = bisect_left(titles, span)
    return any(t.start < span.end and span.start < t.end for t in titles[max(0, k - 1) : k + 1])


def _before(text: str, person: Span, last: int, lex: Lexicon, language: Language) -> Span | None:
    low = max(last, person.start - BEFORE)
    stops = [m.end() for m in _STOP.finditer(text, low, person.start)]
    words = list(_WORD.finditer(text, stops[-1] if stops else low, person.start))[-LONGEST:]
    if not words or text[words[-1].end() : person.start].strip():
        return None
    at = next((k for k in range(len(words) - 1, -1, -1) if _opens(words[k].group(), lex, language)), None)
    if at is None:
        return None
    while (
        at
        and not bare(words[at - 1].group()).startswith(language.definite)
        and _office(words[at - 1].group(), lex, language) == 0
    ):
        at -= 1  # the deputy of the minister
    elsewhere = language.complementizers if language.name_particles else language.complementizers | language.clause_openers
    if any(bare(w.group()) in elsewhere for w in words[at:]):
        return None  # "it is planned that he ...", an official *after* he met X
    if language.name_particles and not all(_capital(w.group(), language) for w in words[at + 1 :]):
        return None  # the minister *met* Tim Allen
    prefix = _office(words[at].group(), lex, language) or 0
    return Span(words[at].start() + prefix, words[-1].end())


def _after(text: str, person: Span, following: int, lex: Lexicon, language: Language) -> Span | None:
    opened = _OPENS.match(text, person.end)
    if opened is None:
        return None
    high = min(following, opened.end() + AFTER)
    closed = _STOP.search(text, opened.end(), high)
    words = list(_WORD.finditer(text, opened.end(), closed.start() if closed else opened.end()))
    words = words[1:] if words and words[0].group() in language.apposing else words  # X, *who is* the director of Y,
    article = bool(words) and words[0].group().lower() in language.determiners
    words = words[1:] if article else words
    if not words or len(words) > LONGEST:
        return None
    head = _head(words, language) if article or words[0].group()[0].isupper() else 0
    return Span(words[0].start(), words[-1].end()) if _office(words[head].group(), lex, language) == 0 else None


def _head(words: list[re.Match[str]], language: Language) -> int:
    """Which word an office's noun is: the first, or the last one before a preposition, as the language has it (the UN special
    *envoy* for Yemen).
    """
    if not language.head_stops:
        return 0
    return next((k for k, w in enumerate(words) if k and w.group().lower() in language.head_stops), len(words)) - 1


def _capital(word: str, language: Language) -> bool:
    return word[0].isupper() or word in language.of_words


def _opens(word: str, lex: Lexicon, language: Language) -> bool:
    """Whether a word may be a title's first: a noun of office, not of several (the speaker of *deputies*)."""
    return _office(word, lex, language) is not None and of_noun(word, language).plural is not True


def _office(word: str, lex: Lexicon, language: Language) -> int | None:
    """How many letters stand before a noun of office that a word is: 0, or 1 for one written on to it; None where it is none."""
    plain = bare(word)
    for prefix in (0, 1):
        if prefix and (plain[:1] not in language.proclitics or len(plain) < 4):
            return None
        if next(iter(stems(plain[prefix:], language)), "") in lex.functions:
            return prefix if plain == word else 0
    return None
