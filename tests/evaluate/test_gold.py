import json

import pytest

from qawl.errors import FileMissing, GoldError
from qawl.evaluate import count, read_documents
from scoring import gold, predicted, scored, unchanged


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
