import numpy as np
import pytest

from qawl.errors import ModelError
from qawl.resolve import FEATURES, Ranker


def test_probabilities_of_the_candidates():
    w = np.zeros((len(FEATURES), 1), np.float32)
    w[0] = 2
    x = np.zeros((2, len(FEATURES)), np.float32)
    x[1, 0] = 1
    p = Ranker([(w, np.zeros(1, np.float32))])(x)
    assert p.sum() == pytest.approx(1)
    assert p[1] > p[0]


def test_weights_for_other_features_are_refused(tmp_path):
    path = tmp_path / "resolver.npz"
    np.savez(path, features=np.array(["x"]), w0=np.zeros((1, 1)), b0=np.zeros(1))
    with pytest.raises(ModelError):
        Ranker.load(path)
