"""One statement whose speaker is sought: where it stands, what was said and named before it, and who may have said it."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from qawl.marks import bare
from qawl.resolve.agreement import agreement_of
from qawl.resolve.cluster import Cluster
from qawl.resolve.entities import Entities
from qawl.resolve.fit import fits
from qawl.resolve.history import History, described_as
from qawl.resolve.issuers import beside, issuer
from qawl.resolve.lexicon import without_possessive
from qawl.resolve.sources import Source, described
from qawl.types import Span, Statement

NEAR = 40
"""Names before a cue that are looked at."""
SENTENCE = 4000
"""Characters before a cue in which its sentence and line are taken to begin."""
JOINED = 60
"""Most characters between two names that `and` joins: the second one's title may stand there."""


class Case:
    """What is the same for all candidates of one statement.

    since: the parties named between what was said last beside it (or where the content that holds it begins) and the statement;
    low: where that stretch begins.
    """

    def __init__(self, statement: Statement, source: Source, entities: Entities, history: History) -> None:
        self.statement, self.source, self.entities, self.history = statement, source, entities, history
        text = entities.text
        self.at = (statement.cue or statement.content)[0].start
        if source.span and source.span.end <= self.at:
            self.at = source.span.start
        if statement.quotation != "indirect" and not source.phrase:
            self.at = min(self.at, statement.content[0].start)  # whom a quotation names did not say it
        back = max(0, self.at - SENTENCE)
        self.line_start = text.rfind("\n", back, self.at) + 1 or back
        self.sentence_start = max(self.line_start, max(text.rfind(c, back, self.at) for c in ".؟?!") + 1)
        self.k = bisect_left(entities.starts, self.at)
        self.previous = len(history.speakers) - 1
        holder = statement.parent or statement.via
        self.parent = history.statements[history.by_id[holder]] if holder in history.by_id else None
        self.parent_speaker = history.of(holder)
        self.before: dict[int, int] = {}  # by cluster: how many other clusters were named since
        self.nearest_person: Cluster | None = None
        for j in range(self.k - 1, max(-1, self.k - 1 - NEAR), -1):
            c = entities.of[j]
            if id(c) not in self.before:
                self.before[id(c)] = len(self.before)
                if self.nearest_person is None and c.kind == "person":
                    self.nearest_person = c
        self.last_level = history.latest.get(statement.parent is not None)
        level = statement.parent or ""
        self.beside, self.sourced = history.beside.get(level), history.sourced.get(level)
        self.low = self._low()
        self.since = [entities.of[j] for j in entities.between(self.low, self.at)]
        self.nations = entities.nations(source.phrase) if source.phrase and not source.names else frozenset()
        self.owner = self._owner() if source.owned else None
        self.own_name = self._owners(described(source.phrase, entities)) if source.phrase else ""
        self.party = entities.by_name(source.phrase) if source.phrase else None
        self.again = history.again(source) or beside(source, self.at, entities)
        self.joint = tuple(self._described(p) if isinstance(p, str) else p for p in source.joint)

    @property
    def opens_parent(self) -> bool:
        """Whether the statement begins the content that holds it, but for a complementizer and its pronoun."""
        begins = self.statement.parent is not None and not self.since and self.parent is not None
        return begins and len(self.entities.text[self.low : self.at].split()) <= 1

    def candidates(self) -> list[Cluster]:
        """The parties who may have said it, each once."""
        certain = self._certain()
        if certain:
            return certain
        e, h = self.entities, self.history
        out: dict[int, Cluster] = {}

        def add(*clusters: Cluster | None) -> None:
            for c in clusters:
                if c is not None:
                    out.setdefault(id(c), c)

        s = self.source
        add(*(c for c, _, _ in s.names))
        if self.joint:
            joined = Cluster(None, members=self.joint)
            add(h.described.get(described_as(joined), joined))
            if e.language.head_stops or all(isinstance(p, Cluster) for p in s.joint):
                return list(out.values())[-1:]
        if s.dual or (s.cue_agreement.plural and not s.phrase):
            add(*self._pairs())
        if s.phrase:
            add(self.again, e.bearer_of(s.phrase, self.at), self.party, self.owner)
        elif not self.statement.cue:
            add(e.outlet)
        for k in range(self.previous, max(-1, self.previous - 12), -1):
            add(h.speakers[k])
        add(self.parent_speaker, *islice(reversed(h.described.values()), 8))
        add(*e.of[max(0, self.k - NEAR) : self.k + 8])
        add(*e.clusters[:6])
        if s.head:
            add(*e.headed(s.head))
        if s.phrase:
            for kind in ("person", "organization", None):
                add(Cluster(kind, self.own_name, description=True, spans=[s.span] if s.span else []))
        last = h.speakers[self.previous] if self.previous >= 0 else None
        several = s.cue_agreement.plural is not False and (s.dual or s.cue_agreement.plural)
        found = [c for c in out.values() if not c.members or several or c is last or c.members == self.joint]
        return [c for c in found if fits(c, s, e)]

    def _certain(self) -> list[Cluster]:
        """The only ones who may have said it by the source's words alone: whoever is speaking (I), a document's issuer, two named
        before (both leaders); empty where others may.
        """
        s, e = self.source, self.entities
        own = self.parent_speaker or (e.outlet if s.agreement.plural else None)  # an editorial's "we"
        if s.first_person and own is not None:
            return [own]
        written_by = issuer(s, self.at, e, self.history)
        if written_by is not None:
            return [written_by]
        if not (s.dual and s.phrase and e.language.pairs) or self.joint:
            return []
        people = e.lexicon.is_somebody(s.head)
        return [c for c in self._pairs() if not people or all(m.kind == "person" for m in c.members)]

    def _low(self) -> int:
        """Where the stretch begins in which a subject named since what was said last stands."""
        low = self.history.end(self.beside, self.at) if self.beside is not None else 0
        held = self.parent.content if self.parent is not None and self.statement.parent else ()
        return max((low, *(c.start for c in held if c.start <= self.at < c.end)))

    def _owner(self) -> Cluster | None:
        """The state of whoever spoke or was named last: whose country a source is (`بلاده`)."""
        near = (self.parent_speaker, self.history.speakers[-1] if self.history.speakers else None, self.nearest_person)
        nations = next((c.nations for c in near if c is not None and c.nations), frozenset())
        return self.entities.state(min(nations)) if nations else None

    def _owners(self, description: str) -> str:
        """A description with the name of whose it is instead of a possessive (`زملاؤه`): of the last person named that agrees;
        of a newsroom's own (`مراسلنا`), of the outlet.
        """
        language, of = self.entities.language, self.entities.of
        noun, ending = without_possessive(description, language)
        if not noun:
            return description
        rest = description.split()[1:]
        if ending in language.possessive_agreement:
            feminine, plural = language.possessive_agreement[ending]
            people = (of[k] for k in range(self.k - 1, max(-1, self.k - NEAR), -1) if of[k].kind == "person" and not plural)
            shown = ((c, agreement_of(c, self.entities).feminine) for c in people)
            owner = next((c for c, f in shown if f == feminine or (f is None and not feminine)), None)
        else:
            owner = self.entities.outlet if not rest and self.parent is None else None
        return " ".join([noun, owner.name, *rest]) if owner is not None else description

    def _described(self, phrase: str) -> Cluster:
        return self.history.described.get(phrase) or Cluster(None, phrase, description=True)

    def _pairs(self) -> list[Cluster]:
        """Two parties as one, whom a dual may mean: two of one kind that were named last, or that `and` joined last, or that
        spoke last.
        """
        near = [self.entities.of[j] for j in range(self.k - 1, max(-1, self.k - NEAR), -1)]
        said = [c for c in reversed(self.history.speakers[-6:]) if c is not None and not c.members]
        pairs = [_last_two([c for c in near if c.kind in kinds]) for kinds in (("person",), ("state", "organization"))]
        pairs += [next(self._joined(), ()), _last_two(said)]
        made = {tuple(map(id, two)): Cluster(None, members=two) for two in pairs if two}
        return [self.history.described.get(described_as(c), c) for c in made.values()]

    def _joined(self) -> Iterator[tuple[Cluster, ...]]:
        """Pairs of parties of one kind that the text joins with `and` (`بين موسكو وكييف`), the last one first."""
        e = self.entities
        for j in range(self.k - 1, max(0, self.k - NEAR), -1):
            one, other = e.of[j - 1], e.of[j]
            alike = one is not other and (one.kind == "person") == (other.kind == "person")
            if alike and self._joins(e.text[e.names[j - 1].span.end : e.names[j].span.start]):
                yield one, other

    def _joins(self, gap: str) -> bool:
        """Whether between two names stands `and`, alone or with the second one's title."""
        language = self.entities.language
        bared = (bare(w).lower() for w in gap.split()) if len(gap) <= JOINED else ()
        found = [w for w in bared if w]  # a dash may be a tatweel
        if not found or (len(found) == 1 and found[0] in language.joining):
            return bool(found)
        conjoined = found[0][1:] if found[0][0] in language.conjunctions else ""
        title = found[1] if found[0] in language.joining else conjoined
        stem = next(iter(self.entities.stems(title)), "")
        return stem in self.entities.lexicon.functions or (bool(stem) and stem.startswith(tuple(language.counterparts)))


def _last_two(latest_first: list[Cluster]) -> tuple[Cluster, ...]:
    """The last two different ones, in the text's order; nothing for fewer."""
    two = list({id(c): c for c in latest_first}.values())[:2]
    return (two[1], two[0]) if len(two) == 2 else ()


def stands_in(c: Cluster, spans: tuple[Span, ...]) -> bool:
    """Whether one of a party's names lies within one of some spans."""
    return any(m.end <= s.end for s in spans for m in c.near(s.start, s.end))
