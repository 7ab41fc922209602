import random
import runpy
from copy import deepcopy
from pathlib import Path

import pytest

from qawl.evaluate import count, read_documents

SHARED = Path(__file__).parents[2].parent / "shared"


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
