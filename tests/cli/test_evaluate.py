import json
import sys

import msgspec
import pytest
from click.testing import CliRunner

import qawl
from qawl.cli import main
from qawl.errors import TooLarge
from qawl.export import to_json
from qawl.types import Entity, Record, Role, Time


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


class Stub:
    """Gives statements that it is given to one speaker, and finds none itself."""

    def __init__(self):
        self.given = {}

    def __call__(self, document):
        roles = (Role(person="سالم الراوي", role="وزير", of=""),)
        times = (Time(span=qawl.Span(0, 3), type="DATE", value="2023-05-02"),)
        return Record(
            id=document.id, text=document.text, lang="ar", version=1, model="stub", statements=(), roles=roles, times=times
        )

    def attribute(self, document, statements):
        self.given[document.id] = statements
        if document.id == "long":
            raise TooLarge("too long")
        made = tuple(msgspec.structs.replace(s, speaker="سالم الراوي") for s in statements)
        entities = (Entity(name="سالم الراوي", kind="person", aliases_in_text=("الوزير",)),)
        return Record(id=document.id, text=document.text, lang="ar", version=1, model="stub", statements=made, entities=entities)


@pytest.fixture
def stub(monkeypatch):
    """Stands in for the pipeline that the command loads."""
    made = Stub()
    monkeypatch.setattr(sys.modules["qawl.cli.evaluate"], "load", lambda *_, **__: made)
    return made


@pytest.fixture
def annotated(tmp_path):
    """A gold file, of a minister's two statements, with what is derived."""
    person = {"name": "سالم الراوي", "kind": "person", "aliases_in_text": ["الوزير", "الراوي"]}
    said = {"act": "assert", "quotation": "indirect", "speaker": "سالم الراوي", "speaker_kind": "person"}
    document = {
        "id": "one",
        "text": "قال الوزير إنه باق. وأضاف أنه سعيد.",
        "statements": [
            {"id": "a", "source": [[4, 10]], "cue": [[0, 3]], "content": [[11, 18]], **said},
            {"id": "b", "source": [], "cue": [[21, 25]], "content": [[26, 34]], "parent": "a", **said},
        ],
        "entities": [person],
        "roles": [{"person": "سالم الراوي", "role": "وزير", "of": ""}, {"person": "سالم الراوي", "role": "نائب", "of": ""}],
    }
    path = tmp_path / "annotated.jsonl"
    path.write_text(json.dumps(document) + "\n", encoding="utf-8")
    return path


def test_given_statements_are_attributed_and_not_extracted(stub, annotated):
    result = run(annotated, "--given", "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert [(s.id, s.speaker, s.parent) for s in stub.given["one"]] == [("a", "", None), ("b", "", None)]
    assert report["figures"]["who_said_what"]["f1"] == 1
    assert report["figures"]["nested"]["r"] == 0
    assert report["figures"]["alias"] == {"p": 1.0, "r": 0.5, "f1": 2 / 3, "gold": 2, "pred": 1}
    assert report["speakers"] == {"title": {"accuracy": 1.0, "of": 1}, "dropped": {"accuracy": 1.0, "of": 1}}


@pytest.mark.usefixtures("stub")
def test_a_document_that_fails_while_given_is_named(annotated):
    document = json.loads(annotated.read_text(encoding="utf-8"))
    annotated.write_text(json.dumps(document) + "\n" + json.dumps({**document, "id": "long"}), encoding="utf-8")
    result = run(annotated, "--given")
    assert result.exit_code == 1
    assert "too long" in result.stderr
    assert "2 documents, 4 statements" in result.stdout


@pytest.mark.usefixtures("stub")
def test_derived_figures_and_their_floors(annotated, tmp_path):
    result = run(annotated, "--derived", "--json")
    assert json.loads(result.stdout) == {
        "documents": 1,
        "figures": {"roles": {"p": 1.0, "r": 0.5, "f1": 2 / 3, "gold": 2, "pred": 1}},
    }
    floors = tmp_path / "floors.toml"
    floors.write_text("[dev]\nroles = 0.7\n", encoding="utf-8")
    result = run(annotated, "--derived", "--floors", floors)
    assert result.exit_code == 1
    assert "below the floor: roles" in result.stderr
    assert any(line.split()[:1] == ["roles"] for line in result.stdout.splitlines())


def test_derived_figures_of_a_file_of_predictions(annotated):
    result = run(annotated, annotated, "--derived", "--json")
    assert json.loads(result.stdout)["figures"]["roles"]["f1"] == 1


@pytest.mark.parametrize("options", [["--by", "outlet"], ["--errors", 3]])
def test_derived_figures_have_no_breakdown(annotated, options):
    assert run(annotated, annotated, "--derived", *options).exit_code == 2


def test_given_with_predictions_is_a_wrong_call(annotated):
    result = run(annotated, annotated, "--given")
    assert result.exit_code == 2
    assert "--given" in result.stderr
