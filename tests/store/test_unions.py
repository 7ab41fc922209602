import pytest

from qawl.errors import BadCorrection, NoSuch, Stale, TooMany
from qawl.store import Ask, Change
from qawl.types import Entity, Span
from samples import Maker, record
from stored import by_id, put, two_names


def test_entities_are_made_one_and_two_again(store):
    keys, gone, into = two_names(store)
    made = store.unite(gone, into, "Huda")
    assert [store.record(k).statements[0].speaker for k in keys] == ["خالد المرسي"] * 2
    assert [n.entity for n in store.named("أبو النور")] == [into]
    assert store.find(Ask(speaker=(into,))).total == 2
    assert store.record(keys[0]).entities[0].aliases_in_text == ("أبو النور",)
    later = record(
        "later", "قال أبو النور إن الموسم جيد.", "ar", (), entities=(Entity("أبو النُّور", "person", mentions=(Span(4, 13),)),)
    )
    assert store.record(put(store, later)).entities[0].name == "خالد المرسي"
    store.undo(made.id, "Omar")
    assert store.record(keys[0]).statements[0].speaker == "أبو النور"
    assert {n.name for n in store.named("أبو النور")} == {"أبو النور"}
    assert store.find(Ask(speaker=(into,))).total == 1
    with pytest.raises(Stale):
        store.undo(made.id, "Omar")
    store.undo(store.corrections(None)[-1].id, "Omar")
    assert store.find(Ask(speaker=(into,))).total == 2


@pytest.mark.parametrize("name", ["أبو خالد", "أبو النور"])  # part of the name, and another name
def test_a_name_that_the_kept_one_had_stays_its_own(store, name):
    kept, at = "خالد المرسي", Maker(f"افتتح خالد المرسي السوق، وشكر {name} الصيادين.")
    who = Entity(kept, "person", aliases_in_text=(name,), mentions=(at(kept), at(name)))
    put(store, record("own", at.text, "ar", (), entities=(who,)))
    put(
        store,
        record("other", f"قال {name} ذلك.", "ar", (), entities=(Entity(name, "person", mentions=(Span(4, 4 + len(name)),)),)),
    )

    def names():
        return store._rows("SELECT e.name, a.alias, a.is_name FROM aliases a JOIN entities e USING (entity) ORDER BY 1, 2")

    before, numbers = names(), dict(store._rows("SELECT name, entity FROM entities"))
    made = store.unite(numbers[name], numbers[kept], "Huda")
    store.undo(made.id, "Omar")
    assert names() == before


def test_an_entity_takes_the_key_and_the_documents_own_name_of_one_on_record(store):
    text = "Officials in Foggy Town said on Monday that talks would go on."
    who = Entity("Foggy Town", "state", mentions=(Span(13, 23),))
    key = put(store, record("fog", text, "en", (), entities=(who,)))
    other = put(
        store,
        record("ru", "أعلنت روسيا ذلك.", "ar", (), entities=(Entity("روسيا", "state", key="state:RU", mentions=(Span(6, 11),)),)),
    )
    (gone,), (russia,) = store.named("Foggy Town"), store.named("روسيا")
    with pytest.raises(BadCorrection, match="on record"):
        store.unite(russia.entity, gone.entity, "Huda")
    store.unite(gone.entity, russia.entity, "Huda")
    (found,) = store.record(key).entities
    assert (found.key, found.name) == ("state:RU", "Russia")
    assert store.record(other).entities[0].name == "روسيا"


def test_a_correction_of_too_many_documents_is_refused(store):
    _, gone, into = two_names(store)
    with pytest.raises(TooMany, match="1 documents, more than 0"):
        store.unite(gone, into, "Huda", most=0)
    assert store.corrections(None) == ()
    with pytest.raises(NoSuch):
        store.unite(gone, 10**6, "Huda")


def test_a_number_that_is_another_names_by_now_is_refused(store):
    _, gone, into = two_names(store)
    for seen in (("أبو البحر", "خالد المرسي"), ("أبو النور", "أبو البحر")):
        with pytest.raises(Stale):
            store.unite(gone, into, "Huda", seen=seen)
    assert store.corrections(None) == ()
    store.unite(gone, into, "Huda", seen=("أبو النور", "خالد المرسي"))


def test_two_entities_of_one_document_are_one_in_it(store, key):
    store.correct(key, Change("a10", {"speaker": "رئيس الوفد المفاوض", "speaker_kind": "person"}), "Huda")
    store.correct(key, Change("a12", {"speaker": "رئيس الوفد المفاوض + ليلى حداد"}), "Huda")
    (title,), (rawi,) = store.named("رئيس الوفد المفاوض"), store.named("سالم الراوي")
    store.unite(title.entity, rawi.entity, "Huda")
    assert by_id(store, key)["a10"].speaker == "سالم الراوي"
    assert by_id(store, key)["a12"].speaker == "سالم الراوي + ليلى حداد"
    assert [e.name for e in store.record(key).entities].count("سالم الراوي") == 1
