import contextlib
import random

import msgspec
import pytest

from qawl.errors import BadCorrection, NoSuch, Stale
from qawl.store import Addition, Ask, Change, Check, Removal, Undo, holding, is_checked, merge, open_store, state_of
from qawl.store.connection import connect, migrations
from qawl.store.keys import first_day
from qawl.types import Span, Statement
from samples import Maker, nahrain
from stored import by_id, two_names


def missed(text, id="sadded"):
    """A statement that the Arabic example lacks: its first line as the outlet's words."""
    line = Span(0, text.index("\n"))
    return Statement(id, (), (), (line,), "indirect", "assert", "وكالة الأنباء المستقلة", "organization")


def test_a_statement_is_added_listed_in_order_and_searched(store, key):
    made = missed(nahrain().text)
    store.correct(key, Addition(made), "Huda")
    assert store.record(key).statements[0] == made
    assert made.id in {f.statement for f in store.find(Ask()).found}
    with pytest.raises(Stale):
        store.correct(key, Addition(msgspec.structs.replace(made, id="sother")), "Omar")


def test_a_statement_around_others_is_what_they_stand_in(store, key):
    at = Maker(nahrain().text)
    around = Statement(
        "sadded",
        (),
        (at("قالت"),),
        (
            at(
                'إنّ الجولة الرابعة من المحادثات مع الاتحاد الجنوبي "أحرزت تقدّماً محدوداً"، مشيرةً إلى أنّ ملف الضمانات الأمنية ما زال عالقاً'
            ),
        ),
        "mixed",
        "assert",
        "ليلى حداد",
        "person",
    )
    store.correct(key, Addition(around), "Huda")
    assert by_id(store, key)["a2"].parent == "sadded"
    store.correct(key, Removal("sadded"), "Huda")
    assert by_id(store, key)["a2"].parent is None


def test_a_link_that_somebody_made_goes_with_the_statement_it_names(store, key):
    store.correct(key, Change("a12", {"parent": "a10"}), "Huda")
    store.correct(key, Change("a11", {"via": "a10"}), "Huda")
    (gone,) = store.correct(key, Removal("a10"), "Huda")
    assert (by_id(store, key)["a12"].parent, by_id(store, key)["a11"].via) == (None, None)
    store.correct(key, Undo(gone.id), "Huda")
    assert (by_id(store, key)["a12"].parent, by_id(store, key)["a11"].via) == ("a10", "a10")


@pytest.mark.parametrize(("one", "other"), [("parent", "parent"), ("parent", "via"), ("via", "via")])
def test_no_statement_stands_in_itself(store, key, one, other):
    store.correct(key, Change("a12", {one: "a11"}), "Huda")
    store.correct(key, Change("a11", {other: "a10"}), "Huda")
    for name in ("parent", "via"):
        with pytest.raises(BadCorrection, match=name):
            store.correct(key, Change("a10", {name: "a12"}), "Huda")
    store.correct(key, Change("a12", {one: "a10"}), "Huda")


def test_what_stands_in_a_removed_statement_is_linked_to_what_is_around_it(store, key):
    assert by_id(store, key)["a9"].via == "a8"
    store.correct(key, Removal("a8"), "Huda")
    assert by_id(store, key)["a9"].via is None


def test_a_span_is_changed_and_shown_in_its_place(store, key):
    was = by_id(store, key)["a10"].content[0]
    shorter = (Span(was.start + 3, was.end),)
    store.correct(key, Change("a10", {"content": shorter}), "Huda")
    assert by_id(store, key)["a10"].content == shorter
    (found,) = (f for f in store.find(Ask()).found if f.statement == "a10")
    assert found.content[0][1] == shorter[0].of(nahrain().text)


@pytest.mark.parametrize(
    ("field", "value"),
    [("content", ()), ("content", ((5, 9), (3, 4))), ("cue", ((7, 7),)), ("parent", "s0"), ("via", "a10"), ("speaker", 3)],
)
def test_what_no_statement_can_be_is_refused(store, key, field, value):
    with pytest.raises(BadCorrection, match=field):
        store.correct(key, Change("a10", {field: value}), "Huda")
    assert store.corrections(key) == ()


@pytest.mark.parametrize("time", ["2026-02-30", "2026-13-45", "2026-13", "0000", "2026-W60", "2026-02-30T09:00", "٢٠٢٦-٠٥-١٢"])
def test_a_time_that_is_no_date_is_refused(store, key, time):
    with pytest.raises(BadCorrection, match="time"):
        store.correct(key, Change("a10", {"time": time}), "Huda")
    with pytest.raises(BadCorrection, match="time"):
        store.correct(key, Addition(msgspec.structs.replace(missed(nahrain().text), time=time)), "Huda")
    assert first_day(time, "2026-05-12") == "2026-05-12"
    assert first_day(time, None) is None


