"""The parties that a source joins with `and`: X and Y, the minister and his counterpart Z."""

import re

from qawl.marks import IGNORED, bare
from qawl.resolve.agreement import of_noun
from qawl.resolve.cluster import Cluster, clean
from qawl.resolve.entities import Entities
from qawl.resolve.heads import Named, owns
from qawl.resolve.phrase import stems
from qawl.types import Span

Part = Cluster | str
"""A party with a name, or what describes one without."""
_TOKEN = re.compile(rf"[\w{IGNORED}]+|&")


def parts_of(span: Span, head: str, names: list[Named], entities: Entities) -> tuple[Part, ...]:
    """The parties that a source joins, each once; empty for fewer than two. head: its noun; names: those in it that may speak."""
    text, language = entities.text, entities.language
    pieces: list[tuple[int, int]] = []  # characters of each party
    joined = False
    start, end, cut = span.start, span.start, False
    for m in _TOKEN.finditer(text, span.start, span.end):
        word = bare(m.group()).lower()
        if end > span.start and (word in language.relative or word in language.among):
            break
        inside = any(n.start < m.start() < n.end for _, _, n in names)
        prefixed = not cut and word[:1] in language.conjunctions and len(word) > 3 and bool(language.conjunctions)
        opens = prefixed and _opens(word[1:], entities, m.start() + 1)
        alone = word in language.joining or word == "&"
        comma = any(c in ",،" for c in text[end : m.start()]) and any(_titled(text, m.start(), n.start) for _, _, n in names)
        if comma and not (opens or alone) and not language.head_stops and isinstance(_party(start, end, names, entities), str):
            comma = False  # the minister, X
        if end > span.start and not inside and (opens or alone or comma or cut):
            if not cut:
                pieces.append((start, end))
            start = m.start() + (1 if opens else 0)
            joined = joined or opens or alone
        end, cut = m.end(), alone and not inside
    pieces.append((start, end))
    if not joined or len(pieces) < 2 or (language.head_stops and not _named(text, pieces, names)):
        return ()
    if of_noun(head, language).plural and _depend(pieces, names, entities):
        return ()
    return () if _nested(pieces, names, entities) else _resolved(pieces, names, entities)


def _named(text: str, pieces: list[tuple[int, int]], names: list[Named]) -> bool:
    """Whether joined pieces name somebody (officials and lawmakers are one source), the last one too if the first goes on after a
    comma (Tim Alder, a lawyer *and writer*).
    """
    inside = [[n for _, _, n in names if low <= n.start and n.end <= high] for low, high in pieces]
    added = "," in text[inside[0][0].end if inside[0] else pieces[0][0] : pieces[0][1]]
    return any(inside) and (not added or any(_titled(text, pieces[-1][0], n.start) for n in inside[-1]))


def _depend(pieces: list[tuple[int, int]], names: list[Named], entities: Entities) -> bool:
    """Whether the joined names depend on a noun before them: the leaders *of* Egypt and Jordan. A first name that only says whose
    somebody is counts where the rest are names of its kind: officials *from* France and Italy, not officials in Paris and X.
    """
    language, (low, high) = entities.language, pieces[0]
    name = next((n.start for _, _, n in names if low <= n.start < high), low)
    if name == low:
        first = [k for k in entities.between(low, high) if abs(entities.names[k].span.end - high) <= 1]
        bare_names = first + [k for start, _ in pieces[1:] for k in entities.between(start, start + 1)]
        if len(bare_names) == len(pieces) and len({entities.of[k].kind == "person" for k in bare_names}) == 1:
            name = entities.names[bare_names[0]].span.start
    before = entities.text[low:name].lower().split()
    return any(w in language.head_stops and w not in language.joining for w in before)


def _describes(c: Cluster, name: Span, end: int, entities: Entities) -> bool:
    """Whether a name only says whose or from where somebody is: *Tim Alder's* rivals, *U.S.* officials."""
    last = next(iter(entities.stems(entities.text[name.end : end])[-1:]), "")
    people = c.kind != "person" and entities.lexicon.is_somebody(last)
    return bool(entities.language.head_stops) and (people or owns(entities.text, name, end))


