import msgspec
import pytest

from qawl.export.people import People
from qawl.types import Span
from samples import nahrain


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("للاتحاد الجنوبي", ["الاتحاد الجنوبي"]),
        ("للصحافيين", ["الصحافيين"]),
        ("لهم", []),
        ("الطرف الآخر", ["الاتحاد الجنوبي"]),
        ("إلى سفراء", ["إلى سفراء"]),
    ],
)
def test_an_addressee_is_an_entity_or_its_words(words, names):
    made = nahrain()
    text = made.text + "\n" + words
    statement = msgspec.structs.replace(made.statements[0], addressee=(Span(len(made.text) + 1, len(text)),))
    people = People(msgspec.structs.replace(made, text=text, statements=(statement,)))
    assert [p.name for p in people.addressees(statement)] == names


def test_joint_speakers_are_several_and_a_speaker_without_a_name_is_nobody():
    made = nahrain()
    joint = msgspec.structs.replace(made.statements[0], speaker="ليلى حداد + ضيف")
    silent = msgspec.structs.replace(made.statements[1], speaker="")
    people = People(msgspec.structs.replace(made, statements=(joint, silent)))
    assert [(p.name, p.kind) for p in people.speakers(joint)] == [("ليلى حداد", "person"), ("ضيف", "person")]
    assert people.speakers(silent) == ()
    assert [p.number for p in people] == list(range(1, len(list(people)) + 1))
