import functools
import pickle

import pytest

from qawl.errors import GoldError
from qawl.evaluate import Attributor, given_statements
from qawl.types import Document, Record, Span

TEXT = "قالت سلمى إن الجسر سيغلق"
STATEMENT = {
    "id": "a",
    "source": [[5, 9]],
    "cue": [[0, 4]],
    "content": [[10, 24]],
    "quotation": "indirect",
    "act": "warn",
    "speaker": "سلمى الحداد",
    "speaker_kind": "person",
    "time": "2023-05-02",
    "parent": "b",
    "via": "b",
}


def given(**fields):
    return given_statements({"id": "bridge", "text": TEXT, "statements": [{**STATEMENT, **fields}]})


def test_what_extraction_finds_is_given_and_no_more():
    (s,) = given(occasion=[[0, 4]], channel=None)
    assert (s.id, s.source, s.cue, s.content, s.occasion) == ("a", (Span(5, 9),), (Span(0, 4),), (Span(10, 24),), (Span(0, 4),))
    assert (s.quotation, s.act, s.channel, s.addressee) == ("indirect", "warn", (), ())
    assert (s.speaker, s.speaker_kind, s.time, s.parent, s.via, s.confidence) == ("", None, None, None, None, None)


def test_gold_need_not_have_acts_and_quotation_types():
    (s,) = given(act=None, quotation=None)
    assert (s.act, s.quotation) == ("assert", "indirect")


def test_a_statement_without_content_is_not_given():
    assert given(content=[]) == ()


@pytest.mark.parametrize("fields", [{"act": "sing"}, {"quotation": "loud"}])
def test_an_act_that_is_none_is_named(fields):
    with pytest.raises(GoldError, match="gold document 'bridge', statement 'a': Invalid enum value"):
        given(**fields)


class Stub:
    def attribute(self, document, statements):
        return Record(id=document.id, text=document.text, lang="ar", version=1, model="stub", statements=tuple(statements))


def test_each_document_gets_its_own_statements_in_a_worker_too():
    statements = {"x": (), "bridge": given()}
    make = pickle.loads(pickle.dumps(functools.partial(Attributor, Stub, statements)))
    assert make()(Document(id="bridge", text=TEXT)).statements == given()
