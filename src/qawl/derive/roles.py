"""Offices: who holds which office of what, read off the titles that stand with a person's name or for it."""

import functools
import itertools
import re
from bisect import bisect_left

import msgspec

from qawl.derive.phrases import plain_words
from qawl.lang import Language, language
from qawl.marks import WORD, bare
from qawl.parties import Parties, usual_name
from qawl.resolve.lexicon import lexicon
from qawl.resolve.phrase import stems
from qawl.types import Entity, Mention, Role, Span

_BREAK = re.compile(r"[.!?؟\n]")
_EDGES = ' \n"«»“”،,()'
_OWNING = re.compile(r"['’]s\b|\W")
_NAME = 5  # words of the name of a body before an office
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
    held = sorted(
        ((span, e) for e in entities if e.kind == "person" for span in e.mentions if span in titles), key=lambda h: h[0]
    )
    standing = sorted(titles)
    people = sorted(((s, e.name) for e in entities if e.kind == "person" for s in e.mentions), key=lambda p: p[0])
    found: list[Role] = []
    latest: dict[str, str] = {}  # the office of each person that was given last
    kept: dict[str, list[tuple[tuple[str, ...], int]]] = {}  # the offices of each person, and where they stand in `found`
    for span, person in ((part, e) for title, e in held for part in _parts(text, title, language)):
        office, of = _read(text, span, named, language, parties)
        if _head(office, language) in language.counterparts:
            before = _title_before(text, span, standing, language)
            office = _read(text, before, named, language, parties)[0] if before else _office_of_last(span, people, latest)
        words = tuple(plain_words(office))
        known = kept.setdefault(person.name, [])
        if not words or {*words} <= {*plain_words(person.name)} or not _is_office(office, language):
            continue
        same = [k for w, k in known if _alike(words, w) and (not of or not found[k].of or of == found[k].of)]
        if same:
            if of and not found[same[0]].of:
                found[same[0]] = msgspec.structs.replace(found[same[0]], of=of)
            continue
        known.append((words, len(found)))
        latest[person.name] = office
        found.append(Role(person.name, office, of, evidence=span, as_of=published))
    return tuple(found)


def _parts(text: str, title: Span, language: Language) -> list[Span]:
    """A title of several offices joined with `and` (`الأمين العام والمتحدث باسم الحزب`) as one each, without whose ally or
    colleague their holder is (`حليفها رئيس الحزب`).
    """
    words = list(WORD.finditer(text, title.start, title.end))
    owned = len(words) > 1 and bare(words[0].group()).endswith(language.possessives) and _names_office(words[1].group(), language)
    words = words[1:] if owned and not _names_office(words[0].group(), language) else words
    definite = bool(words) and bare(words[0].group()).startswith(language.definite)
    out, start = [], words[0].start() if words else title.start
    for before, word in itertools.pairwise(words):
        plain = bare(word.group())
        joined = plain[:1] in language.conjunctions and _names_office(plain[1:], language) and not _names_office(plain, language)
        if joined and plain[1:].startswith(language.definite) == definite and language.conjunctions:
            out.append(Span(start, before.end()))
            start = word.start() + 1
    return [*out, Span(start, title.end)]


def _title_before(text: str, counterpart: Span, titles: list[Span], language: Language) -> Span | None:
    """The title that stands before a counterpart's in the same sentence, whoever bears it."""
    k = bisect_left(titles, counterpart) - 1
    while k >= 0 and _head(titles[k].of(text), language) in language.counterparts:
        k -= 1
    if k < 0 or titles[k].end > counterpart.start or _BREAK.search(text, titles[k].end, counterpart.start):
        return None
    return titles[k]


def _office_of_last(counterpart: Span, people: list[tuple[Span, str]], latest: dict[str, str]) -> str:
    """The office of the person named last before their counterpart; empty where the text has not given it."""
    k = bisect_left(people, counterpart, key=lambda p: p[0]) - 1
    return latest.get(people[k][1], "") if k >= 0 else ""


def _is_office(office: str, language: Language) -> bool:
    """Whether what stands as a title begins with a noun of office; a language that writes it last is taken at its word."""
    return not language.right_to_left or any(_names_office(w, language) for w in office.split()[:2])


def _names_office(word: str, language: Language) -> bool:
    noun, known = next(iter(stems(word, language)), ""), lexicon(language.code).offices
    return noun in known or any(noun.removesuffix(e) in known for e in language.office_endings if noun.endswith(e))


