"""Which of the names in a source may be its speaker's."""

import re

from qawl.marks import WORD, bare
from qawl.resolve.cluster import Cluster
from qawl.resolve.entities import Entities
from qawl.resolve.lexicon import possessed
from qawl.types import Span

Named = tuple[Cluster, float, Span]

_OWNER = re.compile(r"['’‘]s?\s+\w")
_NOUN = re.compile(r"\s+(\w+)")
_BRACKETS = re.compile(r"\([^()]*\)")
_EDGE = 2
"""Most characters after a name that ends a source."""
_PARTED = re.compile(r"[,،]")


def owns(text: str, name: Span, end: int) -> bool:
    """Whether a name says whose is what follows it, up to an offset: *Tim Alder's* lawyers."""
    return _OWNER.match(text, name.end, end) is not None


def speaking(span: Span, head: str, names: list[Named], entities: Entities) -> list[Named]:
    """The names of a source without those of persons who don't speak alone (among them *X*; the administration of *X*), and
    without those that only say whose or what it is: *Tim Alder*'s lawyers or campaign, a boy who saw *Tim Alder*. They stay where
    the head is nobody: what somebody wrote, or what is by somebody, is theirs (a poll by *Gallup*).
    """
    names = _alone(span, head, names, entities)
    person = entities.lexicon.is_somebody(head)
    if not entities.language.head_stops:
        apposed = _apposed(span, names, entities)
        return [
            n for n in names if n[0].kind != "person" or (apposed in (None, n) and not _governed(span, n[2], person, entities))
        ]
    kept: list[Named] = []
    body = head in entities.lexicon.bodies and head not in entities.lexicon.documents
    for name in names:
        another = any(c.kind == "person" for c, _, _ in kept)
        owned = name[0].kind == "person" and body and owns(entities.text, name[2], span.end)
        if not (owned or ((person or another) and _belongs(span, name[2], entities))):
            kept.append(name)
    return kept


def _alone(span: Span, head: str, names: list[Named], entities: Entities) -> list[Named]:
    text, lexicon, among = entities.text, entities.lexicon, entities.language.among
    cut = next((m.end() for m in WORD.finditer(text, span.start, span.end) if bare(m.group()) in among), span.end)
    body = head in lexicon.bodies and head not in lexicon.documents and not entities.language.head_stops
    return [n for n in names if n[0].kind != "person" or (n[2].start < cut and not (body and n[2].start > span.start))]


def _apposed(span: Span, names: list[Named], entities: Entities) -> Named | None:
    """The person whose name ends a source as an apposition to what names another: aide to the minister X*, Y*."""
    if len(names) < 2 or names[-1][0].kind != "person" or names[-1][2].end < span.end - _EDGE:
        return None
    gap = _BRACKETS.sub("", entities.text[names[-2][2].end : names[-1][2].start])
    apposing = gap.strip('» ،,"”') in entities.language.apposing | {""}
    return names[-1] if apposing and _PARTED.search(gap) and names[-2][0].kind == "person" else None


def _governed(span: Span, name: Span, person: bool, entities: Entities) -> bool:
    """Whether a person's name only says whose somebody is: right after a preposition (a spokesman of *X*) or after a first noun
    that has no article (a lawyer of *X*), or with an office of its own after what somebody unnamed is of (a spokesman of the
    minister *X*).
    """
    language, lexicon = entities.language, entities.lexicon
    found = [bare(w.group()) for w in WORD.finditer(entities.text, span.start, name.start)]
    if not found or not person or _PARTED.search(entities.text, span.start, name.start):
        return False
    definite = found[0].startswith(language.definite)
    if len(found) == 1:  # "his father X" and "Dr X" are persons
        owner = possessed(found[0], language) or any(
            _without(found[0], e, entities) in lexicon.functions for e in language.possessives
        )
        return not (definite or owner or lexicon.honours.issuperset(entities.stems(found[0])))
    if found[-1] in language.of_words:
        return True
    offices = [k for k in range(1, len(found)) if next(iter(entities.stems(found[k])), "") in lexicon.functions]
    return not definite and any(
        found[k - 1] in language.of_words or not language.naming_prepositions.isdisjoint(found[1:k]) for k in offices
    )


def _without(word: str, possessive: str, entities: Entities) -> str:
    """The stem of a word that ends in a possessive, without it; empty for another."""
    return next(iter(entities.stems(word.removesuffix(possessive))), "") if word.endswith(possessive) else ""


def _belongs(span: Span, name: Span, entities: Entities) -> bool:
    text, language = entities.text, entities.language
    if owns(text, name, span.end):
        return True
    noun = _NOUN.match(text, name.end, span.end)
    if noun and entities.lexicon.is_somebody(noun[1]):
        return True
    commas = [m.end() for m in _PARTED.finditer(text, span.start, name.start)]
    before = [w.group() for w in WORD.finditer(text, commas[-1] if commas else span.start, name.start)]
    if any(w in language.relative for w in before[1:]):
        return True
    at = next((k for k in range(len(before) - 1, -1, -1) if before[k] in language.head_stops), None)
    if at is None or before[at] in language.joining:
        return False
    passed = (language.determiners, entities.lexicon.functions)
    between = [w for w in before[at + 1 :] if not any(w.lower() in listed for listed in passed)]
    return not between or any(w[0].islower() for w in between)
