import numpy as np
import pytest

from qawl.lang import language
from qawl.parties import Parties
from qawl.resolve import FEATURES, Ranker, Resolver
from qawl.types import Mention, Span, Statement


@pytest.fixture
def resolve():
    weights = np.zeros((len(FEATURES), 1), np.float32)
    weights[FEATURES.index("nearest_person")] = 1
    weights[FEATURES.index("named_in_source")] = 2
    return Resolver(Ranker([(weights, np.zeros(1, np.float32))]), Parties.shipped())


def said(text, statement_id, source, cue, content, parent=None):
    at = lambda s: (Span(text.index(s), text.index(s) + len(s)),)  # noqa: E731
    return Statement(
        id=statement_id, source=at(source), cue=at(cue), content=at(content), quotation="direct", act="assert", parent=parent
    )


def test_who_says_i_in_somebodys_words_is_that_one(resolve):
    text = "Tim Alder said: “Amy Rain came. I told her the truth.”"
    people = tuple(Mention(Span(text.index(p), text.index(p) + len(p)), "person") for p in ("Tim Alder", "Amy Rain"))
    outer = said(text, "s1", "Tim Alder", "said", "“Amy Rain came. I told her the truth.”")
    inner = said(text, "s2", "I", "told", "the truth", parent="s1")
    found, _ = resolve(text, (outer, inner), people, language("en"))
    assert [s.speaker for s in found] == ["Tim Alder", "Tim Alder"]


def test_an_editorials_we_is_its_outlet(resolve):
    text = "Amy Rain came. We believe the truth."
    people = (Mention(Span(0, 8), "person"),)
    (found,), _ = resolve(text, (said(text, "s1", "We", "believe", "the truth"),), people, language("en"), "reuters")
    assert found.speaker == "Reuters"


def test_who_spoke_is_known_inside_the_words_though_named_behind_them(resolve):
    text = "Amy Rain left. “I told her the truth,” Tim Alder replied."
    people = tuple(Mention(Span(text.index(p), text.index(p) + len(p)), "person") for p in ("Amy Rain", "Tim Alder"))
    inner = said(text, "s1", "I", "told", "the truth", parent="s2")
    outer = said(text, "s2", "Tim Alder", "replied", "“I told her the truth,”")
    found, _ = resolve(text, (inner, outer), people, language("en"))
    assert [(s.id, s.speaker) for s in found] == [("s1", "Tim Alder"), ("s2", "Tim Alder")]


def test_both_are_two_named_before(resolve):
    text = "Tim Alder met Amy Rain. Both leaders denied the truth."
    people = tuple(Mention(Span(text.index(p), text.index(p) + len(p)), "person") for p in ("Tim Alder", "Amy Rain"))
    (found,), _ = resolve(text, (said(text, "s1", "Both leaders", "denied", "the truth"),), people, language("en"))
    assert found.speaker == "Tim Alder + Amy Rain"