@pytest.mark.parametrize(
    "time", ["2026", "2026-05", "2024-02-29", "2026-W20", "2026-05-12TMO", "2026-Q1", "PRESENT_REF", "P3D", None]
)
def test_other_times_are_taken(store, key, time):
    store.correct(key, Change("a10", {"time": time}), "Huda")
    assert by_id(store, key)["a10"].time == time


def test_nobody_corrects_without_a_name(store, key):
    with pytest.raises(BadCorrection, match="name"):
        store.correct(key, Removal("a10"), " ")


def test_a_speaker_whom_the_document_did_not_have_is_an_entity_of_it(store, key):
    store.correct(key, Change("a10", {"speaker": "كاتب التقرير", "speaker_kind": "person"}), "Huda")
    assert "كاتب التقرير" in {e.name for e in store.record(key).entities}
    (who,) = store.named("كاتب التقرير")
    assert [f.statement for f in store.find(Ask(speaker=(who.entity,))).found] == ["a10"]


@pytest.mark.parametrize("name", ["  ليلى حداد ", "ليلى\nحداد", "ليلى حداد\n"])
def test_space_in_a_name_makes_nobody_else(store, key, name):
    before = len(store.record(key).entities)
    store.correct(key, Change("a10", {"speaker": name}), "Huda")
    assert by_id(store, key)["a10"].speaker == "ليلى حداد"
    store.correct(key, Addition(msgspec.structs.replace(missed(nahrain().text), speaker=name)), "Huda")
    assert by_id(store, key)["sadded"].speaker == "ليلى حداد"
    assert len(store.record(key).entities) == before
    store.correct(key, Change("a10", {"speaker": "  "}), "Huda")
    assert by_id(store, key)["a10"].speaker == ""
    store.correct(key, Change("a10", {"speaker": "\udcff"}), "Huda")
    assert by_id(store, key)["a10"].speaker == "\ufffd"


def test_positions_follow_the_speaker_and_disputes_that_rested_on_another_go(store, key):
    store.correct(key, Change("a4", {"speaker": "سالم الراوي"}), "Huda")
    now = store.record(key)
    assert {p.holder for p in now.positions if p.statement == "a4"} == {"الاتحاد الجنوبي"}
    assert len(now.disputes) == len(nahrain().disputes) - 1
    assert by_id(store, key)["a4"].resolution is None


def test_an_act_that_says_so_gives_a_stance(store, key):
    store.correct(key, Change("a5", {"act": "accept"}), "Huda")
    assert {p.stance for p in store.record(key).positions if p.statement == "a5"} == {"accepts"}
    store.correct(key, Change("a6", {"act": "assert"}), "Huda")
    assert "a6" not in {p.statement for p in store.record(key).positions}


def test_several_fields_are_one_step_and_what_is_so_already_is_no_correction(store, key):
    made = store.correct(key, Change("a10", {"act": "deny", "quotation": "indirect", "time": "2026-05"}), "Huda")
    assert [c.field for c in made] == ["act", "time"]
    with pytest.raises(BadCorrection):
        store.correct(key, Change("a10", {"act": "ask", "quotation": "loud"}), "Huda")
    assert by_id(store, key)["a10"].act == "deny"


def test_who_saw_an_older_statement_is_refused(store, key):
    seen = state_of(by_id(store, key)["a10"])
    store.correct(key, Change("a10", {"act": "deny"}, seen), "Huda")
    with pytest.raises(Stale):
        store.correct(key, Change("a10", {"act": "ask"}, seen), "Omar")
    with pytest.raises(Stale):
        store.correct(key, Removal("a10", seen), "Omar")
    store.correct(key, Change("a11", {"act": "ask"}, state_of(by_id(store, key)["a11"])), "Omar")


def test_anything_is_taken_back_and_kept_in_the_history(store, key):
    before = store.record(key)
    wishes = (Change("a10", {"act": "deny"}), Removal("a8"), Addition(missed(before.text)))
    made = [c for wish in wishes for c in store.correct(key, wish, "Huda")]
    for c in made:
        store.correct(key, Undo(c.id), "Omar")
    assert store.record(key) == before
    assert [(c.who, c.field) for c in store.corrections(key)][3:] == [("Omar", "undo")] * 3
    with pytest.raises(Stale):
        store.correct(key, Undo(made[0].id), "Omar")
    store.correct(key, Undo(store.corrections(key)[3].id), "Huda")
    assert by_id(store, key)["a10"].act == "deny"
    assert holding(store.corrections(key)) == (made[0],)
    with pytest.raises(NoSuch):
        store.correct(key, Undo("c0"), "Omar")


