import msgspec

from qawl.store import Change, Undo, merge, open_store
from qawl.types import Span
from samples import nahrain
from stored import by_id, put


def test_corrections_of_another_models_statements_are_of_the_same_ones_here(tmp_path):
    made = msgspec.structs.replace(nahrain(), positions=(), disputes=())
    moved, alone = made.statements[9], made.statements[11]  # found in other words there; found there only
    longer = msgspec.structs.replace(moved, id="t10", content=(Span(moved.content[0].start, moved.content[0].end + 1),))
    with open_store(tmp_path / "theirs.db") as theirs, open_store(tmp_path / "ours.db") as ours:
        found = (*made.statements[:9], longer, *made.statements[10:])
        key = put(theirs, msgspec.structs.replace(made, statements=found, model="other"))
        put(ours, msgspec.structs.replace(made, statements=made.statements[:11]))
        (changed,) = theirs.correct(key, Change("t10", {"act": "deny"}), "Huda")
        theirs.correct(key, Undo(changed.id), "Huda")
        theirs.correct(key, Undo(theirs.corrections(key)[-1].id), "Omar")
        theirs.correct(key, Change("a11", {"parent": "t10"}), "Huda")
        theirs.correct(key, Change(alone.id, {"act": "ask"}), "Huda")
        for _ in range(2):
            list(merge(ours, theirs))
            now = by_id(ours, key)
            assert (now["a10"].act, now["a10"].content, now["a11"].parent) == ("deny", moved.content, "a10")
            assert now[alone.id].act == "ask" and "t10" not in now
            assert len(ours.corrections(key)) == 5
        list(merge(theirs, ours))
        assert len(theirs.corrections(key)) == 5
