import pytest

from qawl.errors import GoldError
from qawl.evaluate import Figure, count, shortfalls, to_json


def entity(name, *aliases, kind="person", **fields):
    return {"name": name, "kind": kind, "aliases_in_text": list(aliases), **fields}


GOLD = [
    entity("نادر الصافي", "نادر الصافي", "الصافي", "مدير المتحف", name_en="Nader Safi"),
    entity("متحف الفنون", "متحف الفنون", "المتحف", kind="organization"),
]


def scored(*predicted, golds=GOLD):
    """The figures `entity` and `alias` of these predictions."""
    document = {"id": "museum", "text": "x", "statements": [], "entities": golds}
    scores = count([document], [{"id": "museum", "entities": list(predicted)}]).scores
    return scores["entity"], scores["alias"]


def test_gold_against_itself_is_perfect():
    assert scored(*GOLD) == (Figure(2, 2, 2), Figure(5, 5, 5))


@pytest.mark.parametrize("name", ["نادر الصّافي", "NADER SAFI", "الصافي", "مدير المتحف"])
def test_an_entity_is_found_by_name_english_name_or_alias(name):
    assert scored(entity(name))[0] == Figure(1, 1, 2)


@pytest.mark.parametrize("other", [entity("الصافي", kind="organization"), entity("نادر"), entity("…"), {"name": "الصافي"}])
def test_another_kind_or_a_name_that_gold_lacks_is_another_entity(other):
    assert scored(other)[0] == Figure(0, 1, 2)


def test_of_two_predictions_for_one_entity_the_name_goes_before_the_alias():
    by_alias, by_english, by_name = entity("الصافي", "الصافي"), entity("Nader Safi"), entity("نادر الصافي", "المدير")
    assert scored(by_alias, by_english, by_name) == (Figure(1, 3, 2), Figure(0, 2, 5))
    assert scored(by_alias, by_english) == (Figure(1, 2, 2), Figure(0, 1, 5))


def test_an_alias_goes_to_an_entity_whose_name_is_not_taken():
    golds = [entity("ليث", "أبو سالم"), entity("أبو سالم")]
    assert scored(entity("أبو سالم"), golds=golds)[0].tp == 1
    assert scored(entity("أبو سالم"), entity("ليث"), golds=golds)[0] == Figure(2, 2, 2)


def test_aliases_count_once_an_entity_and_those_of_unmatched_ones_on_their_side_only():
    found = entity("نادر الصافي", "الصافي", "الصّافي", "«مدير المتحف»", "الرجل")
    stray = entity("المتحف الكبير", "المتحف", kind="organization")
    assert scored(found, stray) == (Figure(1, 2, 2), Figure(2, 4, 5))


def test_documents_whose_gold_names_none_count_nowhere():
    assert scored(entity("الصافي", "الصافي"), golds=[]) == (Figure(0, 0, 0), Figure(0, 0, 0))
    assert scored() == (Figure(0, 0, 2), Figure(0, 0, 5))


def test_they_are_figures_with_floors():
    documents = [{"id": "museum", "text": "x", "statements": [], "entities": GOLD}]
    report = count(documents, [{"id": "museum", "entities": GOLD[:1]}])
    assert to_json(report)["figures"]["entity"] == {"p": 1.0, "r": 0.5, "f1": 2 / 3, "gold": 2, "pred": 1}
    assert [s.name for s in shortfalls(report, {"entity": 0.66, "alias": 0.9})] == ["alias"]


@pytest.mark.parametrize(
    ("entities", "message"),
    [([{"kind": "state"}], "entity 1 has no name"), ([entity("x", kind=3)], "kind is no string"), ({}, None), ("x", "no list")],
)
def test_what_is_wrong_about_predicted_entities_is_named(entities, message):
    document = {"id": "museum", "text": "x", "statements": []}
    prediction = {"id": "museum", "entities": entities}
    if message is None:
        assert count([document], [prediction])
        return
    with pytest.raises(GoldError, match=f"predicted document 'museum'.*{message}"):
        count([document], [prediction])
