import json

import pytest
from click.testing import CliRunner

import qawl
from qawl.cli import main
from qawl.export import to_json


def run(*args):
    return CliRunner().invoke(main, ["evaluate", *map(str, args)], catch_exceptions=False)


@pytest.fixture(scope="module")
def gold(tmp_path_factory, pipeline):
    """Gold that agrees with the model but for one statement that it does not find."""
    text = "قال الوزير سالم الراوي إنّ المحادثات مستمرة حتى الغد.\nوصل الوفد أمس."
    record = json.loads(to_json(pipeline(qawl.Document(id="one", text=text, outlet="a"))))
    extra = {
        "id": "x",
        "source": [],
        "cue": [[55, 58]],
        "content": [[59, 68]],
        "quotation": "indirect",
        "act": "assert",
        "speaker": "y",
    }
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    record["statements"].append(extra)
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_figures_of_the_model(gold):
    result = run(gold, "--json", "--by", "outlet")
    figures = json.loads(result.stdout)["figures"]
    assert result.exit_code == 0
    assert (figures["statement"]["p"], figures["statement"]["gold"]) == (1.0, 2)
    assert figures["content"]["r"] == 0.5


def test_figures_of_a_file_of_predictions(gold, tmp_path):
    pred = tmp_path / "pred.jsonl"
    pred.write_text(json.dumps({"id": "one", "statements": []}), encoding="utf-8")
    result = run(gold, pred, "--errors", 1)
    assert result.exit_code == 0
    assert "missed" in result.stdout


def test_below_a_floor(gold, tmp_path):
    floors = tmp_path / "floors.toml"
    floors.write_text("[dev]\nstatement = 0.9\n", encoding="utf-8")
    result = run(gold, "--floors", floors)
    assert result.exit_code == 1
    assert "below the floor: statement" in result.stderr
    floors.write_text("[dev]\nstatement = 0.6\n", encoding="utf-8")
    assert run(gold, "--floors", floors).exit_code == 0
    assert run(gold, "--floors", floors, "--set", "none").exit_code == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "gold"),
        ("[1]", "gold"),
        ('{"id": "a"}', "gold"),
        ('{"id": "a", "text": "x", "statements": [{"cue": [[0, 9]]}]}', "gold"),
    ],
)
def test_gold_that_is_none(tmp_path, content, code):
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    result = run(path)
    assert result.exit_code == 1
    assert f"qawl: {code}:" in result.stderr


def test_a_missing_gold_file(tmp_path):
    result = run(tmp_path / "none.jsonl")
    assert result.exit_code == 1
    assert "file-missing" in result.stderr


def test_no_document_matches(gold):
    assert run(gold, "--only", "zzz*").exit_code == 1
