import json

from qawl.evaluate import Figure, count, render_json, render_text, to_json
from scoring import gold, predicted, scored


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