def test_a_clock_that_is_behind_changes_no_order(store, key, monkeypatch):
    _, gone, into = two_names(store)
    (made,), one = store.correct(key, Change("a10", {"act": "deny"}), "Huda"), store.unite(gone, into, "Huda")
    monkeypatch.setattr("qawl.store.sqlite.now", lambda *, exactly: "2020-01-01T00:00:00.000000+00:00")
    store.correct(key, Undo(made.id), "Omar")
    assert by_id(store, key)["a10"].act != "deny"
    store.undo(one.id, "Omar")
    assert holding(store.corrections(None)) == ()


def test_a_document_is_checked_until_that_is_taken_back(store, key):
    (made,) = store.correct(key, Check(), "Huda")
    assert store.correct(key, Check(), "Omar") == ()
    assert is_checked(store.corrections(key))
    assert store.record(key) == nahrain()
    assert store.corrected() == (key,)
    store.correct(key, Undo(made.id), "Omar")
    assert not is_checked(store.corrections(key))


def test_extraction_anew_keeps_what_people_added_moved_and_removed(store, key):
    made = nahrain()
    added, (moved, gone) = missed(made.text), [s for s in made.statements if s.id in ("a10", "a12")]
    shorter = (Span(moved.content[0].start + 3, moved.content[0].end),)
    for wish in (Addition(added), Change("a10", {"content": shorter}), Removal("a12")):
        store.correct(key, wish, "Huda")
    before = store.record(key)
    # the next model finds what was missed, the corrected span, and again what was none, each under another id
    found = (
        msgspec.structs.replace(added, id="n1", act="ask"),
        msgspec.structs.replace(moved, id="n2", content=shorter),
        msgspec.structs.replace(gone, id="n3"),
        *(s for s in made.statements if s.id not in ("a10", "a12")),
    )
    renewed = msgspec.structs.replace(made, statements=found, positions=(), disputes=(), model="next")
    store.replace(key, renewed, "2")
    assert store.record(key).statements == before.statements
    store.replace(key, renewed, "2")
    assert store.record(key).statements == before.statements
    (undo,) = [c for c in store.corrections(key) if c.statement == added.id]
    store.correct(key, Undo(undo.id), "Huda")
    assert by_id(store, key)[added.id].act == "ask"  # as it was found


def test_corrections_of_every_kind_go_into_another_store(store, tmp_path):
    keys, gone, into = two_names(store)
    store.correct(keys[0], Change("s1", {"act": "promise"}), "Huda")
    store.correct(keys[1], Removal("s1"), "Huda")
    made = store.unite(gone, into, "Huda")
    with open_store(tmp_path / "other.db") as other:
        for _ in range(2):
            list(merge(other, store))
            assert [other.record(k) for k in keys] == [store.record(k) for k in keys]
            assert other.corrections(None) == (made,)
        store.undo(made.id, "Omar")
        list(merge(other, store))
        assert other.record(keys[0]).statements[0].speaker == "أبو النور"


def test_a_store_of_version_1_keeps_its_corrections(tmp_path, monkeypatch):
    path = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        patch.setattr("qawl.store.connection.migrations", lambda: migrations()[:1])
        connection = connect(path)
        connection.execute(
            "INSERT INTO documents (document, key, id, lang, text, folded, model, code, added, source, record) VALUES (7, 'd7', 'a', 'ar', 'x', 'x', 'm', '1', 'now', '{}', '{}')"
        )
        connection.execute(
            """INSERT INTO corrections VALUES (3, 7, 's1', 'act', '"ask"', '"deny"', 'Huda', '2026-01-01T00:00:00+00:00')"""
        )
        connection.close()
    with open_store(path) as store:
        (kept,) = store.corrections("d7")
        assert (kept.statement, kept.field, kept.is_, kept.who) == ("s1", "act", '"deny"', "Huda")


def test_whatever_is_corrected_is_whole_and_can_all_be_taken_back(store, key):
    chance, made = random.Random(3), nahrain()
    for _ in range(60):
        now = store.record(key)
        s = chance.choice(now.statements)
        low = chance.randrange(len(now.text) - 40)
        content = (Span(low, low + 40),)
        wishes = (
            Addition(Statement("", (), (), content, "indirect", chance.choice(["reject", "ask"]), "يوسف إبراهيم", "person")),
            Removal(s.id),
            Change(s.id, {"content": content}),
            Change(s.id, {"speaker": "سالم الراوي", "act": "deny"}),
        )
        with contextlib.suppress(Stale):  # the same place twice
            store.correct(key, chance.choice(wishes), "Huda")
        now = store.record(key)
        ids = {s.id for s in now.statements}
        assert len(ids) == len(now.statements)
        assert {x for s in now.statements for x in (s.parent, s.via) if x} | {p.statement for p in now.positions} <= ids
        assert store.find(Ask()).total == len(ids)
    store.replace(key, made, "2")
    assert store.record(key) == now
    while hold := holding(store.corrections(key)):
        store.correct(key, Undo(hold[-1].id), "Omar")
    assert store.record(key) == made
