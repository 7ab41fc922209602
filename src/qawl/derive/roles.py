"""Offices: who holds which office of what, read off the titles that stand with a person's name or for it."""

import re
from bisect import bisect_left

from qawl.fold import fold
from qawl.lang import Language
from qawl.marks import IGNORED, bare
from qawl.parties import Parties, usual_name
from qawl.types import Entity, Mention, Role, Span

_WORD = re.compile(rf"[\w{IGNORED}]+")
_EDGES = ' \n"«»“”،,()'
_LONGEST = 14  # words of a title; a longer one is a biography
_SAME = 0.75  # of the words of two titles in common: one office, said twice


def roles(
    text: str,
    entities: tuple[Entity, ...],
    mentions: tuple[Mention, ...],
    language: Language,
    parties: Parties,
    published: str | None,
) -> tuple[Role, ...]:
    """The offices that the text gives persons, in the order in which it does; `as_of` is the publication date.

    `of` is the usual name of the body or state: named inside the title, or told by an adjective at its end.
    """
    titles = {m.span for m in mentions if m.kind == "title"}
    bodies = ((span, e) for e in entities if e.kind != "person" for span in e.mentions if span not in titles)
    named = sorted(bodies, key=lambda n: n[0])
    found: list[tuple[Span, Role]] = []
    for person in entities:
        if person.kind != "person":
            continue
        kept: list[tuple[tuple[str, ...], str]] = []
        for span in person.mentions:
            if span not in titles:
                continue
            office, of = _read(text, span, named, language, parties)
            words = tuple(_words(office))
            if not words or any(_alike(words, w) and (not of or not o or of == o) for w, o in kept):
                continue
            kept.append((words, of))
            found.append((span, Role(person.name, office, of, evidence=span, as_of=published)))
    return tuple(role for _, role in sorted(found, key=lambda f: f[0]))


def _words(phrase: str) -> list[str]:
    return [w.removeprefix("ال") for w in fold(phrase).split()]


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two titles are one office: most words in common, and the same first one (a deputy is not his minister)."""
    return a[0] == b[0] and len({*a} & {*b}) >= _SAME * min(len({*a}), len({*b}))


def _read(text: str, title: Span, named: list[tuple[Span, Entity]], language: Language, parties: Parties) -> tuple[str, str]:
    """The office's own words and whose office it is; ("", "") where the title is only a reference (`رئيسها`, `الأخير`)."""
    words = list(_WORD.finditer(text, title.start, title.end))
    if not words or len(words) > _LONGEST or _refers(words, language):
        return "", ""
    start, end, of = title.start, title.end, ""
    k = bisect_left(named, title.start, key=lambda n: n[0].start)
    body = next(((s, e) for s, e in named[k : k + 8] if s.start >= title.start and s.end < title.end + 1), None)
    if body is not None and body[0].start == title.start:  # the White House spokesman, Ukraine's president
        of, start = body[1].name, body[0].end
        start += 2 if text[start : start + 2] in ("'s", "’s") else 0
    elif body is not None:
        of = body[1].name
        before = [m for m in words if m.end() <= body[0].start]
        end = body[0].start
        while before and (bare(before[-1].group()) in language.of_words or before[-1].end() > end):
            end = before.pop().start()
    else:
        last = bare(words[-1].group())
        state = parties.adjective(last) if len(words) > 1 else None
        if state is None and len(words) > 1:
            country = parties.find(last, language.code)
            state = country if country is not None and country.kind == "state" else None
        if state is not None:
            of, end = usual_name(state, language.code), words[-1].start()
        elif len(words) > 1 and (first := parties.adjective(bare(words[0].group()))) is not None:  # the Russian minister
            of, start = usual_name(first, language.code), words[1].start()
    office = " ".join(text[start:end].strip(_EDGES).split())
    trimmed = [w for w in office.split() if w]
    while trimmed and bare(trimmed[-1]).strip("ـ") in language.of_words:
        trimmed.pop()
    return " ".join(trimmed).strip(_EDGES), of


def _refers(words: list[re.Match[str]], language: Language) -> bool:
    """Whether a title is one word that only refers back: with a possessive, or none of an office."""
    words = [w for w in words if w.group().lower() not in language.determiners]
    first = bare(words[0].group()).lower() if words else ""
    owned = any(first.endswith(e) and len(first) > len(e) + 2 for e in language.possessives if first != "رئيسة")
    return len(words) <= 1 and (not first or owned or first in language.pronouns or first in language.bare_references)
