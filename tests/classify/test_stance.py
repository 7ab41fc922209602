import numpy as np
import pytest

from qawl.classify import StanceTagger
from qawl.classify.stance import SIGNS, signs
from qawl.errors import ModelError
from qawl.lang import language, languages
from qawl.types import Span

SAID = {
    "أن بلاده لم تهاجم أحدا": {"denial"},
    "إنها لن تقبل بذلك ما دام الحصار قائما": {"refusal", "denial"},
    "على أن الانسحاب يجب أن يبدأ فورا": {"duty"},
    "إن الخطة غير واضحة وينبغي تعديلها": {"lack", "duty"},
    "that these allegations are not new": {"falsehood", "negation"},
}


@pytest.mark.parametrize("content", SAID)
def test_signs_of_a_stance_are_told_by_words(content):
    lang = language("en" if content.isascii() else "ar")
    found = signs(content, (Span(0, len(content)),), lang)
    assert {sign for sign, there in zip(SIGNS, found[len(SIGNS) :], strict=False) if there} == SAID[content]


def test_signs_among_the_first_words_are_told_apart():
    late = "أن الخطة التي عرضت أمس لن تنجح"
    found = signs(late, (Span(0, len(late)),), language("ar"))
    k = SIGNS.index("refusal")
    assert (found[k], found[len(SIGNS) + k]) == (0, 1)


def test_every_language_has_words_for_all_signs():
    for code in languages():
        assert set(language(code).stance_signs) == set(SIGNS)


def test_weights_for_other_signs_are_refused(tmp_path):
    np.savez(tmp_path / "stance.npz", acts=np.array(["assert"]), signs=np.array(SIGNS[:2]), least=0.3)
    with pytest.raises(ModelError, match="signs"):
        StanceTagger.load(tmp_path / "stance.npz", ("assert",))
