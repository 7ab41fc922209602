"""The parties of a document: every mention of a name gathered with the others that mean the same one."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from qawl.fold import fold
from qawl.lang import Language
from qawl.parties import Parties, Party, sameness, usual_name
from qawl.resolve.lexicon import Lexicon, lexicon
from qawl.resolve.phrase import key, overlap, stems, variant, words
from qawl.types import EntityKind, Mention, Span

CLOSE = 3
"""Most characters between a title and the name that it belongs to."""
MIN_FORM = 3
"""Letters of a form from which none is taken as a prefix."""
MOST_PEOPLE = 60
"""Persons of another script that a name is compared with: each costs some microseconds."""
BETWEEN = frozenset(" \n،,:؛(«\"“”»)-–'")


@dataclass(eq=False, slots=True)
class Cluster:
    """One party of a document and what refers to it.

    `titles`: the stems of each office or description that stood beside its name. `speech`: indices of statements said.
    """

    kind: EntityKind | None
    forms: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    titles: list[frozenset[str]] = field(default_factory=list)
    title_spans: list[Span] = field(default_factory=list)
    party: Party | None = None
    feminine: int = 0  # votes of verbs and titles, for less against
    description: bool = False  # an unnamed source, or one that only a description names
    members: tuple["Cluster", ...] = ()  # of joint speakers
    speech: list[int] = field(default_factory=list)
    name: str = ""

    def named(self, text: str) -> tuple[str, ...]:
        """Its forms as the text writes them, each once, in the text's order."""
        return tuple(dict.fromkeys(s.of(text) for s in self.spans))


