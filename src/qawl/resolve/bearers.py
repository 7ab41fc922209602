"""Whose titles are: the person beside whose name one stands, and whom one means that stands alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from qawl.lang import Language
from qawl.marks import bare
from qawl.resolve.cluster import Cluster, nearest
from qawl.resolve.known import Known
from qawl.resolve.lexicon import lexicon
from qawl.resolve.phrase import overlap
from qawl.types import Mention, Span

BEARER = 0.6
"""Words in common (Dice) of a title and the office of the person whom it means."""
CLOSE = 3
"""Most characters between a title and the name that it belongs to."""
MOST = 40
"""Offices with a word in common that a title is compared with, the latest ones."""
BETWEEN = frozenset(" ،,:؛(«\"“”»)-–'")


class Bearers:
    """The titles of a text, given to the clusters that bear them.

    names: the mentions of names in the text's order; of: the cluster of each. sources: the statements' sources, ascending;
    within one a title follows a name without a comma too (elsewhere it may be another's: X received the minister).
    """

    def __init__(
        self,
        text: str,
        language: Language,
        known: Known,
        stems: Callable[[str], tuple[str, ...]],
        names: list[Mention],
        of: list[Cluster],
        sources: list[Span],
    ) -> None:
        self._text, self._language, self._known, self._stems = text, language, known, stems
        self._names, self._of, self._sources = names, of, sources
        self._starts = [m.span.start for m in names]
        self._honours = lexicon(language.code).honours
        self._offices: dict[str, list[tuple[frozenset[str], Cluster]]] = {}

    def attach(self, titles: list[Span]) -> None:
        """Give each title to whose name stands beside it."""
        bearers: list[Cluster | None] = []
        following: Span | None = None
        for title in reversed(titles):
            bearer = self._beside(title)
            if bearer is None and following is not None and self._touches(title.end, following.start):
                bearer = bearers[-1]  # two titles of one name
            bearers.append(bearer if bearer is None or self._may_hold(bearer, title) else None)
            following = title
        for title, bearer in zip(titles, reversed(bearers), strict=True):
            if bearer is not None:
                office = self.office(self._stems(title.of(self._text)))
                bearer.titles.append(office)
                bearer.nations |= self._known.nations(title.of(self._text))
                bearer.called(title)
                for part in office:
                    self._offices.setdefault(part, []).append((office, bearer))

    def office(self, stems: tuple[str, ...]) -> frozenset[str]:
        """The stems of a title to compare it by: in one of several words, words that mean the same in offices are one."""
        same = self._language.same_office
        return frozenset(same.get(s, s) for s in stems) if len(stems) > 1 else frozenset(stems)

    def of(self, title: str, at: int) -> Cluster | None:
        """The person whose office a title names: the best match, of equals the one named last before an offset."""
        wanted = self.office(self._stems(title))
        rarest = min((self._offices.get(part, []) for part in sorted(wanted) if part in self._offices), key=len, default=[])
        best: tuple[float, int] = (0.0, 0)
        found = None
        for office, c in rarest[-MOST:]:
            last = nearest(c.spans, at)[0].start
            score = (1.0 if wanted <= office else overlap(wanted, office), last if last < at else -last)
            if score > best or found is None:
                best, found = score, c
        return found if best[0] >= BEARER else None

    def holds_another(self, cluster: Cluster, head: str) -> bool:
        """Whether the titles of a person are of other offices than one whose noun tells who is meant: a minister is no envoy.
        Honours (`الدكتور`) and `نظيره` are of no office.
        """
        if head not in self._language.telling_offices:
            return False
        counterpart = tuple(self._language.counterparts)
        offices = [t for t in cluster.titles if not t <= self._honours and not any(s.startswith(counterpart) for s in t)]
        held = {self._office_noun(s) for t in offices for s in t}
        return bool(held) and self._office_noun(head) not in held

    def _office_noun(self, stem: str) -> str:
        """The noun of an office, a woman's as a man's, of those that mean the same the one."""
        same = self._language.same_office.get(stem, stem)
        return next((same.removesuffix(e) for e in self._language.office_endings if same.endswith(e)), same)

    def _may_hold(self, person: Cluster, title: Span) -> bool:
        """Whether a title is not plainly another state's: `اتهم الرئيس الأميركي فلاديمير بوتين`."""
        nations = self._known.nations(title.of(self._text))
        state = person.party.state if person.party is not None else ""
        return not state or not nations or f"state:{state}" in nations

    def _beside(self, title: Span) -> Cluster | None:
        """The person whose name stands right after a title, or right before it."""
        after = bisect_left(self._starts, title.end)
        if self._named(after, title.end):
            if not self._governs(title):
                return self._of[after]
            end = self._names[after].span.end
            apart = self._named(after + 1, end) and self._text[end : self._starts[after + 1]].strip()
            return self._of[after + 1] if apart else None
        before = bisect_left(self._starts, title.start) - 1
        if before >= 0 and self._of[before].kind == "person":
            name = self._names[before].span
            gap = self._text[name.end : title.start]
            parted = gap.strip() or self._in_one_source(name, title)
            joint = gap.strip(" ،,").lower()
            apposed = gap[:1] in "،," and (joint in self._language.apposing or joint in self._language.determiners)
            if name.end < title.start and (apposed or (self._touches(name.end, title.start) and parted)):
                return self._of[before]
        return None

    def _named(self, k: int, end: int) -> bool:
        """Whether the name of an index is a person's and follows an offset."""
        return k < len(self._names) and self._of[k].kind == "person" and self._touches(end, self._starts[k])

    def _governs(self, title: Span) -> bool:
        """Whether the name after a title is another's: `محامي سالم الراوي`, the lawyer *of* him, and whoever follows is meant."""
        found = [bare(w) for w in title.of(self._text).split()]
        if not self._language.definite or not found:
            return False
        alone = len(found) == 1 and not found[0].startswith(self._language.definite)
        return (alone and not self._honours.issuperset(self._stems(found[0]))) or found[-1] in self._language.of_words

    def _in_one_source(self, name: Span, title: Span) -> bool:
        k = bisect_right(self._sources, name.start, key=lambda s: s.start) - 1
        return k >= 0 and title.end <= self._sources[k].end

    def _touches(self, a: int, b: int) -> bool:
        return b - a <= CLOSE and all(c in BETWEEN for c in self._text[a:b])