def _titled(text: str, start: int, name: int) -> bool:
    """Whether nothing but words with capitals, a title's, stands between an offset and a name."""
    return start <= name and all(w[0].isupper() for w in text[start:name].split()) and "," not in text[start:name]


def _party(low: int, high: int, names: list[Named], entities: Entities) -> Part:
    """Who a piece of a source is: the person whom it names, else the body, unless the name only says whose somebody without a
    name is (officials of *X*).
    """
    held = [(c, n) for c, _, n in names if low <= n.start and n.end <= high]
    inside = [(c, n) for c, n in held if not _describes(c, n, high, entities)]
    person = next((c for c, _ in inside if c.kind == "person"), None)
    if person is not None:
        return person
    description = clean(entities.text[low:high])
    somebody = entities.lexicon.is_somebody(next(iter(entities.stems(description)), ""))
    if not inside or (not entities.language.head_stops and inside[0][1].start > low and somebody):
        return description
    return inside[0][0]


def _nested(pieces: list[tuple[int, int]], names: list[Named], entities: Entities) -> bool:
    """Whether `and` joins names within one description: leaders of *X and Y*, a source close to the talks *of X and Y*."""
    if entities.language.head_stops or not isinstance(_party(*pieces[0], names, entities), str):
        return False
    ends = any(abs(n.end - pieces[0][1]) <= 1 for n in _mentions(*pieces[0], entities))
    return ends and all(any(n.start == low for n in _mentions(low, high, entities)) for low, high in pieces[1:])


def _mentions(low: int, high: int, entities: Entities) -> list[Span]:
    """The names between two offsets, also those of whom a source only names."""
    return [s for k in entities.between(low, high) if (s := entities.names[k].span).end <= high]


def _resolved(pieces: list[tuple[int, int]], names: list[Named], entities: Entities) -> tuple[Part, ...]:
    out = list(dict.fromkeys(found for low, high in pieces if (found := _party(low, high, names, entities))))
    people = [p for p in out if isinstance(p, Cluster) and p.kind == "person"]
    if len(people) > 1 and len(people) == len(out) - 1 and isinstance(out[0], str):
        out = out[1:] if of_noun(out[0].split()[-1], entities.language).plural else out  # two lawmakers, X and Y
    offices = [isinstance(p, str) and _is_office(p, entities) for p in out if p not in people]
    one_man = len(people) == 1 and all(offices) and (out[-1] is people[0] or _goes_on(people[0], pieces[0], names, entities))
    return tuple(out) if len(out) > 1 and not one_man else ()


def _goes_on(person: Cluster, piece: tuple[int, int], names: list[Named], entities: Entities) -> bool:
    """Whether a piece names a person and then an office, to which `and` adds another: X, the envoy to Y and head of Z."""
    name = next((n for c, _, n in names if c is person and piece[0] <= n.start and n.end <= piece[1]), None)
    return name is not None and not entities.language.head_stops and any(c.isalnum() for c in entities.text[name.end : piece[1]])


def _is_office(phrase: str, entities: Entities) -> bool:
    """Whether a description is somebody's office: by its first word, or where the head comes last, as one without an article."""
    parts, language = entities.stems(phrase), entities.language
    if language.head_stops:
        found = phrase.split()
        return found[0].lower() not in language.determiners and of_noun(found[-1], language).plural is not True
    return next(iter(parts), "") in entities.lexicon.functions


def _opens(word: str, entities: Entities, at: int) -> bool:
    """Whether a word after a conjunction begins another party."""
    stem = next(iter(stems(word, entities.language)), "")
    lexicon = entities.lexicon
    named = any(entities.names[k].span.start == at for k in entities.between(at, at + 1))
    counterpart = stem.startswith(tuple(entities.language.counterparts))
    return (
        named
        or counterpart
        or any(stem in known for known in (lexicon.unnamed, lexicon.bodies, lexicon.functions, lexicon.media))
    )
