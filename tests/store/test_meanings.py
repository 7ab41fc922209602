import numpy as np
import pytest

from qawl.store import Ask, Change, Like, mean, open_store
from qawl.types import Document
from samples import nahrain, river

NAMES = ("nahrain", "river")


class Numbers:
    """Stands in for the model: a text's direction is the number of its words."""

    name = "numbers"

    def __call__(self, texts):
        self.seen = [*getattr(self, "seen", []), *texts]
        angles = np.array([len(t.split()) / 20 for t in texts], np.float32)
        return np.stack([np.cos(angles), np.sin(angles)], 1)


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "qawl.db") as held:
        for made in (nahrain(), river()):
            held.put(Document(made.id, made.text, lang=made.lang), made, "1")
        yield held


def like(words, **more):
    angle = words / 20
    vector = np.round(127 * np.array([np.cos(angle), np.sin(angle)])).astype(np.int8)
    return Like(model="numbers", vector=vector.tobytes(), **{"least": 0.0, **more})


def test_every_statement_gets_a_vector_once(store):
    model, count = Numbers(), len(nahrain().statements) + len(river().statements)
    assert list(mean(store, model)) == [count]
    assert list(mean(store, model)) == []
    assert len(model.seen) == count


def test_the_nearest_come_first_and_far_ones_not_at_all(store):
    list(mean(store, Numbers()))
    found = store.find(Ask(like=like(3), facets=("act",))).found
    assert [f.alike for f in found] == sorted((f.alike for f in found), reverse=True)
    lengths = [len(" […] ".join(t for _, t in f.content).split()) for f in found]
    assert abs(lengths[0] - 3) == min(abs(n - 3) for n in lengths)
    few = store.find(Ask(like=like(3, least=found[2].alike - 0.001), facets=("act",)))
    assert 3 <= few.total < len(found)
    assert sum(n for _, n in few.facets[0].counts) == few.total
    assert store.find(Ask(like=like(3, most=2))).total == 2


def test_other_questions_narrow_it_down_and_a_statement_is_not_like_itself(store):
    list(mean(store, Numbers()))
    (first, *_) = store.find(Ask(like=like(3), act=("deny",))).found
    assert first.act == "deny"
    others = store.find(Ask(like=like(3, but=(first.document, first.statement)), act=("deny",))).found
    assert first.statement not in {f.statement for f in others if f.document == first.document}


def test_vectors_outlast_corrections_that_leave_the_content(store):
    list(mean(store, Numbers()))
    key, said = next(store.listed()), nahrain().statements[0]
    store.correct(key, Change(said.id, {"act": "warn"}), "Huda")
    assert store.unmeant("numbers", 0, 9) == ()
    longer = tuple(span for span in nahrain().statements[1].content)
    store.correct(key, Change(said.id, {"content": longer}), "Huda")
    assert list(mean(store, Numbers())) in ([1], [])


def test_another_models_vectors_are_made_anew(store):
    list(mean(store, Numbers()))
    other = Numbers()
    other.name = "other"
    assert store.unmeant("other", 0, 1)
    list(mean(store, other))
    assert store.find(Ask(like=like(3))).total == 0


def test_what_has_another_content_by_now_gets_no_vector(store):
    ((number, content),) = store.unmeant("numbers", 0, 1)
    store.mean("numbers", [(number, content + " x", b"\x01\x00"), (10**6, content, b"\x01\x00")])
    assert store.unmeant("numbers", 0, 1) == ((number, content),)
