import json
import random
import runpy
from copy import deepcopy
from pathlib import Path

import pytest

from qawl.errors import FileMissing, GoldError
from qawl.evaluate import Accuracy, Figure, Found, count, read_documents, render_json, render_text, to_json

SHARED = Path(__file__).parents[2].parent / "shared"

TEXT = (
    "قالت عمدة البلدة سلمى الحداد إن الجسر القديم سيغلق شهرين. وأضافت أن الحافلات ستسلك طريق الوادي، "
    "محذرة من ازدحام الصباح. وبحسب سكان غاضبين فإن الضجيج لا يطاق."
)


def spans(*parts, text=TEXT):
    return [[text.index(part), text.index(part) + len(part)] for part in parts]


def statement(id_, cue, content, source=(), **fields):
    return {
        "id": id_,
        "source": spans(*source),
        "cue": spans(*cue),
        "content": spans(*content),
        "quotation": "indirect",
        "act": "assert",
        "speaker": "سلمى الحداد",
        "speaker_kind": "person",
        **fields,
    }


def gold(**fields):
    return {
        "id": "bridge",
        "outlet": "صدى البلدة",
        "text": TEXT,
        "entities": [
            {
                "name": "سلمى الحداد",
                "name_en": "Salma Haddad",
                "kind": "person",
                "aliases_in_text": ["عمدة البلدة سلمى الحداد", "عمدة البلدة"],
            }
        ],
        "statements": [
            statement("s1", ["قالت"], ["إن الجسر القديم سيغلق شهرين"], ["عمدة البلدة سلمى الحداد"]),
            statement("s2", ["أضافت"], ["أن الحافلات ستسلك طريق الوادي"], time="2023-05-02"),
            statement("s3", ["محذرة"], ["من ازدحام الصباح"], act="warn"),
            statement("s4", ["بحسب"], ["فإن الضجيج لا يطاق"], ["سكان غاضبين"], speaker="سكان غاضبون", speaker_kind="unnamed"),
        ],
        **fields,
    }


def unchanged(_):
    pass


def predicted(change=unchanged):
    """The gold statements as a prediction, changed in place by `change`."""
    statements = deepcopy(gold()["statements"])
    change(statements)
    return [{"id": "bridge", "statements": statements}]


def scored(change=unchanged):
    return count([gold()], predicted(change))


def test_gold_against_itself_is_perfect_but_for_what_it_lacks():
    report = scored()
    assert report.scores["all_right"] == Figure(4, 4, 4)
    assert report.scores["source_exact"] == Figure(2, 2, 2)
    assert report.scores["channel"] == Figure(0, 0, 0)
    assert report.accuracies["time"] == Accuracy(1, 1)
    assert report.misses == ()


def test_a_document_without_prediction_has_no_statements_and_a_stray_prediction_counts_nowhere():
    report = count([gold()], [{"id": "elsewhere", "statements": [{"id": "x", "content": [[0, 10**6]]}]}])
    assert report.scores["statement"] == Figure(0, 0, 4)
    assert [miss.kind for miss in report.misses] == ["missed"] * 4
    assert "act" not in report.figures()


def test_a_record_without_its_statements_field_is_one_without_statements():
    assert count([gold()], [{"id": "bridge"}]).scores["statement"].gold == 4


def test_a_content_with_half_of_its_words_is_paired_but_neither_exact_nor_what_was_said():
    def cut(statements):
        statements[0]["content"] = spans("إن الجسر")

    report = scored(cut)
    assert report.scores["statement"].tp == 4
    assert report.scores["content"].tp == 3
    assert report.scores["speaker"].tp == 4
    assert report.scores["who_said_what"].tp == 3
    assert report.scores["content_words"] == Figure(14, 14, 17)
    assert [(m.document, m.statement, m.kind) for m in report.misses] == [("bridge", "s1", "content")]


def test_punctuation_at_a_spans_edge_changes_nothing():
    def widen(statements):
        statements[0]["content"] = spans("إن الجسر القديم سيغلق شهرين. ")

    assert scored(widen).scores["content"].tp == 4


def test_a_cue_elsewhere_is_another_statement():
    def move(statements):
        statements[2]["cue"] = spans("أضافت")

    report = scored(move)
    assert report.scores["statement"] == Figure(3, 4, 4)
    assert [(m.statement, m.kind) for m in report.misses] == [("s3", "missed"), ("s3", "spurious")]
    assert report.misses[0].detail == "محذرة … من ازدحام الصباح"


