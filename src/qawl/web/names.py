"""How pages call an entity."""

from qawl.parties import Parties, usual_name
from qawl.store import Named


def called(entity: Named, lang: str) -> str:
    """An entity's name in a language of the interface, where the record of parties or a document gives one; else its name."""
    party = Parties.shipped().get(entity.key) if entity.key else None
    if party is not None:
        return usual_name(party, lang)
    return entity.name_en if lang == "en" and entity.name_en else entity.name
