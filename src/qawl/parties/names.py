"""Whether two names of persons are one, across spellings and scripts, for persons whom no record lists.

Names are compared by sound: letters and digraphs of both scripts stand for classes of sounds (`data/letters.json`), which are
aligned at least cost. Vowels weigh little, since Arabic leaves short ones out and Latin writes them in many ways.
"""

import functools
import importlib.resources
import itertools
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

import msgspec

from qawl.fold import fold

Sameness = Literal["same", "partial", "different"]

# Two words this alike are spellings of one name: Haniyeh and هنية are, Hassan and حسين are not.
_ALIKE = 0.86
# What weighs less is a vowel, or an h. Between names in one script they count more than across two: حسن is not حسين.
_WEAK = 0.5
_ONE_SCRIPT = {"arabic": 1.75, "latin": 4.0}
_NEAR = 0.4
# A vowel that begins a word may be any, but is written in both scripts (أحمد is not حمد); a last h is hardly heard.
_FIRST_VOWEL = (frozenset("aeiou"), 0.7)
_LAST_H = (frozenset("haei"), 0.06)
# No name is longer; what is cut bounds the time.
_MOST_WORDS = 10
_MOST_LETTERS = 80
# "servant of", with the article that joins it to the next word
_ABD = re.compile(r"\b(?:(عبد) ?ال|(abd) ?[aeu]l ?)(?=\w)")
# How many words of one name may be written as one in another: 1 and 1, 1 and 2, ...
_GROUPS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


class _Sounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`letters.json`: of each script, what each letter or digraph may sound like, and how much its absence counts."""

    arabic: dict[str, tuple[str, float]]
    latin: dict[str, tuple[str, float]]
    # letters that folding would strip of what makes their sound, or of what tells them from an article's
    rewritten: dict[str, str]
    # pairs of sounds that spellings confuse
    near: frozenset[str]
    words: dict[str, str]
    particles: frozenset[str]
    patronymic: frozenset[str]
    generations: dict[str, str]
    bound_to_next: frozenset[str]
    bound_to_previous: frozenset[str]


class _Name(msgspec.Struct, frozen=True):
    """A name taken apart: its words without particles, folded; a compound (`عبد الله`, `von der Leyen`) is one word."""

    words: tuple[str, ...]
    patronymic: bool
    generation: str


_Sound = tuple[frozenset[str], float]


def likeness(a: str, b: str) -> float:
    """How alike two names sound, 0 to 1, be they in one script or two: `غروشكو` and `Grushko` are 1.

    Articles and `bin`/`ben` don't count, nor where words are parted. The whole of one is compared with the whole of the other.
    """
    return _likeness("".join(_parted(a).words), "".join(_parted(b).words))


def same_person(a: str, b: str) -> bool:
    """Whether two names, each alone, are surely spellings of one: full names alike in every part, or surnames alike."""
    return sameness(a, b) == "same"


def sameness(a: str, b: str) -> Sameness:
    """What two names say of whether their bearers are one person.

    `same`: they have the same parts. `partial`: one has parts that the other leaves open, and a text must decide: a surname
    alone, no middle name, no `Jr`. `different`: given names or surnames differ, whatever else is alike.
    """
    one, two = _parted(a), _parted(b)
    if not one.words or not two.words:
        return "different"
    if one.generation and two.generation and one.generation != two.generation:
        return "different"
    if _aligned(one.words, two.words):
        return "same" if (one.generation, one.patronymic) == (two.generation, two.patronymic) else "partial"
    short, long = sorted((one, two), key=lambda n: len(n.words))
    return "partial" if _leaves_open(short, long) else "different"


def _leaves_open(short: _Name, long: _Name) -> bool:
    """Whether the longer name is the shorter one with more given names, or with the name of a house after a patronymic."""
    parts, more = short.words, long.words
    if len(parts) == 1:
        return _alike(parts[0], more[-1])
    if any(_aligned(parts, (*more[:kept], more[-1])) for kept in range(1, len(more) - 1)):
        return True
    return short.patronymic and any(_aligned(parts, more[:kept]) for kept in range(2, len(more)))


@functools.cache
def _sounds() -> _Sounds:
    file = importlib.resources.files("qawl.parties") / "data" / "letters.json"
    return msgspec.json.decode(file.read_bytes(), type=_Sounds)


@functools.cache
def _units() -> dict[str, re.Pattern[str]]:
    """Of each script, what finds its digraphs and letters, longest first."""
    tables = {"arabic": _sounds().arabic, "latin": _sounds().latin}
    return {script: re.compile("|".join(sorted(table, key=len, reverse=True))) for script, table in tables.items()}


@functools.cache
def _rewritten() -> dict[int, str]:
    return {ord(letter): written for letter, written in _sounds().rewritten.items()}


def _parted(name: str) -> _Name:
    data = _sounds()
    composed = unicodedata.normalize("NFC", name[: 4 * _MOST_LETTERS])
    rewritten = composed.lower().translate(_rewritten())
    words: list[str] = []
    generation, patronymic, bound = "", False, False
    for raw in _ABD.sub(r"\1\2 ", fold(rewritten)).split()[:_MOST_WORDS]:
        word = data.words.get(raw, raw)
        if word in data.generations:
            generation = data.generations[word]
            continue
        if word in data.particles:
            patronymic = patronymic or word in data.patronymic
            continue
        article = word.startswith("ال") and len(word) > 3
        bare = word[2:] if article else word
        if words and (bound or word in data.bound_to_previous):
            words[-1] += bare
        else:
            words.append(bare)
        bound = word in data.bound_to_next
    return _Name(tuple(words), patronymic, generation)


def _aligned(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether every word of one, in order, is alike to one or to a few together of the other."""

    @functools.cache
    def rest(i: int, j: int) -> bool:
        if i == len(a) or j == len(b):
            return i == len(a) and j == len(b)
        return any(
            i + m <= len(a) and j + n <= len(b) and _written_as(a[i : i + m], b[j : j + n]) and rest(i + m, j + n)
            for m, n in _GROUPS
        )

    return rest(0, 0)


