import json
from pathlib import Path

import qawl.web
from qawl.store import open_store
from qawl.web.sample import sample_store

ROOT = Path(__file__).parent.parent.parent


def test_the_sample_is_read_once(tmp_path, pipeline):
    calls = []

    def make():
        calls.append(1)
        return pipeline

    path = sample_store(tmp_path / "cache", make)
    with open_store(path, read_only=True) as store:
        documents = store.latest(100)
    assert len(documents) == 8 and all(d.title and d.outlet and d.published and d.statements > 5 for d in documents)
    assert sample_store(tmp_path / "cache", make) == path and len(calls) == 1


def test_the_examples_are_in_it():
    lines = (Path(qawl.web.__file__).parent / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {json.loads(line)["text"] for line in lines}
    assert {f.read_text(encoding="utf-8").strip() for f in (ROOT / "examples").glob("*.txt")} <= texts