@functools.cache
def _bodies(code: str) -> frozenset[str]:
    """The nouns of bodies of a language, folded, without article; what is an office's own word is no body."""
    data = language(code)
    own = frozenset(w for entry in data.office_words for w in plain_words(entry))
    return frozenset(w for entry in data.bodies for w in plain_words(entry)[:1]) - own


def _head(office: str, language: Language) -> str:
    """The head of an office without article and possessive: its first word, in English its last."""
    head = next(iter(plain_words(office)[:1] if language.right_to_left else plain_words(office)[-1:]), "")
    return next((head.removesuffix(e) for e in language.possessives if head.endswith(e) and head != e), head)


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two titles are one office: most words in common, and the same first one (a deputy is not his minister)."""
    return a[0] == b[0] and len({*a} & {*b}) >= _SAME * min(len({*a}), len({*b}))


def _read(text: str, title: Span, named: list[tuple[Span, Entity]], language: Language, parties: Parties) -> tuple[str, str]:
    """The office's own words and whose office it is; ("", "") where the title is only a reference (`رئيسها`, `الأخير`)."""
    words = list(WORD.finditer(text, title.start, title.end))
    if not words or len(words) > _LONGEST or _refers(words, language):
        return "", ""
    k = bisect_left(named, title.start, key=lambda n: n[0].start)
    within = ((s, e) for s, e in named[k : k + 8] if s.start >= title.start and s.end < title.end + 1)
    whole = _head(words[0].group(), language) in language.undersecretaries  # their office names its ministry itself
    body = next(within, None) if not whole else None
    if body is not None and body[0].start == title.start:  # the White House spokesman, Ukraine's president
        start = body[0].end + (2 if text[body[0].end : body[0].end + 2] in ("'s", "’s") else 0)
        return _plain(text[start : title.end], language), body[1].name
    joined = _joined(text, title, words, body, named, language, parties)
    if joined is not None:
        return joined
    at = None if whole else _noun_of_body(words, body[0].start if body is not None else None, language)
    if at is not None and _names_office(words[at - 1].group(), language):  # the head of the commission of inquiry
        return _plain(text[title.start : words[at].start()], language), _plain(text[words[at].start() : title.end], language)
    if body is not None:
        return _plain(text[title.start : _end_before(words, body[0].start, language)], language), body[1].name
    start, of = (0, "") if language.right_to_left else _leading(text, words[:-1], parties, language)
    start, end, of = (start, 0, of) if of else _national(words, language, parties)
    return _plain(text[max(start, title.start) : end or title.end], language), of


def _joined(
    text: str,
    title: Span,
    words: list[re.Match[str]],
    body: tuple[Span, Entity] | None,
    named: list[tuple[Span, Entity]],
    language: Language,
    parties: Parties,
) -> tuple[str, str] | None:
    """An office and whose it is where a preposition stands between: the spokesman *for* the ministry, the ambassador *to*."""
    placed = next((k for k in range(1, len(words)) if bare(words[k].group()) in language.of_words), len(words))
    if any(_head(w.group(), language) in language.envoys for w in words[: 2 if language.right_to_left else placed]):
        if sent := _sender(text, title, words[:placed], named, language, parties):
            return sent
        if placed < len(words) and bare(words[placed].group()) in language.posted_at:
            return _plain(title.of(text), language), ""
    joint = next((k for k in range(1, len(words)) if bare(words[k].group()) in language.naming_prepositions), None)
    if joint is None or joint + 1 == len(words) or (body is not None and body[0].start < words[joint].start()):
        return None
    rest = [w for w in words[joint + 1 :] if w.group().lower() not in language.determiners]
    if body is None and not language.right_to_left and not (rest and rest[0].group()[0].isupper()):
        return None  # minister for foreign affairs
    of = body[1].name if body is not None else _plain(text[rest[0].start() : title.end], language)
    return _plain(text[title.start : words[joint].start()], language), of


def _noun_of_body(words: list[re.Match[str]], named: int | None, language: Language) -> int | None:
    """Which word of an Arabic office, after its first, is the noun of a group or a place that follows (the head of the
    *delegation* of the north), or where no body is named, of any (the head of the *commission*). named: where one is.
    """
    if not language.right_to_left:
        return None
    bodies = _bodies(language.code)
    heads = [next(iter(plain_words(w.group())), "") for w in words]
    led = (k for k in range(1, len(words) - 1) if heads[k] in language.groups_led and (named is None or words[k].start() < named))
    body = (k for k in range(1, len(words)) if named is None and heads[k] in bodies)
    return next(led, None) or next(body, None)


