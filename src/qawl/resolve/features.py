"""What speaks for a candidate: named features of a statement and one party who may have said it."""

import math
from bisect import bisect_left

import numpy as np

from qawl.resolve.agreement import agreement_of, continues, first_person
from qawl.resolve.case import NEAR, Case, stands_in
from qawl.resolve.cluster import Cluster
from qawl.resolve.phrase import overlap
from qawl.runtime import Floats
from qawl.types import Span

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
    "cue_feminine", "cue_masculine", "first_person", "opens_parent", "named_between", "gap", "since_said",
    "spoke_last_beside", "spoke_last_sourced", "named_since", "named_first_since", "named_last_since", "alone_since",
)  # fmt: skip
"""Names of the numbers that `Features` gives, in order; each lies between -1 and 2 or so."""

_AT = {name: k for k, name in enumerate(FEATURES)}


def _log(n: float, most: float) -> float:
    return min(1.0, math.log1p(n) / math.log1p(most)) if n > 0 else 0.0


class Features:
    """The features of one case's candidates. shared: what is the same for all."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.shared = self._shared()

    def _shared(self) -> list[float]:
        case, x = self.case, [0.0] * len(FEATURES)  # a list: single numbers are set faster than in an array
        s, st, entities, history = case.source, case.statement, case.entities, case.history
        lexicon, language = entities.lexicon, entities.language
        cue = st.cue[0].of(entities.text) if st.cue else ""
        said = history.statements[case.previous].content[0].start if case.previous >= 0 else -1
        x[_AT["empty"]] = not s.phrase and not s.pronoun
        x[_AT["pronoun"]] = s.pronoun
        x[_AT["has_name"]] = bool(s.names)
        x[_AT["has_title"]] = s.title is not None
        x[_AT["descriptive"]] = bool(s.phrase) and not s.names
        x[_AT["no_cue"]] = not st.cue
        x[_AT["participle"]] = continues(cue, language)
        x[_AT["nested"]] = st.parent is not None
        x[_AT["relayed"]] = st.via is not None
        x[_AT["first_line"]] = case.at <= entities.first_line
        x[_AT["new_paragraph"]] = said < case.line_start
        x[_AT["src_unnamed"]] = s.head in lexicon.unnamed
        x[_AT["src_body"]] = s.head in lexicon.bodies
        x[_AT["src_function"]] = s.head in lexicon.functions
        x[_AT["src_definite"]] = s.definite
        x[_AT["src_plural"]] = s.agreement.plural is True
        x[_AT["src_words"]] = _log(len(s.stems), 12)
        x[_AT["src_document"]] = s.head in lexicon.documents
        x[_AT["src_bare"]] = s.bare_share
        x[_AT["src_dual"]] = s.dual
        x[_AT["src_headed"]] = s.headed
        x[_AT["src_owned"]] = s.owned
        x[_AT["owned"]] = s.owner.feminine is not None
        x[_AT["cue_plural"]] = s.cue_agreement.plural is True
        if not s.phrase:
            x[_AT["cue_feminine"]] = s.cue_agreement.feminine is True
            x[_AT["cue_masculine"]] = s.cue_agreement.feminine is False
            x[_AT["first_person"]] = first_person(cue, language)
            x[_AT["opens_parent"]] = case.opens_parent
            x[_AT["named_between"]] = _log(len(set(map(id, case.since))), 20)
            x[_AT["gap"]] = _log(case.at - case.low, 4000)
        return x

    def __call__(self, c: Cluster) -> Floats:
        """FEATURES of one candidate."""
        case, x = self.case, self.shared.copy()
        s, h, st = case.source, case.history, case.statement
        is_self = c.description and not c.speech and bool(s.phrase) and c.spans == [s.span]
        unnamed = c.description and c.kind is None
        x[_AT["is_person"]] = c.kind == "person"
        x[_AT["is_organization"]] = c.kind == "organization"
        x[_AT["is_state"]] = c.kind == "state"
        x[_AT["is_unnamed"]] = unnamed
        x[_AT["is_joint"]] = bool(c.members)
        x[_AT["is_self"]] = is_self
        x[_AT["is_description"]] = c.description
        x[_AT["is_outlet"]] = c is case.entities.outlet
        x[_AT["owner_state"]] = c is case.owner
        if is_self:
            x[_AT["self_person"]] = c.kind == "person"
            x[_AT["self_organization"]] = c.kind == "organization"
            x[_AT["self_unnamed"]] = unnamed
        self._source_features(x, c)
        self._agreement_features(x, c)
        self._speech_features(x, c)
        self._place_features(x, c)
        if not s.phrase:
            self._chain_features(x, c)
        if case.parent is not None:
            x[_AT["parent_speaker"]] = c is case.parent_speaker
            x[_AT["not_parent_speaker"]] = c is not case.parent_speaker
            x[_AT["in_parent_content"]] = stands_in(c, case.parent.content)
            x[_AT["parent_addressee"]] = stands_in(c, case.parent.addressee)
        x[_AT["in_content"]] = stands_in(c, st.content)
        x[_AT["in_addressee"]] = stands_in(c, (*st.addressee, *st.channel, *st.occasion))
        x[_AT["last_source"]] = bool(h.sources) and any(n is c for n, _, _ in h.sources[-1].names)
        return np.array(x, np.float32)

    def _source_features(self, x: list[float], c: Cluster) -> None:
        case, s = self.case, self.case.source
        if not s.phrase:
            return
        mine = [(k, share, span) for k, (n, share, span) in enumerate(s.names) if n is c]
        x[_AT["named_in_source"]] = bool(mine)
        x[_AT["other_named_in_source"]] = bool(s.names) and not mine
        x[_AT["joint_in_source"]] = bool(case.joint) and (c.members == case.joint or c in case.joint)
        if mine:
            x[_AT["named_first"]] = mine[0][0] == 0
            x[_AT["named_share"]] = mine[0][1]
            assert s.span is not None
            x[_AT["named_at_end"]] = s.span.end - mine[-1][2].end <= 2
        mine_stems = frozenset(s.stems)
        forms = [case.entities.stems(f) for f in list(c.forms)[:12]] or [case.entities.stems(c.name)]
        x[_AT["same_phrase"]] = s.stems in forms
        sets = list(map(frozenset, forms))
        x[_AT["name_overlap"]] = max(overlap(mine_stems, f) for f in sets)
        x[_AT["form_covers"]] = any(mine_stems <= f for f in sets)
        ends = -1 if case.entities.language.head_stops else 0  # where a name's head may stand besides the front
        x[_AT["head_match"]] = any(s.head in (f[0], f[ends]) for f in forms if f)
        x[_AT["said_phrase"]] = case.again is c
        x[_AT["party_match"]] = case.party is c
        if case.nations:
            x[_AT["src_nation"]] = 1
            x[_AT["nation_agrees"]] = bool(case.nations & c.nations)
            x[_AT["nation_differs"]] = bool(c.nations) and not case.nations & c.nations
        titles = c.titles[-40:]
        if titles:
            x[_AT["title_match"]] = max(overlap(mine_stems, t) for t in titles)
            x[_AT["title_holds"]] = any(mine_stems <= t for t in titles)

    def _agreement_features(self, x: list[float], c: Cluster) -> None:
        s = self.case.source
        shown, own = s.shown, agreement_of(c, self.case.entities)
        if shown.feminine is not None and own.feminine is not None:
            x[_AT["gender_agrees" if shown.feminine == own.feminine else "gender_differs"]] = 1
        if s.owner.feminine is not None and own.feminine is not None:
            x[_AT["owner_agrees" if s.owner.feminine == own.feminine else "owner_differs"]] = 1
        if shown.plural is not None and own.plural is not None:
            x[_AT["number_agrees" if shown.plural == own.plural else "number_differs"]] = 1

    def _speech_features(self, x: list[float], c: Cluster) -> None:
        case, h, last = self.case, self.case.history, self.case.previous
        x[_AT["spoke_last"]] = last >= 0 and h.speakers[last] is c
        x[_AT["spoke_last_level"]] = case.last_level is c
        x[_AT["spoke_before_last"]] = last >= 1 and h.speakers[last - 1] is c
        x[_AT["spoke_recently"]] = any(h.speakers[k] is c for k in range(max(0, last - 4), last + 1))
        x[_AT["spoke_share"]] = len(c.speech) / (last + 1) if last >= 0 else 0
        x[_AT["never_spoke"]] = not c.speech
        x[_AT["since_spoke"]] = _log(last - c.speech[-1], 30) if c.speech else 1
        if last >= 0 and h.speakers[last] is c:
            x[_AT["last_in_paragraph"]] = h.statements[last].content[0].start >= case.line_start

    def _place_features(self, x: list[float], c: Cluster) -> None:
        case = self.case
        text_length = max(1, len(case.entities.text))
        starts = c.spans
        k = bisect_left(starts, Span(case.at, case.at))
        x[_AT["mention_before"]] = k > 0
        x[_AT["mention_distance"]] = 1
        if k:
            near = starts[k - 1]
            x[_AT["mention_distance"]] = _log(case.at - near.end, 4000)
            x[_AT["same_sentence"]] = near.start >= case.sentence_start
            x[_AT["same_paragraph"]] = near.start >= case.line_start
            x[_AT["opens_sentence"]] = 0 <= near.start - case.sentence_start < 25
        rank = case.before.get(id(c))
        x[_AT["nearest_any"]] = rank == 0
        x[_AT["rank_before"]] = 1.0 if rank is None else _log(rank, NEAR)
        x[_AT["nearest_person"]] = case.nearest_person is c
        x[_AT["mention_after"]] = k < len(starts)
        x[_AT["after_distance"]] = _log(starts[k].start - case.at, 4000) if k < len(starts) else 1
        x[_AT["mentions"]] = _log(len(starts), 30)
        x[_AT["first_mention"]] = starts[0].start / text_length if starts else 1
        x[_AT["in_title"]] = bool(starts) and starts[0].start <= case.entities.first_line
        x[_AT["untitled_person"]] = c.kind == "person" and not c.titles

    def _chain_features(self, x: list[float], c: Cluster) -> None:
        """Of a subject that is dropped: whether it goes on from the last statement beside it, or from who was named since."""
        case, h = self.case, self.case.history
        x[_AT["spoke_last_beside"]] = case.beside is not None and h.speakers[case.beside] is c
        x[_AT["spoke_last_sourced"]] = case.sourced is not None and h.speakers[case.sourced] is c
        x[_AT["since_said"]] = _log(case.at - h.end(c.speech[-1], case.at), 4000) if c.speech else 1
        if c in case.since:
            x[_AT["named_since"]] = 1
            x[_AT["named_first_since"]] = case.since[0] is c
            x[_AT["named_last_since"]] = case.since[-1] is c
            x[_AT["alone_since"]] = all(other is c for other in case.since)
