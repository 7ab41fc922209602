import json
from pathlib import Path

import numpy as np
import pytest

from qawl import meaning
from qawl.errors import ModelError
from qawl.model import shipped

PAIRS = [json.loads(line) for line in (Path(__file__).parent.parent / "bench" / "meaning.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def model():
    return meaning.load()


def test_translations_are_near_and_others_are_not(model):
    arabic, english = (model([p[side] for p in PAIRS]) for side in ("ar", "en"))
    first = (english @ arabic.T).argmax(1) == np.arange(len(PAIRS))
    assert first.mean() >= 0.9


def test_a_vector_depends_on_its_text_alone(model):
    texts = [PAIRS[0]["ar"], "x", PAIRS[1]["en"] * 20, "", "؟"]
    together = model(texts)
    assert together.shape == (5, 192)
    for text, vector in zip(texts, together, strict=True):
        assert model([text])[0] @ vector == pytest.approx(1, abs=1e-5)
    assert model([]).shape == (0, 192)


def test_marks_do_not_matter(model):
    marked, plain = model(["الرّئيسُ حَذَّرَ", "الرئيس حذر"])
    assert marked @ plain == pytest.approx(1, abs=1e-3)


def test_a_byte_a_dimension_keeps_the_direction(model):
    vectors = model([p["ar"] for p in PAIRS])
    packed = np.stack([np.frombuffer(b, np.int8) for b in meaning.compact(vectors)]).astype(np.float32)
    cosines = (packed * vectors).sum(1) / np.linalg.norm(packed, axis=1)
    assert cosines.min() > 0.999


def test_a_missing_model_is_an_error(tmp_path):
    with pytest.raises(ModelError):
        meaning.Meaning(tmp_path, shipped())
