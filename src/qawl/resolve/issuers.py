"""Whose a document is that speaks (the report, the letter), where its name or its issuer stands elsewhere in the text."""

import re
from collections.abc import Iterator

from qawl.marks import WORD
from qawl.resolve.cluster import Cluster
from qawl.resolve.entities import Entities
from qawl.resolve.heads import owns
from qawl.resolve.history import History
from qawl.resolve.sources import Source
from qawl.types import Span

BEFORE, AFTER, BEHIND = 60, 90, 40
"""Characters before a document's noun, and after it, in which its issuer's name stands; right behind it where nothing but the
noun's place tells who that is.
"""
NEAR = 4000
"""Characters before a source in which the noun that it repeats is sought."""
FAR, LATEST = 10_000, 100
"""Characters around a source in which its noun is sought elsewhere, and statements before it that it may refer back to: a long
text is read in linear time.
"""
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}")
_END = re.compile(r"[.;:?!\n«»“”\"]")


def issuer(source: Source, at: int, entities: Entities, history: History) -> Cluster | None:
    """The party that stands for the document that a source refers back to: the document's own name, who has or issued it as the
    text says before an offset or else after it, or who spoke through it. Only for languages that have `issued_by`.
    """
    known = bool(entities.language.issued_by) and source.head in entities.lexicon.documents
    if not known or not source.definite or source.names or source.agreement.plural:
        return None
    noun = re.compile(rf"\b{re.escape(source.head)}\b", re.IGNORECASE)
    found = noun.finditer(entities.text, max(0, at - FAR), at + FAR)
    near = sorted(found, key=lambda m: (m.start() > at, abs(m.start() - at)))
    named = (c for m in near for c in _around(m, entities))
    return next(named, None) or _spoken_through(source.head, entities, history)


def beside(source: Source, at: int, entities: Entities) -> Cluster | None:
    """Of a document that the text comes back to by its noun alone (`البيان`) before an offset, the body named right behind that
    noun where it stood last, or before it in that sentence.
    """
    lexicon, text = entities.lexicon, entities.text
    if source.head not in lexicon.documents or not source.definite or source.stems != (source.head,):
        return None
    forms = {source.head, *(source.head + ending for ending in entities.language.accusative)}
    found = [m for m in WORD.finditer(text, max(0, at - NEAR), at) if not forms.isdisjoint(entities.stems(m.group()))]
    if not found:
        return None
    noun = found[-1]
    begins = max(text.rfind(c, max(0, at - NEAR), noun.start()) for c in ".؟?!\n") + 1
    near = [*entities.between(noun.end(), noun.end() + BEHIND), *reversed(entities.between(begins, noun.start()))]
    return next((entities.of[k] for k in near if entities.of[k].kind in ("organization", "state")), None)


def _around(noun: re.Match[str], entities: Entities) -> Iterator[Cluster]:
    """Whose a document is by the names around its noun: a name that holds it, *X's* report, an *X* report, a report by *X*."""
    text = entities.text
    issued = _issued(noun, entities)
    for k in entities.between(noun.start() - BEFORE, noun.end() + AFTER):
        c, name = entities.of[k], entities.names[k].span
        if name.end <= noun.start():
            gap = text[name.end : noun.start()]
            if _OWNED.fullmatch(gap) or (c.kind == "organization" and gap.isspace() and "\n" not in gap):
                yield c
        elif name.start < noun.end():
            if c.kind != "person":
                yield c
        elif issued and issued.start <= name.start < issued.end and not owns(text, name, issued.end):
            yield c
            return


def _issued(noun: re.Match[str], entities: Entities) -> Span | None:
    """The stretch behind a document's noun in which its issuer stands: from *by* to the sentence's end."""
    rest = entities.text[noun.end() : noun.end() + AFTER]
    end = _END.search(rest)
    words = re.finditer(r"\w+", rest[: end.start() if end else len(rest)])
    by = next((w for w in words if w.group().lower() in entities.language.issued_by), None)
    return Span(noun.end() + by.end(), noun.end() + (end.start() if end else len(rest))) if by else None


def _spoken_through(head: str, entities: Entities, history: History) -> Cluster | None:
    """Who last said something in such a document: *in a statement*."""
    latest = zip(history.statements[-LATEST:], history.speakers[-LATEST:], strict=True)
    for s, speaker in reversed(list(latest)):
        if speaker is not None and any(head in entities.stems(span.of(entities.text)) for span in s.channel):
            return speaker
    return None
