"""Near-duplicates: agency copy that several outlets print. MinHash finds candidates, their word sequences decide."""

import zlib
from itertools import pairwise

import numpy as np
import numpy.typing as npt

SHINGLE = 4
"""Words of a sequence that two texts may have in common."""

ALIKE = 0.5
"""Share of all word sequences of two texts that both have: from here on they are copies."""

SHORTEST = 20
"""Words of a text below which it is compared with no other."""

LONGEST = 50_000
"""Words of a text that are compared, from its beginning."""

_BANDS, _ROWS = 16, 3  # two texts that share half are found with 88 %, three quarters with all but certainty
_PRIME = np.uint64((1 << 31) - 1)
_RANDOM = np.random.default_rng(1)  # never another seed: bands are compared with stored ones
_TIMES = _RANDOM.integers(1, int(_PRIME), _BANDS * _ROWS, dtype=np.uint64)
_PLUS = _RANDOM.integers(0, int(_PRIME), _BANDS * _ROWS, dtype=np.uint64)

Sequences = npt.NDArray[np.uint64]


def sequences(folded: str) -> Sequences:
    """Hashes of the word sequences of a folded text, each once, sorted; none of a short text."""
    words = folded.split(maxsplit=LONGEST)[:LONGEST]
    if len(words) < SHORTEST:
        return np.zeros(0, np.uint64)
    hashed = {zlib.crc32(" ".join(words[k : k + SHINGLE]).encode()) for k in range(len(words) - SHINGLE + 1)}
    return np.array(sorted(hashed), np.uint64)


def bands(found: Sequences) -> list[int]:
    """One number a band; two texts that are alike have one in common."""
    if not len(found):
        return []
    small = found % _PRIME
    least = np.array([((small * times + plus) % _PRIME).min() for times, plus in zip(_TIMES, _PLUS, strict=True)])
    cuts = range(0, len(least) + 1, _ROWS)
    return [zlib.crc32(least[a:b].tobytes()) for a, b in pairwise(cuts)]


def shared(a: Sequences, b: Sequences) -> float:
    """The share of the sequences of both texts that they have in common, 0 to 1."""
    both = len(np.intersect1d(a, b, assume_unique=True))
    return both / (len(a) + len(b) - both) if both else 0.0
