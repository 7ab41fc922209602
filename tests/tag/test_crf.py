import itertools

import numpy as np

from qawl.tag import Crf
from qawl.tag.crf import NEVER

TRANSITIONS = np.array([[0.2, 0.1, NEVER], [NEVER, 0.3, -0.2], [0.5, -0.4, NEVER]], np.float32)
CRF = Crf(TRANSITIONS, np.array([True, True, False]), np.array([True, False, True]))


def brute(scores):
    """All legal paths with their scores."""
    n, tags = scores.shape
    out = {}
    for path in itertools.product(range(tags), repeat=n):
        if not CRF.starts[path[0]] or not CRF.ends[path[-1]]:
            continue
        steps = [TRANSITIONS[a, b] for a, b in itertools.pairwise(path)]
        if all(s > NEVER for s in steps):
            out[path] = sum(scores[t, k] for t, k in enumerate(path)) + sum(steps)
    return out


def test_best_paths_and_their_probabilities_match_enumeration():
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(5, 6, 3)).astype(np.float32)
    lengths = np.array([6, 1, 4, 2, 6])
    tags, logp = CRF.best(scores, lengths)
    for k, n in enumerate(lengths):
        paths = brute(scores[k, :n])
        want = max(paths, key=paths.get)
        assert tuple(tags[k, :n]) == want
        assert not tags[k, n:].any()
        z = np.logaddexp.reduce(list(paths.values()))
        assert np.isclose(logp[k], paths[want] - z, atol=1e-4)
