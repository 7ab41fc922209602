"""What speaks for a candidate: named features of a statement and one party who may have said it."""

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from qawl.resolve.agreement import continues
from qawl.resolve.cluster import Cluster
from qawl.resolve.entities import Entities
from qawl.resolve.fit import agreement_of, fits
from qawl.resolve.phrase import overlap
from qawl.resolve.sources import Source, described
from qawl.runtime import Floats
from qawl.types import Span, Statement

FEATURES = (
    "empty", "pronoun", "has_name", "has_title", "descriptive", "no_cue", "participle", "nested", "relayed", "first_line",
    "new_paragraph", "src_unnamed", "src_body", "src_function", "src_definite", "src_plural", "src_words", "cue_plural",
    "is_person", "is_organization", "is_state", "is_unnamed", "is_joint", "is_self", "is_description",
    "named_in_source", "named_first", "named_share", "named_at_end", "joint_in_source", "other_named_in_source",
    "same_phrase", "name_overlap", "form_covers", "title_match", "title_holds", "head_match", "said_phrase",
    "gender_agrees", "gender_differs", "number_agrees", "number_differs",
    "spoke_last", "spoke_last_level", "spoke_before_last", "spoke_recently", "spoke_share", "never_spoke", "since_spoke",
    "last_in_paragraph", "parent_speaker", "not_parent_speaker", "in_parent_content", "parent_addressee",
    "mention_before", "mention_distance", "same_sentence", "same_paragraph", "nearest_person", "nearest_any", "rank_before",
    "mention_after", "after_distance", "in_content", "in_addressee", "mentions", "first_mention", "in_title", "opens_sentence",
    "last_source", "self_person", "self_organization", "self_unnamed", "untitled_person",
    "src_document", "src_bare", "src_dual", "party_match", "owner_agrees", "owner_differs", "owned",
    "nation_agrees", "nation_differs", "src_nation", "src_owned", "owner_state", "is_outlet", "src_headed",
)  # fmt: skip
"""Names of the numbers that `Case.features` gives, in order; each lies between -1 and 2 or so."""

_AT = {name: k for k, name in enumerate(FEATURES)}
NEAR = 40
"""Names before a cue that are looked at."""
SENTENCE = 4000
"""Characters before a cue in which its sentence and line are taken to begin."""
WINDOW = 6000
"""Characters around a cue in which mentions are looked for."""


@dataclass(slots=True)
class History:
    """Who has said what so far, in the text's order."""

    speakers: list[Cluster | None] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], Cluster] = field(default_factory=dict)
    described: dict[str, Cluster] = field(default_factory=dict)  # by name; joint speakers too
    latest: dict[bool, Cluster | None] = field(default_factory=dict)  # of nested statements and of others

    def add(self, statement: Statement, source: Source, speaker: Cluster | None) -> None:
        """Record the speaker of the next statement."""
        self.by_id[statement.id] = len(self.statements)
        if speaker is not None:
            speaker.speech.append(len(self.statements))
            if source.stems:
                self.phrases[source.stems] = speaker
            if speaker.description or speaker.members:
                self.described.setdefault(_described_as(speaker), speaker)
        self.latest[statement.parent is not None] = speaker
        self.statements.append(statement)
        self.sources.append(source)
        self.speakers.append(speaker)

    def of(self, statement_id: str | None) -> Cluster | None:
        """The speaker of an earlier statement."""
        k = self.by_id.get(statement_id or "")
        return None if k is None else self.speakers[k]


def _described_as(cluster: Cluster) -> str:
    return " + ".join(map(_described_as, cluster.members)) if cluster.members else cluster.name


def _log(n: float, most: float) -> float:
    return min(1.0, math.log1p(max(0.0, n)) / math.log1p(most))


