import json
import random
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from qawl.errors import GoldError
from qawl.evaluate import Accuracy, Figure, count_derived, read_documents, render_derived_json, render_derived_text, shortfalls

SHARED = Path(__file__).parents[2].parent / "shared"

TEXT = (
    "اجتمع وفدا الساحل والجبل أمس في دار البلدية. وطالب الساحل بفتح الطريق القديم، فيما رفض الجبل فتح الطريق. "
    "وقال رئيس بلدية الساحل زياد النجار إن الطريق آمن. وقالت ممثلة الجبل هالة منير إن الطريق خطر."
)


def span(part):
    return [TEXT.index(part), TEXT.index(part) + len(part)]


def gold():
    return {
        "id": "road",
        "text": TEXT,
        "entities": [
            {"name": "زياد النجار", "kind": "person", "aliases_in_text": ["النجار", "رئيس بلدية الساحل"]},
            {"name": "بلدية الساحل", "kind": "organization", "aliases_in_text": ["الساحل"]},
        ],
        "statements": [
            {"id": "a", "cue": [span("وقال")], "content": [span("إن الطريق آمن")]},
            {"id": "b", "cue": [span("وقالت")], "content": [span("إن الطريق خطر")]},
        ],
        "roles": [
            {"person": "زياد النجار", "role": "رئيس البلدية", "of": "الساحل"},
            {"person": "هالة منير", "role": "ممثلة", "of": "الجبل"},
        ],
        "meetings": [
            {
                "name": "اجتماع دار البلدية",
                "date": "2023-05-02",
                "status": "held",
                "parties": ["بلدية الساحل", "الجبل"],
                "evidence": span("اجتمع وفدا الساحل والجبل أمس"),
            }
        ],
        "positions": [
            {
                "holder": "بلدية الساحل",
                "stance": "demands",
                "issue": "الطريق",
                "evidence": span("وطالب الساحل بفتح الطريق القديم"),
            },
            {"holder": "الجبل", "stance": "rejects", "issue": "الطريق", "evidence": span("رفض الجبل فتح الطريق")},
        ],
        "disputes": [
            {
                "issue": "الطريق",
                "sides": [{"holders": ["بلدية الساحل"]}, {"holders": ["الجبل", "هالة منير"]}],
                "conflicting_claims": [["a", "b"]],
            }
        ],
        "times": [{"span": span("أمس"), "type": "DATE", "value": "2023-05-02"}],
    }


def unchanged(_):
    pass


def scored(change=unchanged):
    predicted = gold()
    change(predicted)
    return count_derived([gold()], [predicted])


def test_gold_against_itself_is_perfect():
    report = scored()
    assert report.scores == {
        "roles": Figure(2, 2, 2),
        "meetings": Figure(1, 1, 1),
        "meeting_parties": Figure(2, 2, 2),
        "positions": Figure(2, 2, 2),
        "positions_stance": Figure(2, 2, 2),
        "disputes": Figure(1, 1, 1),
        "conflicts": Figure(1, 1, 1),
        "times": Figure(1, 1, 1),
    }
    assert report.accuracies == {"meeting_date": Accuracy(1, 1), "meeting_status": Accuracy(1, 1)}


def test_a_document_without_prediction_has_nothing_derived():
    report = count_derived([gold()], [])
    assert {f.tp + f.pred for f in report.scores.values()} == {0}
    assert report.scores["roles"].gold == 2
    assert report.accuracies == {}


def test_a_role_is_the_same_persons_with_half_of_its_words():
    assert scored(lambda d: d["roles"][0].update(person="النجار", role="رئيس")).scores["roles"].tp == 2
    assert scored(lambda d: d["roles"][0].update(person="رئيس بلدية الساحل")).scores["roles"].tp == 1
    assert scored(lambda d: d["roles"][0].update(role="عضو المجلس")).scores["roles"].tp == 1
    assert scored(lambda d: d["roles"].append(d["roles"][0])).scores["roles"] == Figure(2, 3, 2)
    assert scored(lambda d: d["roles"][0].pop("person")).scores["roles"].tp == 1


