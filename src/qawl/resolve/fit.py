"""Whether a party may be a source's at all, by number and gender: what needs no weighing."""

from qawl.resolve.agreement import agreement_of
from qawl.resolve.cluster import Cluster
from qawl.resolve.entities import Entities
from qawl.resolve.sources import Source


def fits(c: Cluster, source: Source, entities: Entities) -> bool:
    """Whether a party may speak as a source: nobody who is only named in it, nor one person where the source has no name and
    its head is several, something written, anybody (a resident), or of the other gender; no description where it names who
    is described; whom a pronoun with gender or number of its own can't mean.
    """
    if any(c is other for other in source.silent) or entities.holds_another(c, source.head):
        return False
    if source.pronoun:
        return _may_mean(source, c, entities)
    if c.description and _introduces(source, entities):
        return False
    alone = source.agreement.plural is False and not (source.joint or source.dual)
    if c.members and source.phrase and alone and source.head not in entities.lexicon.documents:
        return False  # a source close to the president; a joint statement is several parties'
    if c.kind != "person" or c.description or not source.phrase or source.names:
        return True
    return not _means_others(source, entities) and _agrees(c, source, entities)


def _means_others(source: Source, entities: Entities) -> bool:
    """Whether a description without a name means no one person named elsewhere: several, something written, anybody."""
    first, lexicon = source.phrase.split()[0].lower(), entities.lexicon
    if first in entities.language.indefinite and lexicon.is_somebody(source.head):
        return True
    return source.title is None and (source.agreement.plural is True or source.head in lexicon.documents)


def _agrees(c: Cluster, source: Source, entities: Entities) -> bool:
    feminine = source.agreement.feminine
    return source.title is not None or feminine is None or agreement_of(c, entities).feminine in (None, feminine)


def _may_mean(source: Source, c: Cluster, entities: Entities) -> bool:
    """Whether a pronoun may stand for a party, in a language whose pronouns tell persons from the rest: *she* for no body and
    no man, *they* for no one person.
    """
    if not entities.language.gendered or source.first_person:
        return True
    own, party = source.agreement, agreement_of(c, entities)
    if own.plural:
        return c.kind != "person" or c.description
    if own.feminine is None:
        return True
    if c.members or c.kind in ("organization", "state") or party.plural:
        return False
    return party.feminine in (None, own.feminine)


def _introduces(source: Source, entities: Entities) -> bool:
    """Whether a description of one person ends with the name after a comma: `a lawyer, Tim Alder`, `أحد الأعضاء، فلان`."""
    if source.span is None or source.agreement.plural:
        return False
    text, lexicon = entities.text, entities.lexicon
    people = [name for c, _, name in source.names if c.kind == "person"]
    before = text[source.span.start : people[0].start].rstrip() if people else ""
    return before.endswith((",", "،")) and lexicon.is_somebody(source.head)
