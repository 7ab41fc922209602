"""Whether a party may be a source's at all, by number and gender: what needs no weighing."""

from qawl.resolve.agreement import Agreement, of_noun
from qawl.resolve.cluster import Cluster, nearest
from qawl.resolve.entities import Entities
from qawl.resolve.sources import Source


def fits(c: Cluster, source: Source, entities: Entities) -> bool:
    """Whether a party may speak as a source: nobody who is only named in it, nor one person where the source has no name and
    its head is several, something written, anybody (a resident), or of the other gender.
    """
    if any(c is other for other in source.others):
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


def agreement_of(c: Cluster, entities: Entities) -> Agreement:
    """What a party is, by its given name, by the verbs that were said of it so far, its titles, or its name's first word."""
    language = entities.language
    if c.members:
        return Agreement(None, True)
    first = c.name.split()[:1]
    given = first[0].lower() if first and c.kind == "person" else ""
    if given in language.women or given in language.men:
        return Agreement(given in language.women, False)
    if c.feminine:
        return Agreement(c.feminine > 0, False)
    noun = of_noun(first[0], language) if first else Agreement()
    if c.kind == "state":
        masculine = noun.feminine is False
        return Agreement(not masculine if language.feminine_states else None, False)
    if c.kind == "person" and not c.description:
        titled = (of_noun(s.of(entities.text).split()[0], language).feminine for s in nearest(c.title_spans, len(entities.text)))
        return Agreement(next(titled, None), False)
    return noun