def test_statements_without_cue_are_paired_with_each_other_only():
    def drop(statements):
        statements[0]["cue"] = []

    assert scored(drop).scores["statement"].tp == 3
    document = gold()
    drop(document["statements"])
    assert count([document], predicted(drop)).scores["statement"].tp == 4
    assert count([document], predicted(drop)).scores["cue"] == Figure(3, 3, 3)


def test_of_two_predictions_the_better_one_is_paired():
    def double(statements):
        statements.insert(0, statement("s0", ["قالت"], ["إن الجسر القديم سيغلق"]))

    report = scored(double)
    assert report.scores["content"] == Figure(4, 5, 4)
    assert [(m.statement, m.kind) for m in report.misses] == [("s0", "spurious")]


def test_an_overlapping_source_is_found_but_not_exact():
    def shorten(statements):
        statements[0]["source"] = spans("سلمى الحداد")

    report = scored(shorten)
    assert report.scores["source"] == Figure(2, 2, 2)
    assert report.scores["source_exact"] == Figure(1, 2, 2)
    assert report.scores["source_span"] == Figure(1, 2, 2)


def test_a_span_that_two_statements_share_counts_once():
    def share(statements):
        statements[1]["source"] = spans("عمدة البلدة سلمى الحداد")

    assert scored(share).scores["source_span"] == Figure(2, 2, 2)
    assert scored(share).scores["source"] == Figure(2, 3, 2)


@pytest.mark.parametrize(
    ("name", "same", "own"),
    [
        ("سلمى الحدّاد", True, True),
        ("Salma Haddad", True, False),
        ("عمدة البلدة سلمى الحداد", True, False),
        ("عمدة البلدة", False, False),
        ("سلمى الحداد + سكان", False, False),
        ("", False, False),
        (None, False, False),
    ],
)
def test_a_person_answers_to_names_and_not_to_a_title_alone(name, same, own):
    report = scored(lambda statements: statements[0].update(speaker=name))
    assert report.scores["speaker"].tp == 3 + same
    assert report.accuracies["canonical"] == Accuracy(2 + own, 2 + same)


def test_an_unnamed_speaker_is_the_same_where_the_words_agree():
    assert scored(lambda s: s[3].update(speaker="سكان غاضبون جدا")).scores["speaker"].tp == 4
    assert scored(lambda s: s[3].update(speaker="سكان")).scores["speaker"].tp == 4
    assert scored(lambda s: s[3].update(speaker="تجار السوق")).scores["speaker"].tp == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("غريتا", "جريتا"), ("منى", "مني"), ("أمينة", "امينه"), ("کريم", "كـريم"), ("«ليلى»", "ليلَى"), ("Émile", "emile")],
)
def test_spellings_of_a_name_are_the_same(one, other):
    document = gold()
    document["statements"][3]["speaker"] = one
    assert count([document], predicted(lambda statements: statements[3].update(speaker=other))).scores["speaker"].tp == 4


def test_joint_speakers_are_the_same_in_any_order():
    document = gold()
    document["statements"][0]["speaker"] = "سلمى الحداد + بلدية الوادي"

    def swap(statements):
        statements[0]["speaker"] = "بلدية الوادي + Salma Haddad"

    assert count([document], predicted(swap)).scores["speaker"].tp == 4


def test_act_quotation_kind_and_time_are_judged_over_pairs():
    def spoil(statements):
        statements[0].update(act="deny", quotation="direct", speaker_kind="organization")
        statements[1].pop("time")
        statements.pop()

    report = scored(spoil)
    assert report.accuracies["act"] == Accuracy(2, 3)
    assert report.accuracies["quotation"] == Accuracy(2, 3)
    assert report.accuracies["speaker_kind"] == Accuracy(2, 3)
    assert report.accuracies["time"] == Accuracy(0, 1)
    assert report.scores["who_said_what"].tp == 3
    assert report.scores["all_right"].tp == 2


def test_a_link_is_right_where_both_ends_are_paired_and_linked_alike():
    document = gold()
    document["statements"][1]["parent"] = "s1"
    document["statements"][2]["via"] = "s4"

    def link(statements):
        for s, id_ in zip(statements, "abcd", strict=True):
            s["id"] = id_
        statements[1]["parent"] = "a"
        statements[2]["via"] = "b"
        statements[3]["parent"] = "nowhere"

    report = count([document], predicted(link))
    assert report.scores["nested"] == Figure(1, 1, 1)
    assert report.scores["via"] == Figure(0, 1, 1)


