import numpy as np
import pytest

from qawl.tag import Pointer
from qawl.types import Span, Statement


def pointer():
    eye = np.eye(2, dtype=np.float32)
    return Pointer(
        {
            "query": np.vstack([eye, np.zeros((2, 2), np.float32)]) * 10,
            "query_bias": np.zeros(2, np.float32),
            "key": eye,
            "key_bias": np.zeros(2, np.float32),
            "none": np.zeros((4, 1), np.float32),
            "none_bias": np.zeros(1, np.float32),
        }
    )


def test_points_to_words_like_the_cue_and_never_to_its_own_source():
    # words 0 and 3 look like the cue; 3 is the statement's own source
    vectors = np.array([[1, 0], [0, 1], [1, 0], [1, 0]], np.float32)
    spans = np.array([(0, 2), (3, 5), (6, 8), (9, 11)])
    s = Statement(id="s", source=(Span(9, 11),), cue=(Span(6, 8),), content=(Span(3, 5),), quotation="indirect", act="assert")
    (found,) = pointer()(vectors, spans, (s,))
    assert found.of(Span(0, 2)) > 0.4
    assert found.of(Span(9, 11)) == pytest.approx(0, abs=1e-6)
    assert found.of(Span(0, 11)) + found.none == pytest.approx(1, abs=1e-5)
