import msgspec

from hard import hard
from qawl.notebook import LONGEST, MOST, direction
from qawl.types import Record
from samples import nahrain, river


def shown(record):
    return record._repr_html_()


def test_it_is_a_table_in_the_direction_of_the_text():
    assert shown(nahrain()).startswith('<div dir="rtl">')
    assert shown(river()).startswith('<div dir="ltr">')
    assert direction("") == direction("12: ") == "ltr"
    assert shown(river()).count("<tr>") == 1 + len(river().statements)
    assert "12 statements" in shown(nahrain())


def test_everything_is_escaped_and_controls_are_shown():
    record = msgspec.structs.replace(hard(), title="<script>\u202e", warnings=("a & b",))
    page = shown(record)
    assert "<script>" not in page
    assert "\u202e" not in page
    assert "a &amp; b" in page


def test_it_is_small():
    many = msgspec.structs.replace(nahrain(), statements=nahrain().statements * 20, title="x" * 1000)
    assert shown(many).count("<tr>") == 1 + MOST
    assert f"+ {20 * 12 - MOST}" in shown(many)
    assert "x" * LONGEST not in shown(many)


def test_an_empty_record_is_shown():
    assert "0 statements" in shown(Record(id="e", text="", lang="", version=1, model="m", statements=()))
