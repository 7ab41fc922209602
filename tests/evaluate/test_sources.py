import json

import pytest

from qawl.evaluate import SOURCE_KINDS, Accuracy, SourceKinds, count, render_json, render_text

ENTITIES = [
    {"name": "سلمى الحداد", "name_en": "Salma Haddad", "kind": "person"},
    {"name": "البابا تواضروس", "kind": "person"},
    {"name": "روسيا", "name_en": "Russia", "kind": "state"},
    {"name": "حركة الإصلاح الوطني", "kind": "organization"},
    {"name": "Department of Harbour Safety", "kind": "organization"},
    {"name": "جمعية الصيادين", "kind": "organization"},
]


def kind(source, speaker, **fields):
    statement = {"id": "s", "source": [[0, len(source)]] if source else [], "speaker": speaker, **fields}
    return SourceKinds(source, ENTITIES).of(statement)


@pytest.mark.parametrize(
    ("source", "speaker", "expected"),
    [
        ("عمدة البلدة سلمى الحدّاد", "سلمى الحداد", "name"),
        ("وسلمى الحداد", "سلمى الحداد", "name"),
        ("Salma Haddad", "سلمى الحداد", "name"),
        ("الحداد", "سلمى الحداد", "surname"),
        ("السيدة حداد", "سلمى الحداد", "surname"),
        ("عمدة البلدة", "سلمى الحداد", "title"),
        ("البابا", "البابا تواضروس", "title"),
        ("تواضروس", "البابا تواضروس", "surname"),
        ("", "سلمى الحداد", "dropped"),
        ("هي", "سلمى الحداد", "pronoun"),
        ("She", "سلمى الحداد", "pronoun"),
        ("روسيا", "روسيا", "name"),
        ("موسكو", "روسيا", "metonym"),
        ("الكرملين", "روسيا", "metonym"),
        ("the Kremlin", "روسيا", "metonym"),
        ("الجانب الروسي", "روسيا", "description"),
        ("حركة الإصلاح الوطني", "حركة الإصلاح الوطني", "name"),
        ("حركة الإصلاح", "حركة الإصلاح الوطني", "surname"),
        ("الحركة", "حركة الإصلاح الوطني", "description"),
        ("الجماعة", "حركة الإصلاح الوطني", "description"),
        ("the department", "Department of Harbour Safety", "description"),
        ("the authority of the port", "Department of Harbour Safety", "description"),
        ("Harbour Safety", "Department of Harbour Safety", "surname"),
        ("الصيادون", "جمعية الصيادين", "description"),
        ("الجانبان", "روسيا + جمعية الصيادين", "joint"),
        ("", "روسيا + جمعية الصيادين", "dropped"),
        ("لا أحد", "", None),
        ("لا أحد", None, None),
    ],
)
def test_the_kind_of_a_source(source, speaker, expected):
    assert kind(source, speaker) == expected


def test_the_statements_kind_of_speaker_goes_before_the_entitys():
    assert kind("سكان غاضبون", "سكان غاضبون", speaker_kind="unnamed") == "unnamed"
    assert kind("", "سكان غاضبون", speaker_kind="unnamed") == "dropped"
    assert kind("المدير", "ليث", speaker_kind="person") == "title"
    assert kind("المدير", "ليث") == "description"


TEXT = "قالت سلمى الحداد إن الجسر سيغلق. وأضافت أن الحافلات ستسلك الوادي. وحذرت موسكو من الفيضان."


def spans(part):
    return [[TEXT.index(part), TEXT.index(part) + len(part)]]


def statement(id_, cue, content, source, speaker, **fields):
    found = {"source": spans(source) if source else [], "cue": spans(cue), "content": spans(content)}
    return {"id": id_, **found, "speaker": speaker, **fields}


STATEMENTS = [
    statement("a", "قالت", "إن الجسر سيغلق", "سلمى الحداد", "سلمى الحداد", speaker_kind="person"),
    statement("b", "أضافت", "أن الحافلات ستسلك الوادي", "", "سلمى الحداد", speaker_kind="person"),
    statement("c", "حذرت", "من الفيضان", "موسكو", "روسيا", speaker_kind="organization"),
]


def report(*predicted):
    gold = {"id": "bridge", "lang": "ar", "text": TEXT, "statements": STATEMENTS, "entities": ENTITIES}
    return count([gold], [{"id": "bridge", "statements": list(predicted)}])


def test_accuracy_is_over_pairs_and_by_the_gold_statements_source():
    wrong = {**STATEMENTS[1], "speaker": "روسيا", "source": spans("الحداد")}
    assert report(STATEMENTS[0], wrong).speakers == {"name": Accuracy(1, 1), "dropped": Accuracy(0, 1)}
    found = report(*STATEMENTS)
    assert list(found.speakers) == [k for k in SOURCE_KINDS if k in ("name", "metonym", "dropped")]
    assert found.by("lang")["ar"].speakers == found.speakers
    assert report().speakers == {}


def test_it_is_shown_as_text_and_as_json():
    found = report(STATEMENTS[0], {**STATEMENTS[2], "speaker": "الصين"})
    lines = render_text(found)
    at = next(i for i, line in enumerate(lines) if line.startswith("speaker by kind"))
    assert [line.split() for line in lines[at + 1 : at + 3]] == [["name", "1.000", "1"], ["metonym", "0.000", "1"]]
    decoded = json.loads(render_json(found, ["lang"]))
    assert decoded["speakers"] == {"name": {"accuracy": 1.0, "of": 1}, "metonym": {"accuracy": 0.0, "of": 1}}
    assert decoded["by"]["lang"]["ar"]["speakers"] == decoded["speakers"]
    assert not any("speaker by kind" in line for line in render_text(report()))