def test_a_meeting_is_found_by_evidence_or_by_name():
    by_name = scored(
        lambda d: d["meetings"][0].update(evidence=span("خطر"), date=None, status="planned", parties=["الجبل", "السهل"])
    )
    assert by_name.scores["meetings"].tp == 1
    assert by_name.scores["meeting_parties"] == Figure(1, 2, 2)
    assert by_name.accuracies == {"meeting_date": Accuracy(0, 1), "meeting_status": Accuracy(0, 1)}
    assert scored(lambda d: d["meetings"][0].update(name="لقاء")).scores["meetings"].tp == 1
    assert scored(lambda d: d["meetings"][0].update(name="لقاء", evidence=None)).scores["meetings"].tp == 0
    parts = [span("اجتمع"), span("وفدا الساحل والجبل")]
    assert scored(lambda d: d["meetings"][0].update(name="", evidence=parts)).scores["meetings"].tp == 1


def test_a_position_needs_its_holder_and_then_its_stance():
    other = scored(lambda d: d["positions"][0].update(holder="الجبل"))
    assert (other.scores["positions"].tp, other.scores["positions_stance"].tp) == (1, 1)
    other = scored(lambda d: d["positions"][0].update(stance="offers"))
    assert (other.scores["positions"].tp, other.scores["positions_stance"].tp) == (2, 1)


def test_of_two_positions_on_the_same_words_the_holders_own_is_taken():
    def precede(d):
        d["positions"].insert(0, {**d["positions"][0], "holder": "السهل"})

    assert scored(precede).scores["positions_stance"] == Figure(2, 3, 2)


def test_all_sides_of_a_dispute_must_match_in_any_order():
    assert scored(lambda d: d["disputes"][0]["sides"].reverse()).scores["disputes"].tp == 1
    assert scored(lambda d: d["disputes"][0]["sides"].insert(0, {"holders": ["السهل"]})).scores["disputes"].tp == 1
    assert scored(lambda d: d["disputes"][0]["sides"].pop()).scores["disputes"].tp == 0
    assert scored(lambda d: d["disputes"][0]["sides"][1].update(holders=["الجبل"])).scores["disputes"].tp == 1
    # one of one holder is one of four: Dice 0.4
    many = ["بلدية الساحل", "السهل", "الوادي", "المرفأ"]
    assert scored(lambda d: d["disputes"][0]["sides"][0].update(holders=many)).scores["disputes"].tp == 0
    # and one of three: exactly 0.5
    assert scored(lambda d: d["disputes"][0]["sides"][0].update(holders=many[:3])).scores["disputes"].tp == 1


def test_conflicting_claims_are_found_by_content_whatever_the_ids_and_their_order():
    def rename(d):
        d["statements"][0]["id"], d["statements"][1]["id"] = "x", "y"
        d["disputes"][0]["conflicting_claims"] = [["y", "x"]]

    assert scored(rename).scores["conflicts"].tp == 1
    assert scored(lambda d: d["statements"].pop()).scores["conflicts"] == Figure(0, 1, 1)


def test_times_count_where_gold_has_some():
    assert scored(lambda d: d["times"][0].update(span=span("والجبل أمس"))).scores["times"].tp == 1
    assert scored(lambda d: d["times"][0].update(value="2023-05")).scores["times"].tp == 0
    assert scored(lambda d: d["times"][0].update(span=span("خطر"))).scores["times"].tp == 0
    without = gold()
    del without["times"]
    assert count_derived([without], [gold()]).scores["times"] == Figure(0, 0, 0)


def test_text_and_json_show_the_same_report():
    report = scored(lambda d: d["roles"].pop())
    lines = render_derived_text(report)
    assert lines[0] == "1 documents"
    assert any(line.split() == ["roles", "1.000", "0.500", "0.667", "2", "1"] for line in lines)
    assert any(line.split() == ["meeting_date", "1.000", "1"] for line in lines)
    assert json.loads(render_derived_json(report)) == {"documents": 1, "figures": report.figures()}
    empty = count_derived([{"id": "a", "text": "", "statements": []}], [])
    assert empty.figures() == {}
    assert len(render_derived_text(empty)) == 3


