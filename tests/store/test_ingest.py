import json
import random
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from qawl.errors import TooLarge
from qawl.read import Failure
from qawl.store import Tally, add, open_store, update
from qawl.types import RECORD_VERSION, Document, Entity, Record, Span, Statement

TABLES = ("documents", "revisions", "copies", "statements", "spans", "entities", "aliases", "mentions", "voices", "bands")
# adds 40 documents to the store named, and says when each is written
CHILD = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_ingest import documents, make
from qawl.store import add, open_store
with open_store(sys.argv[1]) as store:
    for document, outcome in add(store, make, documents(40)):
        print(document.id, flush=True)
"""


class Stub:
    """Stands in for a pipeline: one statement a document; `long` fails."""

    model_name = "stub"

    def __call__(self, document):
        if document.id == "long":
            raise TooLarge("too long")
        at = document.text.index("الوزير")
        end = len(document.text)
        said = Statement("s1", (Span(at, at + 6),), (Span(0, 3),), (Span(at + 7, end),), "indirect", "assert", "الوزير", "person")
        who = Entity("الوزير", "person", mentions=(Span(at, at + 6),))
        return Record(
            id=document.id,
            text=document.text,
            lang="ar",
            published=document.published,
            url=document.url,
            version=RECORD_VERSION,
            model=self.model_name,
            statements=(said,),
            entities=(who,),
        )


def make():
    return Stub()


def documents(count):
    for n in range(count):
        words = " ".join(f"كلمة{k}" for k in range(n % 7, n % 7 + 30))
        yield Document(id=str(n), text=f"قال الوزير {n} إن الجولة انتهت {words}", url=f"https://example.org/{n % 30}")


def exported(path):
    """All that a store holds, without row numbers and times, sorted."""
    with open_store(path, create=False) as store:
        named = {k: json.loads(msgspec.json.encode(store.record(k))) for k in store.listed()}
        links = {k: (store.versions(k), store.copies(k)) for k in named}
        counts = {t: store._rows(f"SELECT count(*) FROM {t}") for t in TABLES}
        fts = [store._rows(f"SELECT count(*) FROM {t} WHERE {t} MATCH 'الجوله'") for t in ("statement_words", "document_words")]
        assert store._rows("PRAGMA integrity_check") == [("ok",)]
    return json.dumps([sorted(named.items()), sorted(links.items()), counts, fts], ensure_ascii=False)


def test_broken_off_at_any_time_it_goes_on_from_there(tmp_path):
    chance = random.Random(4)
    broken, whole = tmp_path / "broken.db", tmp_path / "whole.db"
    command = [sys.executable, "-c", CHILD]
    for _ in range(5):
        with subprocess.Popen([*command, str(broken)], stdout=subprocess.PIPE) as child:
            for _ in range(chance.randrange(1, 9)):
                child.stdout.readline()
            time.sleep(chance.random() / 50)
            child.kill()
    subprocess.run([*command, str(broken)], stdout=subprocess.DEVNULL, check=True)
    subprocess.run([*command, str(whole)], stdout=subprocess.DEVNULL, check=True)
    assert exported(broken) == exported(whole)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_second_run_adds_nothing(tmp_path, workers):
    with open_store(tmp_path / "qawl.db") as store:
        for count, want in ((9, (9, 0)), (12, (3, 9))):
            tally = Tally()
            assert len(list(add(store, make, documents(count), workers, tally))) == want[0]
            assert (tally.added, tally.known) == want


def test_a_document_that_fails_stops_no_other(tmp_path):
    given = [
        Document(id="long", text="نص"),
        Document(id="none", text=" ،\n"),
        Failure("page", TooLarge("too large")),
        *documents(2),
    ]
    with open_store(tmp_path / "qawl.db") as store:
        assert [isinstance(o, Failure) for _, o in add(store, make, given)] == [True, True, True, False, False]
        assert [(f.source, f.error) for f in store.failed()] == [
            ("long", "too-large"),
            ("none", "no-article"),
            ("page", "too-large"),
        ]


def test_only_what_another_model_made_is_extracted_anew(tmp_path, monkeypatch):
    with open_store(tmp_path / "qawl.db") as store:
        list(add(store, make, documents(3)))
        assert list(update(store, make)) == []
        monkeypatch.setattr(Stub, "model_name", "next")
        assert len(list(update(store, make))) == 3
        assert {store.record(k).model for k in store.listed()} == {"next"}
        assert list(update(store, make)) == []
        assert len(list(update(store, make, everything=True))) == 3