def test_recall_by_the_gold_statements_quotation_type():
    document = gold()
    document["statements"][0]["quotation"] = "direct"
    document["statements"][1]["quotation"] = "direct"

    def spoil(statements):
        statements[0]["content"] = spans("إن الجسر القديم سيغلق")
        statements.pop(1)

    report = count([document], predicted(spoil))
    assert report.quotations == {"direct": Found(2, 1, 0), "indirect": Found(2, 2, 2)}
    assert (report.quotations["direct"].statement, report.quotations["direct"].content) == (0.5, 0.0)


def test_breakdown_by_a_field_adds_up_and_has_a_group_for_documents_without_it():
    documents = [gold(), gold(id="second", outlet=None), gold(id="third")]
    report = count(documents, predicted())
    groups = report.by("outlet")
    assert list(groups) == ["(none)", "صدى البلدة"]
    assert groups["صدى البلدة"].scores["statement"] == Figure(4, 4, 8)
    assert groups["(none)"].scores["statement"] == Figure(0, 0, 4)
    assert report.scores["statement"] == Figure(4, 4, 12)


def test_text_and_json_show_the_same_report():
    report = scored(lambda statements: statements.pop())
    lines = render_text(report, by=["outlet"], misses=5)
    assert lines[0] == "1 documents, 4 statements"
    assert any(line.split() == ["statement", "1.000", "0.750", "0.857", "4", "3"] for line in lines)
    assert any(line.split() == ["act", "1.000", "3"] for line in lines)
    assert any(line.endswith("0.857  صدى البلدة") for line in lines)
    assert lines[-1] == "bridge | s4 | missed | بحسب … فإن الضجيج لا يطاق"
    assert not any("channel" in line or "calibration" in line for line in lines)
    decoded = json.loads(render_json(report, by=["outlet"]))
    assert decoded == to_json(report, by=["outlet"])
    assert decoded["figures"]["statement"] == {"p": 1.0, "r": 0.75, "f1": report.scores["statement"].f1, "gold": 4, "pred": 3}
    assert decoded["by"]["outlet"]["صدى البلدة"]["figures"] == decoded["figures"]
    assert decoded["quotation"] == {"indirect": {"gold": 4, "statement_recall": 0.75, "content_recall": 0.75}}
    assert decoded["calibration"] is None


def malformed(change):
    document = gold()
    change(document)
    return [document]


@pytest.mark.parametrize(
    ("golds", "message"),
    [
        ([], "there is no document"),
        (malformed(lambda d: d.pop("id")), "gold document 1 has no id"),
        (malformed(lambda d: d.pop("text")), "'bridge' has no text"),
        (malformed(lambda d: d.pop("statements")), "'bridge' has no statements"),
        (malformed(lambda d: d.update(statements={})), "statements is no list"),
        (malformed(lambda d: d["statements"].append(3)), "statement 5 is not an object"),
        (malformed(lambda d: d["statements"][1].pop("id")), "statement 2 has no id"),
        (malformed(lambda d: d["statements"][1].update(id="s1")), "two statements 's1'"),
        (malformed(lambda d: d["statements"][1].update(speaker=7)), "'s2': speaker is no string"),
        (malformed(lambda d: d["statements"][1].update(cue=[[0, 999]])), r"'s2': cue: \[0, 999\] is outside the text"),
        (malformed(lambda d: d["statements"][1].update(cue=[[-2, 4]])), "outside the text"),
        (malformed(lambda d: d["statements"][1].update(cue=[[4, 2]])), "outside the text"),
        (malformed(lambda d: d["statements"][1].update(cue=[4, 6])), r"4 is no \[start, end\]"),
        (malformed(lambda d: d["statements"][1].update(cue="قالت")), "cue is no list of spans"),
        (malformed(lambda d: d["entities"].append({"kind": "state"})), "entity 2 has no name"),
        (malformed(unchanged) * 2, "two gold documents 'bridge'"),
        (["قالت"], "gold document 1 is not an object"),
    ],
)
def test_what_is_wrong_about_a_gold_document_is_named(golds, message):
    with pytest.raises(GoldError, match=message):
        count(golds, [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s[0].pop("id"), "statement 1 has no id"),
        (lambda s: s[0].update(content=[[0, 10**6]]), "predicted document 'bridge', statement 's1': content"),
        (lambda s: s[0].update(confidence=1.5), "confidence 1.5 is no number from 0 to 1"),
        (lambda s: s[0].update(confidence=float("nan")), "confidence nan"),
        (lambda s: s[0].update(confidence="high"), "confidence 'high'"),
    ],
)
def test_what_is_wrong_about_a_prediction_is_named(change, message):
    with pytest.raises(GoldError, match=message):
        scored(change)