def test_floors_hold_for_derived_figures_and_for_those_alone():
    report = scored(lambda d: d["roles"].pop())
    short = shortfalls(report, {"roles": 0.7, "meeting_date": 1, "statement": 0.1, "brier_max": 1})
    assert [(s.name, s.value) for s in short] == [("roles", pytest.approx(2 / 3)), ("statement", None), ("brier", None)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.update(roles={}), "roles"),
        (lambda d: d["roles"].append("x"), r"roles\[2\]"),
        (lambda d: d["meetings"][0].update(parties="الجبل"), "parties"),
        (lambda d: d["meetings"][0].update(evidence=[0, 10**6]), "evidence: .* outside the text"),
        (lambda d: d["positions"][0].update(evidence="x"), "evidence is no list of spans"),
        (lambda d: d["disputes"][0].update(conflicting_claims=[["a"]]), "conflicting_claims"),
        (lambda d: d["times"][0].update(span=[5, 3]), "time: .* outside the text"),
    ],
)
def test_what_is_wrong_is_named_on_either_side(change, message):
    with pytest.raises(GoldError, match=f"predicted document 'road': .*{message}"):
        scored(change)
    wrong = gold()
    change(wrong)
    with pytest.raises(GoldError, match=f"gold document 'road': .*{message}"):
        count_derived([wrong], [])


_FIELDS = ("person", "role", "name", "date", "status", "holder", "stance", "value", "evidence", "span", "parties", "holders")


def perturbed(documents, seed):
    """A copy of gold with every list of derived things thinned, doubled and reordered, and every field now and then another's."""
    rng = random.Random(seed)

    def spoil(things):
        for thing in things:
            for field in _FIELDS:
                if field in thing and rng.random() < 0.2:
                    thing[field] = deepcopy(rng.choice(things).get(field))
            for spans in (thing.get("evidence"), thing.get("span")):
                if spans and isinstance(spans[0], int) and rng.random() < 0.4:
                    spans[0] = max(0, spans[0] - rng.randint(-15, 40))
                    spans[1] = max(spans)
            for names in (thing.get("parties"), thing.get("holders")):
                if names and rng.random() < 0.3:
                    names.append(rng.choice([*names, "x"]))
            if thing.get("sides"):
                spoil(thing["sides"])
                rng.shuffle(thing["sides"])
            for claims in thing.get("conflicting_claims") or ():
                rng.shuffle(claims)
        rng.shuffle(things)
        things += [deepcopy(t) for t in things if rng.random() < 0.1]
        if len(things) > 3 and rng.random() < 0.5:
            things.pop()

    out = []
    for document in documents:
        d = deepcopy(document)
        for field in ("roles", "meetings", "positions", "disputes", "times"):
            spoil(d.get(field) or [])
        d["statements"] = [s for s in d["statements"] if rng.random() < 0.9]
        if rng.random() < 0.95:
            out.append(d)
    return out


@pytest.mark.skipif(
    not (SHARED / "score" / "score_derived.py").exists(), reason="../shared, with the reference scorer, is absent"
)
@pytest.mark.parametrize("name", ["own", "derived", "seed"])
def test_every_figure_is_the_reference_scorers(name, tmp_path):
    path = SHARED / "gold" / f"{name}.gold.jsonl"
    documents = [{**gold(), "id": f"road-{i}"} for i in range(20)] if name == "own" else read_documents(path)
    files = {side: tmp_path / f"{side}.jsonl" for side in ("gold", "pred")}
    for seed in range(3):
        predictions = perturbed(documents, seed)
        for side, lines in (("gold", documents), ("pred", predictions)):
            files[side].write_text("".join(json.dumps(d) + "\n" for d in lines), encoding="utf-8")
        script = [sys.executable, SHARED / "score" / "score_derived.py", files["gold"], files["pred"], "--json"]
        expected = json.loads(subprocess.run(script, check=True, capture_output=True).stdout)
        actual = count_derived(documents, predictions).figures()
        assert actual == expected
        assert list(actual) == list(expected)
        assert any(0.2 < f.get("f1", 0) < 0.95 for f in actual.values())
