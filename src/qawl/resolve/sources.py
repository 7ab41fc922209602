"""What a statement's own words say of its speaker."""

import re
from dataclasses import dataclass

from qawl.marks import IGNORED, bare
from qawl.resolve.agreement import UNKNOWN, Agreement, of_cue, of_noun, of_owner
from qawl.resolve.entities import Cluster, Entities, clean
from qawl.resolve.phrase import stems, words
from qawl.types import Span, Statement

JOINING = frozenset({"و", "and", "&"})
_TOKEN = re.compile(rf"[\w{IGNORED}]+")
_EDGES = " \n،,؛;:.-–—"


@dataclass(frozen=True, slots=True)
class Source:
    """A statement's source, read once.

    phrase: its words on one line, empty for none or a pronoun's. names: the clusters of the names in it, with the share of its
    characters that each name fills, in order. joint: the parties that it joins with `and`, where there are several: a cluster
    where a name stands, else a description. owner: whose the cue is (`قوله`). bare_share: what part of it is no name or title.
    """

    span: Span | None
    phrase: str
    stems: tuple[str, ...]
    head: str
    definite: bool
    pronoun: bool
    title: Span | None
    names: tuple[tuple[Cluster, float, Span], ...]
    joint: tuple[Cluster | str, ...]
    agreement: Agreement
    cue_agreement: Agreement
    owner: Agreement
    bare_share: float
    dual: bool


def read(statement: Statement, entities: Entities) -> Source:
    """The source of a statement."""
    text, language = entities.text, entities.language
    cue = statement.cue[0].of(text) if statement.cue else ""
    span = Span(statement.source[0].start, statement.source[-1].end) if statement.source else None
    phrase = clean(span.of(text).strip(_EDGES)) if span else ""
    found = words(phrase)
    pronoun = bool(found) and all(w in language.pronouns or bare(w) in language.pronouns for w in phrase.lower().split())
    agreement, owner = of_cue(cue, language), of_owner(cue, language)
    if span is None or not found or pronoun:
        own = of_noun(phrase.split()[0], language) if pronoun else UNKNOWN
        return Source(span, "", (), "", False, pronoun, None, (), (), own, agreement, owner, 0.0, False)
    parts = stems(phrase, language)
    size = max(1, len(span.of(text).strip(_EDGES)))
    names = []
    for k in entities.between(span.start, span.end):
        name = entities.names[k].span
        names.append((entities.of[k], min(1.0, (name.end - name.start) / size), name))
    title = entities.title_at(span.start, span.end)
    covered = [n for _, _, n in names] + ([title] if title else [])
    first = bare(phrase.split()[0])
    return Source(
        span=span,
        phrase=phrase,
        stems=parts,
        head=parts[0] if parts else "",
        definite=found[0] == "the" or found[0] != (parts[0] if parts else ""),
        pronoun=False,
        title=title,
        names=tuple(names),
        joint=_parts(span, names, entities),
        agreement=of_noun(phrase.split()[0], language),
        cue_agreement=agreement,
        owner=owner,
        bare_share=sum(not any(c.start <= i < c.end for c in covered) for i in range(span.start, span.end)) / size,
        dual=bool(language.dual) and first.endswith(language.dual) and first.startswith("ال"),
    )


def described(phrase: str, entities: Entities) -> str:
    """The description of a source as its name: without what only says that it is unnamed, and in the nominative."""
    language = entities.language
    found = phrase.split()
    cut = next((k for k, w in enumerate(found) if k and bare(w).strip("،,").lower() in language.anonymity), len(found))
    if found and bare(next(iter(stems(found[0], language)), "")) in entities.lexicon.unnamed:
        found = found[:cut]
        oblique, nominative = language.oblique
        if oblique and len(found[0]) > len(oblique) + 2 and found[0].endswith(oblique):
            found[0] = found[0].removesuffix(oblique) + nominative
    return " ".join(found).strip(_EDGES)


def _parts(span: Span, names: list[tuple[Cluster, float, Span]], entities: Entities) -> tuple[Cluster | str, ...]:
    """The parties that a source joins with `and`; empty for fewer than two."""
    text, language = entities.text, entities.language
    pieces: list[list[re.Match[str]]] = [[]]
    for m in _TOKEN.finditer(text, span.start, span.end):
        word = bare(m.group()).lower()
        begins = word in JOINING or (
            word[:1] in language.conjunctions
            and len(word) > 3
            and language.conjunctions
            and _opens(word[1:], entities, m.start() + 1)
        )
        if begins and pieces[-1]:
            pieces.append([])
        if word not in JOINING:
            pieces[-1].append(m)
    if len(pieces) < 2 or not pieces[-1]:
        return ()
    out: list[Cluster | str] = []
    for k, piece in enumerate(pieces):
        low, high = piece[0].start(), piece[-1].end()
        inside = [(c, s) for c, _, s in names if low <= s.start and s.end <= high]
        if inside:
            person = next((c for c, _ in inside if c.kind == "person"), None)
            out.append(person or inside[0][0])
        else:
            phrase = clean(text[low + (1 if k and bare(text[low]) in language.conjunctions else 0) : high])
            out.append(described(phrase, entities))
    return tuple(out)


def _opens(word: str, entities: Entities, at: int) -> bool:
    """Whether a word after a conjunction begins another party."""
    stem = next(iter(stems(word, entities.language)), "")
    lexicon = entities.lexicon
    named = any(entities.names[k].span.start == at for k in entities.between(at, at + 1))
    return named or any(stem in known for known in (lexicon.unnamed, lexicon.bodies, lexicon.functions, lexicon.naming))