def test_two_predictions_for_a_document_are_an_error():
    with pytest.raises(GoldError, match="two predicted documents 'bridge'"):
        count([gold()], predicted() * 2)


def test_a_file_is_read_line_by_line(tmp_path):
    path = tmp_path / "gold.jsonl"
    # U+2028 may stand in a JSON string and ends no line of the file
    document = gold(title="عنوان\u2028ثان")
    path.write_text("\ufeff" + json.dumps(document, ensure_ascii=False) + "\r\n\n" + '{"id": "b"}\n', encoding="utf-8")
    assert read_documents(path) == [document, {"id": "b"}]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": "a"}\n[1]\n', "line 2: not a JSON object"),
        (b'{"id": "a"}\n\n{"id"\n', "line 3: no JSON"),
        (b'{"id": "\xe1"}', "UTF-8"),
    ],
)
def test_a_line_that_is_no_object_is_named(tmp_path, content, message):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(GoldError, match=message) as caught:
        read_documents(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileMissing, match=r"nothing\.jsonl"):
        read_documents(tmp_path / "nothing.jsonl")


def perturbed(documents, seed):
    """A copy of gold with statements and documents dropped, doubled and reordered, and every field now and then wrong."""
    rng = random.Random(seed)
    out = []
    for document in documents:
        if rng.random() < 0.05:
            continue
        length, statements = len(document["text"]), []
        for original in document["statements"]:
            if rng.random() < 0.15:
                continue
            s = deepcopy(original)
            for role in ("source", "cue", "content", "addressee", "channel", "occasion"):
                for span in s.get(role, []):
                    if rng.random() < 0.25:
                        a, b = (rng.randint(-12, 12) for _ in "ab")
                        span[0] = min(max(0, span[0] + a), length)
                        span[1] = min(max(span[0], span[1] + b), length)
                if s.get(role) and rng.random() < 0.05:
                    s[role].pop()
            for field in ("speaker", "act", "quotation", "speaker_kind", "time", "parent", "via"):
                if rng.random() < 0.15:
                    other = rng.choice(document["statements"]).get(field)
                    s[field] = None if other is None else other
            entities = [e for e in document["entities"] if e["name"] == s["speaker"]]
            if entities and rng.random() < 0.3:
                s["speaker"] = rng.choice([*entities[0].get("aliases_in_text", []), entities[0].get("name_en") or ""])
            statements.append(s)
            if rng.random() < 0.05:
                statements.append({**deepcopy(s), "id": s["id"] + "-again"})
        rng.shuffle(statements)
        out.append({"id": document["id"], "statements": statements})
    return out


def without_entities(figures):
    """What the reference scorer has, too."""
    return {name: figure for name, figure in figures.items() if name not in ("entity", "alias")}


@pytest.mark.skipif(not (SHARED / "score" / "score.py").exists(), reason="../shared, with the reference scorer, is absent")
@pytest.mark.parametrize("name", ["seed", "dev", "english"])
def test_every_figure_is_the_reference_scorers(name):
    reference = runpy.run_path(str(SHARED / "score" / "score.py"))
    documents = read_documents(SHARED / "gold" / f"{name}.gold.jsonl")
    for seed in range(3):
        predictions = perturbed(documents, seed)
        by_id = {p["id"]: p for p in predictions}
        report = count(documents, predictions)
        counts, misses = reference["count"](documents, by_id)
        expected, actual = reference["figures"](counts), without_entities(report.figures())
        assert list(actual) == list(expected)
        for figure in expected:
            assert actual[figure] == expected[figure], figure
        assert list(report.misses) == misses
        assert name == "seed" or 0.3 < actual["who_said_what"]["f1"] < actual["statement"]["f1"] < 0.95
        for outlet, group in report.by("outlet").items():
            some = [d for d in documents if d["outlet"] == outlet]
            assert without_entities(group.figures()) == reference["figures"](reference["count"](some, by_id)[0]), outlet
