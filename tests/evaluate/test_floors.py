import pytest

from qawl.errors import FileMissing, UsageError
from qawl.evaluate import Shortfall, count, read_floors, shortfalls

TEXT = "أعلن الفريق فوزه بالكأس، وشكر المدرب جمهوره"


def span(part):
    return [[TEXT.index(part), TEXT.index(part) + len(part)]]


def statement(id_, cue, content, **fields):
    return {"id": id_, "cue": span(cue), "content": span(content), "act": "assert", **fields}


def report():
    """Two of two gold statements found, one act wrong, both with a confidence of 0.75 and right."""
    golds = [statement("a", "أعلن", "فوزه بالكأس"), statement("b", "شكر", "جمهوره", act="praise")]
    found = [statement("a", "أعلن", "فوزه بالكأس", confidence=0.75), statement("b", "شكر", "جمهوره", confidence=0.75)]
    return count([{"id": "cup", "text": TEXT, "statements": golds}], [{"id": "cup", "statements": found}])


def test_tables_are_read_by_name(tmp_path):
    path = tmp_path / "floors.toml"
    path.write_text(
        "# the release\n[dev]\nstatement = 0.88\ncalibration_error_max = 0.05\n[english]\nact = 1\n", encoding="utf-8"
    )
    assert read_floors(path) == {"dev": {"statement": 0.88, "calibration_error_max": 0.05}, "english": {"act": 1.0}}


def test_what_meets_its_floor_is_not_reported():
    floors = {"statement": 1.0, "content": 0.9, "act": 0.5, "calibration_error_max": 0.25, "brier_max": 0.0625}
    assert shortfalls(report(), floors) == ()


def test_what_falls_short_is_reported_in_the_tables_order():
    found = shortfalls(report(), {"act": 0.51, "statement": 0.9, "calibration_error_max": 0.2})
    assert found == (Shortfall("act", 0.5, 0.51), Shortfall("calibration_error", 0.25, 0.2, ceiling=True))
    assert [str(f) for f in found] == ["act: 0.5 is under the floor 0.51", "calibration_error: 0.25 is over the ceiling 0.2"]


@pytest.mark.parametrize("key", ["time", "via", "canonical"])
def test_a_floor_under_something_that_the_gold_lacks_is_not_met(key):
    (found,) = shortfalls(report(), {key: 0.1})
    assert found.value is None
    assert str(found) == f"{key}: nothing to measure it by (floor 0.1)"


def test_a_ceiling_without_confidences_is_not_met():
    golds = [{"id": "cup", "text": TEXT, "statements": [statement("a", "أعلن", "فوزه بالكأس")]}]
    assert shortfalls(count(golds, []), {"brier_max": 0.9}) == (Shortfall("brier", None, 0.9, ceiling=True),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("statement = 0.9", "stands in no table"),
        ("[dev]\nstatment = 0.9", r"\[dev\]: statment is no figure"),
        ("[dev]\nbrier = 0.1", "brier_max is"),
        ("[dev]\nact_max = 0.1", "act_max is no figure"),
        ("[dev]\nact = 88", "act = 88 is no number from 0 to 1"),
        ("[dev]\nact = nan", "act = nan"),
        ("[dev]\nact = true", "act = True"),
        ("[dev", "no TOML"),
    ],
)
def test_a_file_of_other_things_is_refused(tmp_path, content, message):
    path = tmp_path / "floors.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_floors(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileMissing, match=r"floors\.toml"):
        read_floors(tmp_path / "floors.toml")
    with pytest.raises(UsageError, match="floors: fame"):
        shortfalls(report(), {"fame": 0.5})
