"""Who has said what so far: what the next statement's speaker may be guessed from."""

from dataclasses import dataclass, field

from qawl.resolve.cluster import Cluster
from qawl.resolve.sources import Source
from qawl.types import ROLES, Statement


@dataclass(slots=True)
class History:
    """The statements so far in the text's order, each with its source and its speaker.

    phrases: by the stems of a source, who it was last; heads: by the stem of a source's head, or of what it was written in.
    described: speakers that only a description names, and joint ones, by
    name. latest: the speaker of the last nested statement, and of the last other one. beside, sourced: by what statement holds
    them (empty for none), the index of the last statement that is not another's relay, and of the last such one with a source.
    """

    speakers: list[Cluster | None] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], Cluster] = field(default_factory=dict)
    heads: dict[str, Cluster] = field(default_factory=dict)
    described: dict[str, Cluster] = field(default_factory=dict)
    latest: dict[bool, Cluster | None] = field(default_factory=dict)
    beside: dict[str, int] = field(default_factory=dict)
    sourced: dict[str, int] = field(default_factory=dict)
    _relays: set[str] = field(default_factory=set)

    def add(self, statement: Statement, source: Source, speaker: Cluster | None) -> None:
        """Record the speaker of the next statement."""
        k = len(self.statements)
        self.by_id[statement.id] = k
        if speaker is not None:
            speaker.speech.append(k)
            if source.stems:
                self.phrases[source.stems] = speaker
            self.heads.update(dict.fromkeys((*source.papers, source.head), speaker))
            if speaker.description or speaker.members:
                self.described.setdefault(described_as(speaker), speaker)
        self.latest[statement.parent is not None] = speaker
        if statement.via:
            self._relays.add(statement.via)
        if statement.id not in self._relays:
            level = statement.parent or ""
            self.beside[level] = k
            if source.phrase:
                self.sourced[level] = k
        self.statements.append(statement)
        self.sources.append(source)
        self.speakers.append(speaker)

    def again(self, source: Source) -> Cluster | None:
        """Who a source was when the same words spoke last; of a noun alone with its article (`البيان`) whom it headed last."""
        alone = source.definite and source.stems == (source.head,)
        return (self.heads.get(source.head) if alone else None) or self.phrases.get(source.stems)

    def of(self, statement_id: str | None) -> Cluster | None:
        """The speaker of an earlier statement."""
        k = self.by_id.get(statement_id or "")
        return None if k is None else self.speakers[k]

    def end(self, k: int, at: int) -> int:
        """Where a statement ends as far as it stands before an offset."""
        s = self.statements[k]
        return max((span.end for role in ROLES for span in getattr(s, role) if span.end <= at), default=0)


def described_as(cluster: Cluster) -> str:
    """The name that a described party, or each of some joint ones, has."""
    return " + ".join(map(described_as, cluster.members)) if cluster.members else cluster.name