def _written_as(a: Sequence[str], b: Sequence[str]) -> bool:
    # an initial is no part of a longer word
    if len(a) != len(b) and any(len(word) == 1 for word in (*a, *b)):
        return False
    return _alike("".join(a), "".join(b))


def _alike(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:  # an initial
        one, two = _heard(a), _heard(b)
        return bool(one and two and one[0][0] & two[0][0])
    return _likeness(a, b) >= _ALIKE


def _script(word: str) -> str:
    return "latin" if word.isascii() else "arabic"


@functools.lru_cache(maxsize=4096)
def _heard(word: str) -> tuple[_Sound, ...]:
    """The sounds of a folded word, doubled ones once."""
    script = _script(word)
    table = _sounds().arabic if script == "arabic" else _sounds().latin
    units = [unit for unit, _ in itertools.groupby(_units()[script].findall(word[:_MOST_LETTERS]))]
    heard = [(frozenset(table[unit][0]), table[unit][1]) for unit in units]
    if units and units[0][0] in "اaeiou":
        heard[: 2 if units[0] == "ا" and units[1:2] in (["و"], ["ي"]) else 1] = [_FIRST_VOWEL]
    if len(heard) > 2 and units[-1] in ("ه", "h"):
        heard[-1] = _LAST_H
    return tuple(heard)


@functools.lru_cache(maxsize=4096)
def _likeness(a: str, b: str) -> float:
    """1 less the cheapest alignment's cost, as a share of what there is of consonants."""
    one, two = _heard(a), _heard(b)
    if not one or not two:
        return float(a == b != "")
    louder = _ONE_SCRIPT[_script(a)] if _script(a) == _script(b) else 1.0
    absent_one, absent_two = ([w * louder if w < _WEAK else w for _, w in sounds] for sounds in (one, two))
    costs = [0.0, *itertools.accumulate(absent_two)]
    for x, absent in zip(one, absent_one, strict=True):
        before, costs = costs, [costs[0] + absent]
        for j, y in enumerate(two):
            costs.append(min(before[j + 1] + absent, costs[j] + absent_two[j], before[j] + _exchange(x, y)))
    consonants = max(sum(w for _, w in sounds if w >= _WEAK) for sounds in (one, two))
    return max(0.0, 1.0 - costs[-1] / (1.0 + consonants))


def _exchange(x: _Sound, y: _Sound) -> float:
    """What it costs that one sound stands for another: nothing, a little, or as much as leaving both out."""
    if x[0] & y[0]:
        return 0.0
    if min(x[1], y[1]) < _WEAK:
        return math.inf
    near = _sounds().near
    return _NEAR if any(p + q in near or q + p in near for p in x[0] for q in y[0]) else 1.0
