"""Whether a party may be a source's at all, by number and gender: what needs no weighing."""

from qawl.resolve.agreement import agreement_of
from qawl.resolve.cluster import Cluster
from qawl.resolve.entities import Entities
from qawl.resolve.sources import Source


def fits(c: Cluster, source: Source, entities: Entities) -> bool:
    """Whether a party may speak as a source: nobody who is only named in it, nor one person where the source has no name and
    its head is several, something written, anybody (a resident), or of the other gender; no description where it names who
    is described.
    """
    if any(c is other for other in source.silent) or entities.holds_another(c, source.head):
        return False
    if c.description and _introduces(source, entities):
        return False
    if c.kind != "person" or c.description or not source.phrase or source.names or source.title is not None:
        return True
    if source.agreement.plural is True or source.head in entities.lexicon.documents:
        return False
    first = source.phrase.split()[0].lower()
    if source.head in entities.lexicon.unnamed and first in entities.language.indefinite:
        return False
    feminine = source.agreement.feminine
    return feminine is None or agreement_of(c, entities).feminine in (None, feminine)


def _introduces(source: Source, entities: Entities) -> bool:
    """Whether a description of one person ends with the name after a comma: `a lawyer, Tim Alder`, `أحد الأعضاء، فلان`."""
    if source.span is None or source.agreement.plural:
        return False
    text, lexicon = entities.text, entities.lexicon
    people = [name for c, _, name in source.names if c.kind == "person"]
    before = text[source.span.start : people[0].start].rstrip() if people else ""
    return before.endswith((",", "،")) and (source.head in lexicon.unnamed or source.head in lexicon.functions)
