"""Whether two canonical names of speakers mean the same one."""

import unicodedata
from collections.abc import Iterable

from qawl.evaluate.gold import Json
from qawl.evaluate.pairing import WORD, dice

# Spellings that vary between outlets and keyboards.
_SPELLINGS = str.maketrans({"ـ": None, "ٱ": "ا", "ى": "ي", "ة": "ه", "غ": "ج", "ک": "ك"})
# Descriptions of unnamed sources with this share of common words are the same.
_SAME_DESCRIPTION = 0.6


def normal(name: str | None) -> str:
    """A name without marks, hamza seats, quotation marks or case, for comparison; "" for none."""
    decomposed = unicodedata.normalize("NFKD", name or "")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(WORD.findall(bare.translate(_SPELLINGS).casefold()))


class SpeakerNames:
    """The names that a gold document's entities have.

    An entity answers to its name, its English name and its aliases; a person only to those aliases that share a word
    with one of the two names, since a title alone shows no resolution.
    """

    def __init__(self, entities: Iterable[Json]) -> None:
        self._canonical: set[str] = set()
        self._names: dict[str, set[str]] = {}
        for entity in entities:
            self._canonical.add(entity["name"])
            name, english = normal(entity["name"]), normal(entity.get("name_en"))
            known = {*name.split(), *english.split()}
            aliases = map(normal, entity.get("aliases_in_text") or ())
            group = self._names.setdefault(name, set())
            group |= {name, english} - {""}
            group |= {a for a in aliases if entity.get("kind") != "person" or known.intersection(a.split())}

    def __contains__(self, speaker: str | None) -> bool:
        return speaker in self._canonical

    def same(self, gold: str | None, pred: str | None) -> bool:
        """Whether the predicted speaker is the gold one. Joint speakers, joined with " + ", are compared part by part.

        A gold part that is no entity (an unnamed source) is the same where the words agree (Dice >= 0.6).
        """
        wanted, left = _parts(gold), _parts(pred)
        if not wanted or len(wanted) != len(left):
            return False
        for part in wanted:
            hit = next((other for other in left if self._is(part, other)), None)
            if hit is None:
                return False
            left.remove(hit)
        return True

    def _is(self, gold: str, pred: str) -> bool:
        if gold in self._names:
            return pred in self._names[gold]
        return gold == pred or dice(set(gold.split()), set(pred.split())) >= _SAME_DESCRIPTION


def _parts(name: str | None) -> list[str]:
    return [part for part in map(normal, (name or "").split(" + ")) if part]