class Case:
    """One statement whose speaker is sought: what is the same for all candidates."""

    def __init__(self, statement: Statement, source: Source, entities: Entities, history: History) -> None:
        self.statement, self.source, self.entities, self.history = statement, source, entities, history
        text = entities.text
        self.at = (statement.cue or statement.content)[0].start
        if source.span and source.span.end <= self.at:
            self.at = source.span.start
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
        self.nations = entities.nations(source.phrase) if source.phrase and not source.names else frozenset()
        self.owner = self._owner() if source.owned else None
        self.own_name = described(source.phrase, entities) if source.phrase else ""
        self.party = entities.by_name(source.phrase) if source.phrase else None
        self.joint = tuple(self._described(p) if isinstance(p, str) else p for p in source.joint)
        self.shared = self._shared()

    def candidates(self) -> list[Cluster]:
        """The parties who may have said it, each once."""
        e, h = self.entities, self.history
        out: dict[int, Cluster] = {}

        def add(*clusters: Cluster | None) -> None:
            for c in clusters:
                if c is not None:
                    out.setdefault(id(c), c)

        s = self.source
        own = self.parent_speaker or (e.outlet if s.agreement.plural else None)  # an editorial's "we"
        if s.first_person and own is not None:
            return [own]
        add(*(c for c, _, _ in s.names))
        if self.joint:
            joined = Cluster(None, members=self.joint)
            add(h.described.get(_described_as(joined), joined))
            if e.language.head_stops or all(isinstance(p, Cluster) for p in s.joint):
                return list(out.values())[-1:]
        if s.dual or (s.cue_agreement.plural and not s.phrase):
            add(*self._pairs())
        if s.phrase:
            add(h.phrases.get(s.stems), e.bearer_of(s.phrase, self.at), self.party, self.owner)
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

    def _owner(self) -> Cluster | None:
        """The state of whoever spoke or was named last: whose country a source is (`بلاده`)."""
        near = (self.parent_speaker, self.history.speakers[-1] if self.history.speakers else None, self.nearest_person)
        nations = next((c.nations for c in near if c is not None and c.nations), frozenset())
        return self.entities.state(min(nations)) if nations else None

    def _described(self, phrase: str) -> Cluster:
        return self.history.described.get(phrase) or Cluster(None, phrase, description=True)

    def _pairs(self) -> list[Cluster]:
        """Two parties that were named or spoke last, of one kind, as one: whom a dual may mean."""
        out = []
        near = [self.entities.of[j] for j in range(self.k - 1, max(-1, self.k - NEAR), -1)]
        for kinds in (("person",), ("state", "organization")):
            two = list(dict.fromkeys(id(c) for c in near if c.kind in kinds))[:2]
            if len(two) == 2:
                by_id = {id(c): c for c in near}
                out.append(Cluster(None, members=tuple(by_id[i] for i in reversed(two))))
        said = list({id(c): c for c in reversed(self.history.speakers[-6:]) if c is not None and not c.members}.values())[:2]
        if len(said) == 2:
            out.append(Cluster(None, members=tuple(reversed(said))))
        return [self.history.described.get(_described_as(c), c) for c in out]

    def _shared(self) -> Floats:
        s, x = self.source, np.zeros(len(FEATURES), np.float32)
        lexicon, text, language = self.entities.lexicon, self.entities.text, self.entities.language
        st = self.statement
        cue = st.cue[0].of(text) if st.cue else ""
        x[_AT["empty"]] = not s.phrase and not s.pronoun
        x[_AT["pronoun"]] = s.pronoun
        x[_AT["has_name"]] = bool(s.names)
        x[_AT["has_title"]] = s.title is not None
        x[_AT["descriptive"]] = bool(s.phrase) and not s.names
        x[_AT["no_cue"]] = not st.cue
        x[_AT["participle"]] = continues(cue, language)
        x[_AT["nested"]] = st.parent is not None
        x[_AT["relayed"]] = st.via is not None
        x[_AT["first_line"]] = self.at <= self.entities.first_line
        x[_AT["new_paragraph"]] = self.previous < 0 or (self.history.statements[self.previous].content[0].start < self.line_start)
        x[_AT["src_unnamed"]] = s.head in lexicon.unnamed
        x[_AT["src_body"]] = s.head in lexicon.bodies
        x[_AT["src_function"]] = s.head in lexicon.functions
        x[_AT["src_definite"]] = s.definite
        x[_AT["src_plural"]] = s.agreement.plural is True
        x[_AT["src_words"]] = _log(len(s.stems), 12)
        x[_AT["cue_plural"]] = s.cue_agreement.plural is True
        x[_AT["src_document"]] = s.head in lexicon.documents
        x[_AT["src_bare"]] = s.bare_share
        x[_AT["src_dual"]] = s.dual
        x[_AT["src_headed"]] = s.headed
        x[_AT["src_owned"]] = s.owned
        x[_AT["owned"]] = s.owner.feminine is not None
        return x

    def features(self, c: Cluster) -> Floats:
        """FEATURES of one candidate."""
        x = self.shared.copy()
        s, h, st = self.source, self.history, self.statement
        is_self = c.description and not c.speech and bool(s.phrase) and c.spans == [s.span]
        unnamed = c.description and c.kind is None
        x[_AT["is_person"]] = c.kind == "person"
        x[_AT["is_organization"]] = c.kind == "organization"
        x[_AT["is_state"]] = c.kind == "state"
        x[_AT["is_unnamed"]] = unnamed
        x[_AT["is_joint"]] = bool(c.members)
        x[_AT["is_self"]] = is_self
        x[_AT["is_description"]] = c.description
        x[_AT["is_outlet"]] = c is self.entities.outlet
        x[_AT["owner_state"]] = c is self.owner
        if is_self:
            x[_AT["self_person"]] = c.kind == "person"
            x[_AT["self_organization"]] = c.kind == "organization"
            x[_AT["self_unnamed"]] = unnamed
        self._source_features(x, c)
        self._agreement_features(x, c)
        self._speech_features(x, c)
        self._place_features(x, c)
        if self.parent is not None:
            x[_AT["parent_speaker"]] = c is self.parent_speaker
            x[_AT["not_parent_speaker"]] = c is not self.parent_speaker
            x[_AT["in_parent_content"]] = _stands_in(c, self.parent.content)
            x[_AT["parent_addressee"]] = _stands_in(c, self.parent.addressee)
        x[_AT["in_content"]] = _stands_in(c, st.content)
        x[_AT["in_addressee"]] = _stands_in(c, (*st.addressee, *st.channel, *st.occasion))
        x[_AT["last_source"]] = bool(h.sources) and any(n is c for n, _, _ in h.sources[-1].names)
        return x

    def _source_features(self, x: Floats, c: Cluster) -> None:
        s = self.source
        if not s.phrase:
            return
        mine = [(k, share, span) for k, (n, share, span) in enumerate(s.names) if n is c]
        x[_AT["named_in_source"]] = bool(mine)
        x[_AT["other_named_in_source"]] = bool(s.names) and not mine
        x[_AT["joint_in_source"]] = bool(self.joint) and (c.members == self.joint or c in self.joint)
        if mine:
            x[_AT["named_first"]] = mine[0][0] == 0
            x[_AT["named_share"]] = mine[0][1]
            assert s.span is not None
            x[_AT["named_at_end"]] = s.span.end - mine[-1][2].end <= 2
        mine_stems = frozenset(s.stems)
        forms = [self.entities.stems(f) for f in list(c.forms)[:12]] or [self.entities.stems(c.name)]
        x[_AT["same_phrase"]] = s.stems in forms
        x[_AT["name_overlap"]] = max(overlap(mine_stems, frozenset(f)) for f in forms)
        x[_AT["form_covers"]] = any(mine_stems <= frozenset(f) for f in forms)
        x[_AT["head_match"]] = any(f[:1] == (s.head,) for f in forms if f)
        x[_AT["said_phrase"]] = self.history.phrases.get(s.stems) is c
        x[_AT["party_match"]] = self.party is c
        if self.nations:
            x[_AT["src_nation"]] = 1
            x[_AT["nation_agrees"]] = bool(self.nations & c.nations)
            x[_AT["nation_differs"]] = bool(c.nations) and not self.nations & c.nations
        titles = c.titles[-40:]
        if titles:
            x[_AT["title_match"]] = max(overlap(mine_stems, t) for t in titles)
            x[_AT["title_holds"]] = any(mine_stems <= t for t in titles)

    def _agreement_features(self, x: Floats, c: Cluster) -> None:
        s = self.source
        shown = s.agreement if (s.pronoun or not s.phrase) and s.agreement.feminine is not None else s.cue_agreement
        own = agreement_of(c, self.entities)
        if shown.feminine is not None and own.feminine is not None:
            x[_AT["gender_agrees" if shown.feminine == own.feminine else "gender_differs"]] = 1
        if s.owner.feminine is not None and own.feminine is not None:
            x[_AT["owner_agrees" if s.owner.feminine == own.feminine else "owner_differs"]] = 1
        plural = shown.plural or (s.agreement.plural if s.pronoun else None)
        if plural is not None and own.plural is not None:
            x[_AT["number_agrees" if plural == own.plural else "number_differs"]] = 1

    def _speech_features(self, x: Floats, c: Cluster) -> None:
        h, last = self.history, self.previous
        x[_AT["spoke_last"]] = last >= 0 and h.speakers[last] is c
        x[_AT["spoke_last_level"]] = self.last_level is c
        x[_AT["spoke_before_last"]] = last >= 1 and h.speakers[last - 1] is c
        x[_AT["spoke_recently"]] = any(h.speakers[k] is c for k in range(max(0, last - 4), last + 1))
        x[_AT["spoke_share"]] = len(c.speech) / (last + 1) if last >= 0 else 0
        x[_AT["never_spoke"]] = not c.speech
        x[_AT["since_spoke"]] = _log(last - c.speech[-1], 30) if c.speech else 1
        if last >= 0 and h.speakers[last] is c:
            x[_AT["last_in_paragraph"]] = h.statements[last].content[0].start >= self.line_start

    def _place_features(self, x: Floats, c: Cluster) -> None:
        text_length = max(1, len(self.entities.text))
        starts = c.spans
        k = bisect_left(starts, Span(self.at, self.at))
        x[_AT["mention_before"]] = k > 0
        x[_AT["mention_distance"]] = 1
        if k:
            near = starts[k - 1]
            x[_AT["mention_distance"]] = _log(self.at - near.end, 4000)
            x[_AT["same_sentence"]] = near.start >= self.sentence_start
            x[_AT["same_paragraph"]] = near.start >= self.line_start
            x[_AT["opens_sentence"]] = 0 <= near.start - self.sentence_start < 25
        rank = self.before.get(id(c))
        x[_AT["nearest_any"]] = rank == 0
        x[_AT["rank_before"]] = 1.0 if rank is None else _log(rank, NEAR)
        x[_AT["nearest_person"]] = self.nearest_person is c
        x[_AT["mention_after"]] = k < len(starts)
        x[_AT["after_distance"]] = _log(starts[k].start - self.at, 4000) if k < len(starts) else 1
        x[_AT["mentions"]] = _log(len(starts), 30)
        x[_AT["first_mention"]] = starts[0].start / text_length if starts else 1
        x[_AT["in_title"]] = bool(starts) and starts[0].start <= self.entities.first_line
        x[_AT["untitled_person"]] = c.kind == "person" and not c.titles


def _stands_in(c: Cluster, spans: tuple[Span, ...]) -> bool:
    """Whether one of a party's names lies within one of some spans."""
    return any(m.end <= s.end for s in spans for m in c.near(s.start, s.end))