def _sender(
    text: str,
    title: Span,
    words: list[re.Match[str]],
    named: list[tuple[Span, Entity]],
    language: Language,
    parties: Parties,
) -> tuple[str, str] | None:
    """An envoy's office, and whose he is: the body named in it, or the one of an adjective or a name. words: those before the
    place that he is sent to.
    """
    if not language.right_to_left:  # the British ambassador to Yemen
        start, of = _leading(text, words[:-1], parties, language)
        return (_plain(text[start : title.end], language), of) if of else None
    start, end = words[0].start(), words[-1].end()
    k = bisect_left(named, start, key=lambda n: n[0].start)
    body = next(((s, e) for s, e in named[k : k + 8] if start < s.start and s.end <= end), None)
    if body is not None:
        return _plain(text[title.start : _end_before(words, body[0].start, language)], language), body[1].name
    for word in words[1:]:
        plain = bare(word.group())
        sender = parties.get(language.of_bodies.get(next(iter(plain_words(plain)), ""), "")) or parties.adjective(plain)
        sender = sender or parties.find(plain, language.code)
        if sender is not None and sender.kind != "person":
            return _plain(text[title.start : word.start()], language), usual_name(sender, language.code)
    return None


def _leading(text: str, words: list[re.Match[str]], parties: Parties, language: Language) -> tuple[int, str]:
    """Where an English office begins, and of what it is, after the name or adjective of a body or state (*U.S.* ambassador,
    *Germany's* foreign minister); (0, "") where none stands before it.
    """
    for k in range(min(len(words), _NAME), 0, -1):
        end = words[k].start() if k < len(words) else words[-1].end()
        name = text[words[0].start() : end].strip().removesuffix("'s").removesuffix("’s")
        party = parties.find(name, language.code) or parties.adjective(name)
        if party is not None and party.kind != "person":
            rest = _OWNING.match(text, words[k - 1].end())
            return (rest.end() if rest else end), usual_name(party, language.code)
    return 0, ""


def _national(words: list[re.Match[str]], language: Language, parties: Parties) -> tuple[int, int, str]:
    """Where the office begins and ends (0: as the title does) and its state, told by the last word or the first one."""
    if len(words) < 2:
        return 0, 0, ""
    state = parties.nation(bare(words[-1].group()), language.code)
    if state is not None:
        return 0, words[-1].start(), usual_name(state, language.code)
    first = parties.adjective(bare(words[0].group()))  # the Russian minister
    return (words[1].start(), 0, usual_name(first, language.code)) if first is not None else (0, 0, "")


def _end_before(words: list[re.Match[str]], body: int, language: Language) -> int:
    """Where an office ends whose body is named from an offset on: before the words that join them (for, of)."""
    before = [m for m in words if m.end() <= body]
    end = body
    while before and (bare(before[-1].group()) in language.of_words or before[-1].end() > end):
        end = before.pop().start()
    return end


def _plain(office: str, language: Language) -> str:
    """An office on one line, with its own article (`للرئيس`: `الرئيس`), without ranks and honours before and after it, and
    without a joining word at its end.
    """
    words = office.strip(_EDGES).split()
    while words and words[0].lower() in language.determiners:
        del words[0]
    while words and ((last := bare(words[-1]).strip("ـ")) in language.of_words or not last):
        words.pop()
    honours = language.honours
    while len(words) > 1 and bare(words[0]) in honours and (bare(words[1]) in honours or _names_office(words[1], language)):
        del words[0]
    while len(words) > 1 and bare(words[-1]) in honours:
        words.pop()
    for fused, article in language.fused.items():
        if words and words[0].startswith(fused) and len(words[0]) > len(fused) + 2:
            words[0] = article + words[0].removeprefix(fused)
    return " ".join(words).strip(_EDGES)


def _refers(words: list[re.Match[str]], language: Language) -> bool:
    """Whether a title only refers back or honours: with a possessive, or without a word of an office."""
    words = [w for w in words if w.group().lower() not in language.determiners]
    first = bare(words[0].group()).lower() if words else ""
    if _head(first, language) in language.counterparts:
        return False
    owned = any(first.endswith(e) and len(first) > len(e) + 2 for e in language.possessives)
    empty = language.pronouns | language.bare_references | language.honours
    return not first or owned or all(bare(w.group()).lower() in empty for w in words)
