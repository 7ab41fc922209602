"""Speakers, one statement after the other: the best candidate, and what led to it."""

import sys
from collections.abc import Iterator

import msgspec
import numpy as np

from qawl.lang import Language
from qawl.parties import Parties
from qawl.resolve.byline import with_byline
from qawl.resolve.case import Case
from qawl.resolve.cluster import Cluster, clean, latin, nearest
from qawl.resolve.entities import Entities
from qawl.resolve.features import Features
from qawl.resolve.history import History
from qawl.resolve.ranker import Ranker
from qawl.resolve.relative import with_antecedent
from qawl.resolve.shown import aliases, passing
from qawl.resolve.sources import Source, read, without_object
from qawl.types import Entity, Mention, Resolution, ResolutionKind, Span, Spans, SpeakerKind, Statement

SHOWN = 200
"""Most mentions of one entity that a record lists."""


class Resolver:
    """Resolves the speakers of documents with one ranker. Not changed by use."""

    def __init__(self, ranker: Ranker, parties: Parties) -> None:
        self._ranker, self._parties = ranker, parties

    def __call__(
        self,
        text: str,
        statements: tuple[Statement, ...],
        mentions: tuple[Mention, ...],
        language: Language,
        outlet: str | None = None,
    ) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
        """The statements, in the order given (the text's), with `speaker`, `speaker_kind` and `resolution`; the entities."""
        sources = (span for s in statements for span in s.source)
        entities = Entities(text, mentions, language, self._parties, outlet, sources)
        history = History()
        out = {}
        for s in in_turn(statements, entities):
            source = read(s, entities)
            case = Case(s, source, entities, history)
            candidates = case.candidates()
            chosen, score = None, 0.0
            if candidates:
                scores = self._ranker(np.stack(list(map(Features(case), candidates))))
                best = int(scores.argmax())
                chosen, score = candidates[best], float(scores[best])
            out[s.id] = s
            if chosen is not None:
                out[s.id] = msgspec.structs.replace(
                    s, speaker=name_of(chosen), speaker_kind=kind_of(chosen), resolution=explained(case, chosen, score)
                )
                learn(chosen, source, entities)
            history.add(s, source, chosen)
        known = (c for c in sorted(entities.clusters, key=_first) if c.kind and (c.speech or not passing(c, language)))
        return tuple(out[s.id] for s in statements), tuple(listed(c, entities) for c in known)


def in_turn(statements: tuple[Statement, ...], entities: Entities) -> Iterator[Statement]:
    """The statements in the order in which their speakers are sought, with the sources that grammar gives or takes."""
    for s in holders_first(statements):
        yield with_byline(with_antecedent(without_object(s, entities), entities), entities)


def holders_first(statements: tuple[Statement, ...]) -> list[Statement]:
    """The statements, each after the one in whose content it stands: in `"I never said that," she replied` who replied tells
    who *I* is.
    """
    by_id = {s.id: s for s in statements}
    out: dict[str, Statement] = {}
    for s in statements:
        line = [s]
        while (holder := by_id.get(line[-1].parent or "")) is not None and holder.id not in out and holder not in line:
            line.append(holder)
        for held in reversed(line):
            out.setdefault(held.id, held)
    return list(out.values())


def _first(cluster: Cluster) -> Span:
    """Where a party is named first; the outlet, which the text need not name, comes last."""
    return cluster.spans[0] if cluster.spans else Span(sys.maxsize, sys.maxsize)


def name_of(cluster: Cluster) -> str:
    """The canonical name; joint speakers are joined with ` + `."""
    return " + ".join(map(name_of, cluster.members)) if cluster.members else cluster.name


def kind_of(cluster: Cluster) -> SpeakerKind:
    """The speaker's kind: a state speaks as an organization."""
    if cluster.members:
        kinds = {kind_of(m) for m in cluster.members}
        return kinds.pop() if len(kinds) == 1 else "organization"
    if cluster.kind is None:
        return "unnamed"
    return "person" if cluster.kind == "person" else "organization"


def learn(cluster: Cluster, source: Source, entities: Entities) -> None:
    """Keep what a statement shows of its speaker: gender by the verb, an office by the source's title, a name not tagged."""
    feminine = source.cue_agreement.feminine
    if feminine is not None and source.phrase and not source.headed and not cluster.members:
        cluster.feminine += 1 if feminine else -1
    if source.title is not None and cluster.kind == "person" and not source.names:
        cluster.called(source.title)
    if cluster is entities.outlet:
        entities.publish()
    if source.span is not None and source.phrase and cluster.kind and cluster.spans[1:] == []:
        entities.adopt(cluster, source.span)


def explained(case: Case, cluster: Cluster, score: float) -> Resolution:
    """How a speaker was found: the kind of step, and the mentions from the statement's source to the name."""
    source = case.source
    start = source.span
    kind: ResolutionKind
    chain: list[Span] = [start] if start else []
    if cluster.members:
        kind = "joint"
        chain += [c.spans[0] for c in cluster.members if c.spans]
    elif cluster.description:
        kind = "description" if source.phrase else "dropped"
        chain += cluster.spans[:1]
    elif not source.phrase:
        kind = "pronoun" if source.pronoun else "dropped"
        chain += nearest(cluster.spans, case.at) + cluster.spans[:1]
    elif any(c is cluster for c, _, _ in source.names):
        kind = "name"
        text, fullest = case.entities.text, max(cluster.forms, key=len, default="")
        chain += next(([s] for s in cluster.spans[:SHOWN] if s.of(text) == fullest), [])
    elif cluster.kind == "person":
        kind = "title"
        chain += nearest(cluster.title_spans, case.at) + nearest(cluster.spans, case.at)
    else:
        kind = "description"
        chain += nearest(cluster.spans, case.at)
    return Resolution(kind, tuple(dict.fromkeys(chain)), round(score, 3))


def listed(cluster: Cluster, entities: Entities) -> Entity:
    """A cluster as the record shows it."""
    text = entities.text
    assert cluster.kind is not None
    spans: Spans = tuple(sorted({*cluster.spans, *cluster.title_spans}))
    party = cluster.party
    return Entity(
        name=cluster.name,
        kind=cluster.kind,
        name_en=_english(cluster, entities.language),
        aliases_in_text=aliases(cluster, text, entities.language),
        key=party.key if party else None,
        mentions=spans[:SHOWN],
    )


def _english(cluster: Cluster, language: Language) -> str | None:
    """The English name, where the record of parties or the text has one."""
    if cluster.party and "en" in cluster.party.names:
        return cluster.party.names["en"]
    if not language.right_to_left:
        return cluster.name
    return max((clean(f) for f in cluster.forms if latin(f) and not f.startswith("@")), key=len, default=None)
