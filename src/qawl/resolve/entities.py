"""The parties of a document: every mention of a name gathered with the others that mean the same one."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from qawl.fold import fold
from qawl.lang import Language
from qawl.parties import Parties, Party, sameness, usual_name
from qawl.resolve.bearers import Bearers
from qawl.resolve.cluster import Cluster, clean, latin, unfused
from qawl.resolve.known import Known
from qawl.resolve.lexicon import Lexicon, lexicon, refers_back, unprefixed
from qawl.resolve.phrase import key, shortens, stems, words
from qawl.resolve.tidy import tidy
from qawl.types import EntityKind, Mention, Span

MOST_NEAR = 40
"""Parties that a form is compared with at most, those named first in one word in common."""
MOST_PEOPLE = 60
"""Persons of another script that a name is compared with at most."""
HEARD = 150
"""Characters after a person's name in which a pronoun is taken for theirs."""
SHORTEST = 3
"""Initials that may stand for a body, at least."""
_INITIAL = re.compile(r"\b[A-Z](?=[\w&]*[a-z])")
_LETTERS = re.compile(r"[^\W\d_]+")


class Entities:
    """The clusters of a document's named mentions, each mention with its cluster, in the text's order.

    names: the mentions of names; of: the cluster of each; starts: where each begins. titles: spans of titles.
    outlet: who published it, where that is known: posts without a byline are its own. sources: spans of the statements'
    sources.
    """

    def __init__(
        self,
        text: str,
        mentions: Iterable[Mention],
        language: Language,
        parties: Parties,
        outlet: str | None = None,
        sources: Iterable[Span] = (),
    ) -> None:
        self.text, self.language, self.parties = text, language, parties
        self.lexicon: Lexicon = lexicon(language.code)
        self._known = Known(text, language, parties)
        self.first_line = text.find("\n") if "\n" in text else len(text)
        found = tidy(text, mentions, language, parties)
        self.names = [m for m in found if m.kind != "title"]
        self.starts = [m.span.start for m in self.names]
        self.titles = [m.span for m in found if m.kind == "title"]
        self._title_starts = [t.start for t in self.titles]
        self._stems: dict[str, tuple[str, ...]] = {}
        self.agreements: dict[tuple[object, ...], tuple[bool | None, bool | None]] = {}
        self._by_word: dict[str, list[Cluster]] = {}
        self._by_party: dict[str, Cluster] = {}
        self._by_head: dict[str, list[Cluster]] = {}
        self._by_initials: dict[str, Cluster] = {}
        self._people: list[Cluster] = []
        self.clusters: list[Cluster] = []
        self.of: list[Cluster] = self._gather()
        self._listed = {id(c) for c in self.clusters}
        publisher = parties.outlet(outlet) if outlet else None
        self.outlet = self._standing(publisher) if publisher else None
        self._bearers = Bearers(text, language, self._known, self.stems, self.names, self.of, sorted(sources))
        self._bearers.attach(self.titles)
        if language.gendered:
            self._hear_pronouns()
        for c in self.clusters:
            c.name = self._canonical(c)
            if c.kind == "organization":
                c.nations |= self.nations(c.name)
            if c.party is not None and c.party.state:
                c.nations |= {f"state:{c.party.state}"}
            for form in c.forms:
                for head in self.heads(form) if c.kind != "person" else ():
                    headed = self._by_head.setdefault(head, [])
                    if c not in headed[-1:]:
                        headed.append(c)

    def stems(self, form: str) -> tuple[str, ...]:
        """The folded words of a form without articles and prefixes, remembered."""
        if form not in self._stems:
            self._stems[form] = tuple(unprefixed(s, self.language) for s in stems(form, self.language))
        return self._stems[form]

    def between(self, start: int, end: int) -> range:
        """Indices of the names that begin in a stretch of text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def title_at(self, start: int, end: int) -> Span | None:
        """The first title that overlaps a stretch of text."""
        k = max(0, bisect_right(self._title_starts, start) - 1)
        return next((t for t in self.titles[k : k + 3] if t.start < end and start < t.end), None)

    def heads(self, form: str) -> tuple[str, ...]:
        """The stems that may be the head of a body's name: the first, and where a head may come last (Harbour *Office*), that."""
        parts = self.stems(form)
        return tuple(dict.fromkeys((*parts[:1], *(parts[-1:] if self.language.head_stops else ()))))

    def headed(self, head: str) -> list[Cluster]:
        """The bodies and states a form of whose name has a word for its head, the latest ones."""
        return self._by_head.get(head, [])[-10:]

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
            options = self._options(*form)
            if len(options) > 1:
                open_forms.append((form, options))
                continue
            cluster = options[0] if options else self._new(*form)
            self._index(cluster, form[1])
            for k in forms[form]:
                chosen[k] = cluster
        named = Counter(id(c) for c in chosen)
        for form, options in open_forms:  # several could be meant: a person named twice as often as others, else the latest one
            first, second = sorted(options, key=lambda c: -named[id(c)])[:2]
            most = first if form[0] == "person" and named[id(first)] >= 2 * named[id(second)] else None
            for k in forms[form]:
                chosen[k] = most or self._latest(k, options, chosen)
        out = []
        for k, found in enumerate(chosen):
            assert found is not None
            found.forms[texts[k]] += 1
            found.spans.append(self.names[k].span)
            out.append(found)
        self.clusters = sorted((c for c in self.clusters if c.spans), key=lambda c: c.spans[0])
        return out

    def _options(self, kind: EntityKind, form: str) -> list[Cluster]:
        """The clusters that a form may mean."""
        party = self._known.party(kind, form)
        parts = self.stems(form)
        if party is not None:
            known = self._by_party.get(party.key) or self._recorded(party, parts)
            return [known] if known else []
        if not parts:
            return []
        lists = [self._by_word.get(key(part), []) for part in (parts[-1:] if kind == "person" else parts)]
        seen: list[Cluster] = []
        for c in (c for near in lists for c in near[:MOST_NEAR]):
            if c not in seen and (c.kind == "person") == (kind == "person") and self._shortens(kind, parts, c):
                seen.append(c)
        if form.startswith("@"):
            return seen or self._account(form)
        return seen or (self._transliterated(form) if kind == "person" else self._initialled(form))

    def _initialled(self, form: str) -> list[Cluster]:
        """The body that a form is the initials of: the HRC is the Harbour Rescue Corps."""
        letters = "".join(w for w in form.replace(".", "").split() if w.lower() not in self.language.determiners)
        if len(letters) < SHORTEST or not letters.isupper():
            return []
        return [self._by_initials[letters]] if letters in self._by_initials else []

    def _account(self, handle: str) -> list[Cluster]:
        """The person whose whole name an account's handle holds: `@RealTimAlder`."""
        letters = fold(handle)
        people = ((self.stems(next(iter(c.forms))), c) for c in self._people[:MOST_PEOPLE])
        return [c for name, c in people if len(name) > 1 and "".join(name) in letters][:1]

    def _recorded(self, party: Party, parts: tuple[str, ...]) -> Cluster | None:
        """The body read so far, under a longer name not on record, that is the party all the same; it becomes its own."""
        if party.kind != "organization":
            return None
        near = (c for part in parts for c in self._by_word.get(key(part), [])[:MOST_NEAR])
        same = (c for c in near if c.party is None and c.kind == "organization")
        found = next((c for c in same if any(self._same_proper(parts, self.stems(f)) for f in c.forms)), None)
        if found is not None:
            found.party = party
            self._by_party[party.key] = found
        return found

    def _transliterated(self, form: str) -> list[Cluster]:
        """The person whose name, written in another script, a form is: Latin beside Arabic."""
        script = latin(form)
        likely = [(next(iter(c.forms)), c) for c in self._people[:MOST_PEOPLE]]
        return [c for name, c in likely if latin(name) != script and sameness(form, name) == "same"][:1]

    def _shortens(self, kind: EntityKind, parts: tuple[str, ...], cluster: Cluster) -> bool:
        if kind != "person" and (cluster.kind == "state") != (kind == "state"):
            return False
        for form in list(cluster.forms)[:MOST_NEAR]:
            whole = self.stems(form)
            if kind == "person":
                if len(parts) <= len(whole) and shortens(parts, whole):
                    return True
            # a body is shortened to its head (the ministry of defence) or to its proper name (Hamas)
            elif parts == whole or whole[: len(parts)] == parts or self._same_proper(parts, whole):
                return True
        return False

    def _same_proper(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        """Whether two bodies have one proper name, and at most one of them says what it is, or both the same."""
        if not a or not b:
            return False
        x, y = self._proper(a), self._proper(b)
        return x == y and bool(x) and (x == a or y == b or a[0] == b[0])

    def _proper(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """The name of a body without the noun that says what it is, and of one so called, without its nationality."""
        if parts[0] in self.lexicon.media:
            parts = parts[1:]
            while len(parts) > 1 and self.parties.adjective(parts[-1]):
                parts = parts[:-1]
        return parts[1:] if len(parts) > 1 and parts[0] in self.lexicon.ministries else parts

    def _new(self, kind: EntityKind, form: str) -> Cluster:
        party = self._known.party(kind, form)
        cluster = Cluster(party.kind if party else kind, party=party)
        if party is not None:
            self._by_party[party.key] = cluster
        self.clusters.append(cluster)
        if cluster.kind == "person":
            self._people.append(cluster)
        return cluster

    def _index(self, cluster: Cluster, form: str) -> None:
        cluster.forms[form] += 0
        if cluster.kind == "organization":
            self._by_initials.setdefault("".join(_INITIAL.findall(form)), cluster)
        for part in self.stems(form):
            near = self._by_word.setdefault(key(part), [])
            if cluster not in near[:MOST_NEAR]:
                near.append(cluster)

    def _latest(self, k: int, options: list[Cluster], chosen: list[Cluster | None]) -> Cluster:
        before = (c for c in reversed(chosen[max(0, k - 60) : k]) if c is not None and c in options)
        after = (c for c in chosen[k : k + 60] if c is not None and c in options)
        return next(before, None) or next(after, options[0])

    def _hear_pronouns(self) -> None:
        """Let the first pronoun after a person's name, before another's, say whether it is a woman's."""
        people = [k for k, c in enumerate(self.of) if c.kind == "person"]
        for n, k in enumerate(people):
            low = self.names[k].span.end
            high = min(low + HEARD, self.starts[people[n + 1]] if n + 1 < len(people) else len(self.text))
            found = (self.language.gendered.get(w) for w in _LETTERS.findall(self.text[low : max(low, high)].lower()))
            feminine = next((f for f in found if f is not None), None)
            if feminine is not None:
                self.of[k].feminine += 1 if feminine else -1

    def bearer_of(self, title: str, at: int) -> Cluster | None:
        """The person whose office a title names, of equals the one named last before an offset."""
        return self._bearers.of(title, at)

    def office(self, found: tuple[str, ...]) -> frozenset[str]:
        """The stems of a title as those of clusters' titles are."""
        return self._bearers.office(found)

    def holds_another(self, cluster: Cluster, head: str) -> bool:
        """Whether the titles of a person are of other offices than one whose noun tells who is meant."""
        return self._bearers.holds_another(cluster, head)

    def by_name(self, phrase: str) -> Cluster | None:
        """The cluster of the party on record that a whole phrase names, where the text has none, a new one (see `adopt`); of
        the person whose account it is.
        """
        if phrase.startswith("@"):
            return next(iter(self._options("person", phrase)), None)
        party = self.parties.find(phrase, self.language.code) or self.parties.adjective(phrase)
        return self._standing(party) if party is not None else next(iter(self._initialled(phrase)), None)

    def state(self, key: str) -> Cluster | None:
        """The cluster of a state by its party's key."""
        party = self.parties.get(key)
        return self._standing(party) if party is not None else None

    def _standing(self, party: Party) -> Cluster:
        known = self._by_party.get(party.key)
        if known is None:
            known = Cluster(party.kind, usual_name(party, self.language.code), party=party)
            self._by_party[party.key] = known
        return known

    def nations(self, phrase: str) -> frozenset[str]:
        """Keys of the states that a phrase's words belong to."""
        return self._known.nations(phrase)

    def adopt(self, cluster: Cluster, span: Span) -> None:
        """Make a party that was not tagged one of the document's: it was found to speak, named by a source."""
        if id(cluster) in self._listed or refers_back(span.of(self.text), self.language):
            return
        parts = self.stems(span.of(self.text))
        if any(c.kind == cluster.kind and parts in map(self.stems, c.forms) for c in self.headed(parts[0] if parts else "")):
            return  # a tagged name has the same words
        self._listed.add(id(cluster))
        if not cluster.spans:
            cluster.spans.append(span)
        cluster.forms[span.of(self.text)] += 1
        self.clusters.append(cluster)

    def publish(self) -> None:
        """Make the outlet one of the document's parties, named or not: it was found to speak."""
        if self.outlet is not None and id(self.outlet) not in self._listed:
            self._listed.add(id(self.outlet))
            self.clusters.append(self.outlet)

    def _canonical(self, cluster: Cluster) -> str:
        """The fullest form in the text, in its own script; the usual name of a state, and of a body that is called so."""
        party = cluster.party
        found = [(f, n) for f, n in cluster.forms.items() if n]
        if party is not None and cluster.kind != "person":
            usual = usual_name(party, self.language.code)
            bare_usual = " ".join(w for w in usual.split() if w.lower() not in self.language.determiners)
            if cluster.kind == "state" or any(bare_usual in f for f in cluster.forms):
                return self._as_written([clean(f) for f, _ in found], usual)
        forms = [f for f in found if latin(f[0]) != self.language.right_to_left] or found
        fullest = max(forms, key=lambda f: (len(words(f[0])), f[1], len(f[0])))[0]
        if cluster.kind == "organization":
            fullest = self._known.plain(fullest)
        return unfused(clean(fullest), self.language)

    def _as_written(self, forms: list[str], usual: str) -> str:
        """A usual name as this text spells it, and of a movement with the noun that says so where the text has it."""
        nouns = (noun for f in forms for noun in f.split(maxsplit=1)[:1] if f == f"{noun} {usual}")
        noun = next((n for n in nouns if stems(n, self.language)[0] in self.lexicon.movements), None)
        return next((f for f in forms if self._known.respelled(f, usual)), f"{noun} {usual}" if noun else usual)
