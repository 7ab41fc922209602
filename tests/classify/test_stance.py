import numpy as np
import pytest

from qawl.classify import StanceTagger
from qawl.classify.stance import SIGNS, STANCES, CueHabits, of_cue, signs
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


def test_weights_made_before_cues_counted_are_refused(tmp_path):
    np.savez(tmp_path / "stance.npz", acts=np.array(["assert"]), signs=np.array(SIGNS), least=0.3)
    with pytest.raises(ModelError, match="cues"):
        StanceTagger.load(tmp_path / "stance.npz", ("assert",))


def counts(none: int = 0, **stances: int) -> np.ndarray:
    return np.array([none, *(stances.get(s, 0) for s in STANCES)], np.float32)


HABITS = CueHabits({"قال": counts(90, rejects=10, demands=10), "طالب": counts(1, demands=30), "نفت": counts(1, denies=8)})


def test_a_cue_leans_to_the_stance_that_its_statements_took():
    for cue, stance in (("طالب", "demands"), ("نفت", "denies")):
        leaning = HABITS(cue)[:-1]
        assert leaning.argmax() == 1 + STANCES.index(stance)
        assert leaning[0] < 0 < leaning.max()


def test_nothing_is_told_of_a_cue_not_met():
    assert HABITS("أقسم") == pytest.approx(0, abs=1e-6)


def test_a_document_learns_nothing_from_its_own_cues():
    only = counts(demands=3)
    assert CueHabits({"قال": counts(9), "ناشد": only})("ناشد", only) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("cue", ["أكّد", "أكد", "أكد مجددا أمس"])
def test_a_cue_is_known_however_it_is_written_and_by_its_first_words(cue):
    assert of_cue(cue, (Span(0, len(cue)),)).split()[0] == "اكد"
    assert len(of_cue(cue, (Span(0, len(cue)),)).split()) <= 2
