"""Search: from what somebody asks, in words and names, to hits with their place in the text and a link."""

from collections.abc import Sequence

import msgspec

from qawl.errors import NoSuch, UsageError
from qawl.fold import words
from qawl.notebook import direction, small_table
from qawl.query.words import Word, places, term, terms
from qawl.store import Answer, Ask, Facet, Found, Store, Term
from qawl.store.types import Cuts
from qawl.types import Span

CONTEXT = 80
"""Characters before and after the first place in a text that are shown of it."""


class Hit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement, or a document, that was found.

    `link` names it in this store and any that it is merged into: a document's key, then a statement's id or the place, if any.
    `place` is where a term stands first, best as typed, or else the content; `places` are all places. `shown` is the content, or
    the text around the place.
    """

    link: str
    place: Span
    found: Found
    shown: str
    places: tuple[Span, ...] = ()


class Page(msgspec.Struct, frozen=True):
    """Hits, how many there are in all, and facets with counts."""

    hits: tuple[Hit, ...]
    total: int
    facets: tuple[Facet, ...] = ()

    def _repr_html_(self) -> str:
        """What a notebook shows: a line a hit, and the facets."""
        found = [(h, h.found) for h in self.hits]
        lines = [
            (f.speaker or f.title or f.id, h.shown, f.act, f.said or f.published or "", f.outlet or "", h.link) for h, f in found
        ]
        counts = (f"{f.name}: " + ", ".join(f"{value} {n}" for value, n in f.counts) for f in self.facets if f.counts)
        way = direction(" ".join(h.shown for h in self.hits))
        title = f"{len(self.hits)} of {self.total}"
        return small_table(title, tuple(counts), ("speaker", "content", "act", "said", "outlet", "link"), lines, way)


def ask(
    store: Store,
    typed: str = "",
    *,
    speaker: str | None = None,
    party: str | None = None,
    voice: str | None = None,
    about: str = "",
    to: str | None = None,
    channel: str | None = None,
    **more: object,
) -> Ask:
    """The question for a store. Names may be of any language and mean every entity called so.

    about: words of the document's text, as typed, none to leave out. more: the other fields of `Ask`. Raises `UsageError`
    (`qawl.query.words.terms`), `NoSuch` for a party, or a voice, that the store does not know.
    """
    wanted, unwanted = terms(typed)
    text, out = terms(about)
    if out:
        raise UsageError("about takes no words to leave out")
    speakers = tuple(n.entity for n in store.named(speaker)) if speaker is not None else None
    return Ask(
        terms=wanted,
        without=unwanted,
        speaker=speakers,
        said_by=_alternatives([speaker]) if speaker is not None and not speakers else None,
        party=entities(store, party) if party is not None else None,
        voice=entities(store, voice) if voice is not None else None,
        about=text,
        addressee=_said(store, to),
        channel=_said(store, channel),
        **more,  # type: ignore[arg-type]  # the caller's keywords are Ask's fields
    )


def entities(store: Store, name: str) -> tuple[int, ...]:
    """The entities that a name may mean. Raises `NoSuch` where there is none."""
    found = tuple(n.entity for n in store.named(name))
    if not found:
        raise NoSuch(f"nobody and nothing in the store is called {name}")
    return found


def search(store: Store, question: Ask, facet_seconds: float | None = None) -> Page:
    """The hits of a question, in its order. facet_seconds: a facet that takes more processor time is left out."""
    answer: Answer = store.find(question, facet_seconds)
    return Page(tuple(hit(store, found, question.terms) for found in answer.found), answer.total, answer.facets)


def hit(store: Store, found: Found, wanted: Sequence[Term] = ()) -> Hit:
    """What was found with its place and link."""
    if found.statement is None:
        text = store.text(found.document)
        there, place = _places(list(words(text)), wanted, Span(0, 0))
        link = f"{found.document}/{place.start}-{place.end}" if place.end else found.document
        return Hit(link=link, place=place, found=found, shown=around(text, place), places=there)
    whole = Span(found.content[0][0].start, found.content[-1][0].end)
    there, place = _places(_words(found.content), wanted, whole)
    shown = " […] ".join(text for _, text in found.content)
    return Hit(link=f"{found.document}/{found.statement}", place=place, found=found, shown=shown, places=there)


def around(text: str, place: Span) -> str:
    """A place with some characters before and after it, whole words of its line."""
    low, high = max(0, place.start - CONTEXT), min(len(text), place.end + CONTEXT)
    low = max(text.rfind("\n", low, place.start) + 1, low)
    line = text.find("\n", place.end, high)
    high = high if line < 0 else line
    if low and text[low - 1] != "\n":
        low = text.find(" ", low, place.start) + 1 or place.start
    if high < len(text) and text[high] != "\n":
        high = max(text.rfind(" ", place.end, high), place.end)
    return text[low:high]


def _places(text: Sequence[Word], wanted: Sequence[Term], otherwise: Span) -> tuple[tuple[Span, ...], Span]:
    """All places of terms, and the first of those as typed, else the first, else the one given."""
    there = places(text, wanted)
    as_typed = places(text, [Term(t.exact) for t in wanted])
    return there, next(iter(as_typed or there), otherwise)


def _words(content: Cuts) -> list[Word]:
    return [(w, span.start + a, span.start + b) for span, text in content for w, a, b in words(text)]


def _said(store: Store, name: str | None) -> tuple[Term, ...] | None:
    """A name and every other name of the entities that it may mean, as alternatives."""
    if name is None:
        return None
    known = tuple(n.entity for n in store.named(name))
    return _alternatives([name, *store.aliases(known)])


def _alternatives(names: Sequence[str]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(t for n in names if (t := term(n)) is not None))