class Entities:
    """The clusters of a document's named mentions, each mention with its cluster, in the text's order."""

    def __init__(self, text: str, mentions: Iterable[Mention], language: Language, parties: Parties) -> None:
        self.text, self.language, self.parties = text, language, parties
        self.lexicon: Lexicon = lexicon(language.code)
        found = sorted(self._unprefixed(mentions), key=lambda m: (m.span.start, -m.span.end))
        self.names = [m for m in found if m.kind != "title" and not self._refers_back(m.span)]
        self.clusters: list[Cluster] = []
        self._by_word: dict[str, list[Cluster]] = {}
        self._by_party: dict[str, Cluster] = {}
        self.of: list[Cluster] = self._gather()
        self.starts = [m.span.start for m in self.names]
        self.titles = [m.span for m in found if m.kind == "title"]
        self.title_starts = [t.start for t in self.titles]
        self._attach_titles()
        for c in self.clusters:
            c.name = self._canonical(c)

    def _unprefixed(self, mentions: Iterable[Mention]) -> list[Mention]:
        """The mentions, those that keep a prefixed conjunction or preposition without it, where the rest is a name elsewhere."""
        found = list(mentions)
        known = {fold(m.span.of(self.text)) for m in found}
        out = []
        for m in found:
            form = m.span.of(self.text)
            if form[0] in self.language.proclitics and len(form) > MIN_FORM:
                rest = fold(form[1:])
                if rest in known or (
                    self.parties.find(form[1:], self.language.code) and not self.parties.find(form, self.language.code)
                ):
                    m = Mention(Span(m.span.start + 1, m.span.end), m.kind)
            out.append(m)
        return out

    def _refers_back(self, span: Span) -> bool:
        """Whether a mention names nobody by itself: `البلاد`, `بلاده`, `حزبه`."""
        parts = stems(span.of(self.text), self.language)
        if len(parts) != 1:
            return not parts
        word = parts[0]
        return word in self.lexicon.generic or any(
            word.endswith(e) and word[: -len(e)] in self.lexicon.owned for e in self.language.possessives
        )

    def between(self, start: int, end: int) -> range:
        """Indices of the names that begin in a stretch of text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def title_at(self, start: int, end: int) -> Span | None:
        """The first title that overlaps a stretch of text."""
        k = max(0, bisect_right(self.title_starts, start) - 1)
        return next((t for t in self.titles[k : k + 3] if t.start < end and start < t.end), None)

    def _gather(self) -> list[Cluster]:
        """A cluster for each mention. Long forms first, so that short ones find whom they may shorten."""
        texts = [m.span.of(self.text) for m in self.names]
        forms: dict[tuple[EntityKind, str], list[int]] = {}
        for k, m in enumerate(self.names):
            assert m.kind != "title"
            forms.setdefault((m.kind, texts[k]), []).append(k)
        chosen: list[Cluster | None] = [None] * len(texts)
        order = sorted(forms, key=lambda f: (-len(words(f[1])), forms[f][0]))
        open_forms: list[tuple[tuple[EntityKind, str], list[Cluster]]] = []
        for form in order:
            kind, text = form
            options = self._options(kind, text)
            if len(options) > 1:
                open_forms.append((form, options))
                continue
            cluster = options[0] if options else self._new(kind, text)
            self._index(cluster, text)
            for k in forms[form]:
                chosen[k] = cluster
        for form, options in open_forms:  # several could be meant: the latest one
            for k in forms[form]:
                chosen[k] = self._latest(k, options, chosen)
        out = []
        for k, found in enumerate(chosen):
            assert found is not None
            found.forms[texts[k]] += 1
            found.spans.append(self.names[k].span)
            out.append(found)
        self.clusters.sort(key=lambda c: c.spans[0].start if c.spans else len(self.text))
        self.clusters = [c for c in self.clusters if c.spans]
        return out

    def _options(self, kind: EntityKind, form: str) -> list[Cluster]:
        """The clusters that a form may mean."""
        party = self.parties.find(form, self.language.code)
        if party is not None and party.key in self._by_party:
            return [self._by_party[party.key]]
        if party is not None and (kind != "person" or party.kind == "person"):
            return []
        parts = stems(form, self.language)
        if not parts:
            return []
        near = [c for part in (parts[-1:] if kind == "person" else parts) for c in self._by_word.get(key(part), ())]
        seen: list[Cluster] = []
        for c in near:
            if c not in seen and (c.kind == "person") == (kind == "person") and self._shortens(kind, parts, c):
                seen.append(c)
        return seen or (self._transliterated(form) if kind == "person" else [])

    def _transliterated(self, form: str) -> list[Cluster]:
        """The person whose name, written in another script, a form is: Latin beside Arabic."""
        latin = form.isascii()
        people = [c for c in self.clusters[-MOST_PEOPLE:] if c.kind == "person" and latin != next(iter(c.forms)).isascii()]
        likely = {c.forms.most_common(1)[0][0]: c for c in people}
        return [c for name, c in likely.items() if sameness(form, name) == "same"][:1]

    def _shortens(self, kind: EntityKind, parts: tuple[str, ...], cluster: Cluster) -> bool:
        if kind != "person" and (cluster.kind == "state") != (kind == "state"):
            return False
        for form in cluster.forms:
            whole = stems(form, self.language)
            if kind == "person":
                if len(parts) <= len(whole) and all(any(variant(p, w) for w in whole) for p in parts):
                    return True
                continue
            # a body is shortened to its head (the ministry of defence) or to its proper name (the movement Hamas)
            if parts == whole or whole[: len(parts)] == parts or self._proper(parts) == self._proper(whole) != ():
                return True
        return False

    def _proper(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """The name of a body without the noun that says what it is, and of one so called, without its nationality."""
        if parts[0] in self.lexicon.naming:
            parts = parts[1:]
            while len(parts) > 1 and self.parties.adjective(parts[-1]):
                parts = parts[:-1]
        return parts[1:] if len(parts) > 1 and parts[0] in self.lexicon.ministries else parts

    def _new(self, kind: EntityKind, form: str) -> Cluster:
        party = self.parties.find(form, self.language.code)
        if party is not None and (kind == "person") != (party.kind == "person"):
            party = None
        cluster = Cluster(party.kind if party else kind, party=party)
        if party is not None:
            self._by_party[party.key] = cluster
        self.clusters.append(cluster)
        return cluster

    def _index(self, cluster: Cluster, form: str) -> None:
        cluster.forms[form] += 0
        for part in stems(form, self.language):
            near = self._by_word.setdefault(key(part), [])
            if cluster not in near:
                near.append(cluster)

    def _latest(self, k: int, options: list[Cluster], chosen: list[Cluster | None]) -> Cluster:
        for j in range(k - 1, max(-1, k - 60), -1):
            if chosen[j] in options:
                found = chosen[j]
                assert found is not None
                return found
        return next((c for c in chosen[k : k + 60] if c in options and c is not None), options[0])

    def _attach_titles(self) -> None:
        for title in self.titles:
            bearer = self._bearer(title)
            if bearer is not None:
                bearer.titles.append(frozenset(stems(title.of(self.text), self.language)))
                bearer.title_spans.append(title)

    def _bearer(self, title: Span) -> Cluster | None:
        """The person whose name stands right after a title, or right before it."""
        after = bisect_left(self.starts, title.end)
        if after < len(self.names) and self._touches(title.end, self.starts[after]) and self.of[after].kind == "person":
            return self.of[after]
        before = bisect_left(self.starts, title.start) - 1
        if before >= 0 and self.of[before].kind == "person":
            end = self.names[before].span.end
            if end < title.start and self._touches(end, title.start) and self.text[end : title.start].strip():
                return self.of[before]
        return None

    def _touches(self, a: int, b: int) -> bool:
        return b - a <= CLOSE and all(c in BETWEEN for c in self.text[a:b])

    def by_name(self, phrase: str) -> Cluster | None:
        """The cluster of the party on record that a whole phrase names, made where the document has none."""
        party = self.parties.find(phrase, self.language.code)
        if party is None:
            return None
        known = self._by_party.get(party.key)
        if known is None or known not in self.clusters:
            known = Cluster(party.kind, party=party, name=usual_name(party, self.language.code))
            known.forms[phrase] += 1
            self._by_party[party.key] = known
            self.clusters.append(known)
        return known

    def bearer_of(self, title: str, at: int) -> Cluster | None:
        """The person whose office a title names: the best match, of equals the one named last before an offset."""
        wanted = frozenset(stems(title, self.language))
        best, found = 0.0, None
        for c in self.clusters:
            for t in c.titles:
                score = overlap(wanted, t) if wanted - t else 1.0
                if score > best or (score == best and found and c.spans[0].start < at):
                    best, found = score, c
        return found if best >= BEARER else None

    def _canonical(self, cluster: Cluster) -> str:
        """The fullest form in the text, in its own script; of a well-known state or organization, the usual name."""
        party = cluster.party
        if party is not None and cluster.kind != "person":
            usual = usual_name(party, self.language.code)
            if usual and (cluster.kind == "state" or any(usual in f or f in usual for f in cluster.forms)):
                return usual
        found = [(f, n) for f, n in cluster.forms.items() if n]
        forms = [f for f in found if f[0].isascii() != self.language.right_to_left] or found
        best = max(forms, key=lambda f: (len(words(f[0])), f[1], len(f[0])))[0]
        return clean(best)


BEARER = 0.6


def clean(name: str) -> str:
    """A name on one line, without quotation marks around it or in it."""
    return " ".join(name.translate(_UNQUOTED).split()).strip(" ،,:؛.")


_UNQUOTED = str.maketrans(dict.fromkeys('«»“”"„', None))


def head(phrase: str, language: Language) -> str:
    """The first word of a description, folded, without article."""
    return next(iter(stems(phrase, language)), "")
