import json
from types import SimpleNamespace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings

import qawl
from conftest import texts
from qawl import Document
from qawl import pipeline as module
from qawl.blocks import blocks
from qawl.errors import BadDate, TooLarge, UsageError
from qawl.export import to_json
from qawl.pipeline import spans_of
from qawl.types import Mention, Record, Span


@given(texts())
@settings(max_examples=60)
def test_every_span_of_every_output_lies_in_the_text(pipeline, text):
    record = pipeline(Document(id="x", text=text))
    assert record.text == text
    for span in spans_of(record):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
    again = msgspec.json.decode(to_json(record), type=Record)
    assert again == record


def test_the_shipped_article(pipeline, article):
    record = pipeline(Document(id="x", text=article))
    by_cue = {c.of(article): s for s in record.statements for c in s.cue}
    denial = by_cue["نفى"]
    assert denial.act == "deny"
    assert denial.content[0].of(article) == "أن تكون بلاده قد نشرت قوات إضافية قرب السدّ"
    assert "سالم الراوي" in denial.source[0].of(article)
    assert by_cue["متهماً"].act == "accuse"
    assert by_cue["طالبت"].act == "demand"
    assert all(0 <= (s.confidence or 0) <= 1 for s in record.statements)


def test_ids_are_stable_and_distinct(pipeline, article):
    one, two = (pipeline(Document(id=name, text=article)) for name in ("a", "b"))
    assert [s.id for s in one.statements] == [s.id for s in two.statements]
    assert len({s.id for s in one.statements}) == len(one.statements)
    changed = pipeline(Document(id="a", text=article + " "))
    assert {s.id for s in one.statements}.isdisjoint(s.id for s in changed.statements)


def test_links_lead_to_statements_of_the_document(pipeline, article):
    record = pipeline(Document(id="x", text=article))
    ids = {s.id for s in record.statements}
    links = [link for s in record.statements for link in (s.parent, s.via) if link]
    assert links
    assert set(links) <= ids


def test_a_text_in_blocks_gives_what_its_parts_give(pipeline, monkeypatch):
    part = "قال الوزير سالم الراوي إنّ المحادثات مستمرة حتى الغد.\n"
    monkeypatch.setattr(module, "blocks", lambda text: blocks(text, 5 * len(part)))
    record = pipeline(Document(id="x", text=part * 30))
    found = [s.content[0].of(record.text) for s in record.statements]
    assert found == ["إنّ المحادثات مستمرة حتى الغد"] * 30


def test_one_line_of_two_blocks(pipeline):
    text = "قال الوزير إن الأمر انتهى وأضاف أن السفر قريب " * 1000
    record = pipeline(Document(id="x", text=text))
    assert record.statements[-1].content[0].start > 40_000


class Silent:
    """A model that finds no statement, but a name in every 60th word, so that all the rest can be tried on large texts."""

    def __init__(self, model):
        self.description, self.name, self.ranker = model.description, "silent", model.ranker
        self.stance = self.opposition = None
        self._hidden = 4

    def encode(self, _, segments, *__, **___):
        words = np.array(segments.words, np.int64).reshape(-1, 2)
        return SimpleNamespace(vectors=np.zeros((len(words), self._hidden), np.float32), pieces=SimpleNamespace(word_spans=words))

    def mentions(self, _, __, words):
        kinds = ("person", "title", "organization", "state")
        return tuple(Mention(Span(int(a), int(b)), kinds[k % 4]) for k, (a, b) in enumerate(words[::60]))

    def cues(self, _):
        return []

    def roles(self, *_):
        return []


@pytest.mark.parametrize(
    "part",
    ["قال الوزير إن الأمر انتهى. ", ".", '"a ', "«", "- x (@a) ", "و", "\u200f", "ا\n", "قال\n— A (@a) May 1\n", "a" * 300],
)
def test_five_megabytes_of_anything(pipeline, part):
    size = 1_000_000 if "@" in part else 5_000_000  # every post is a statement, and each of those has its speaker sought
    text = part * (size // len(part.encode()))
    silent = qawl.Pipeline(Silent(pipeline._model))
    record = silent(Document(id="x", text=text, lang="ar"))
    assert record.text == text


def test_a_word_longer_than_the_encoder(pipeline):
    record = pipeline(Document(id="x", text="ا" * 5000 + " قال الوزير إن الأمر انتهى"))
    assert all(s.end <= len(record.text) for s in spans_of(record))


def test_too_large(pipeline, monkeypatch):
    monkeypatch.setattr(module, "MAX_CHARS", 10)
    with pytest.raises(TooLarge):
        pipeline(Document(id="x", text="قال الوزير كذا"))


def test_lone_surrogates_do_not_break_the_output(pipeline):
    record = pipeline(Document(id="x", text="قال \ud800 الوزير"))
    assert record.text == "قال \ufffd الوزير"
    assert json.loads(to_json(record))["warnings"]


def test_the_posts_of_an_article_are_statements_of_their_owners(pipeline):
    text = "عنوان\nوصل الوفد أمس.\nWe are ready.\n— Salem Rawi (@srawi) May 12, 2026\nثم عاد الوفد."
    record = pipeline(Document(id="x", text=text, lang="ar"))
    (post,) = [s for s in record.statements if s.source and s.source[0].of(text) == "Salem Rawi"]
    assert (post.cue, post.quotation, post.content[0].of(text)) == ((), "direct", "We are ready.")


def test_wrong_settings():
    with pytest.raises(UsageError):
        qawl.load(lang="xx")
    with pytest.raises(UsageError):
        qawl.load(convention="xx")
    with pytest.raises(BadDate):
        qawl.extract("نص", published="yesterday")


def test_stream_goes_document_by_document(pipeline):
    documents = iter([Document(id="a", text="نص"), Document(id="b", text="نص")])
    stream = pipeline.stream(documents)
    assert next(stream).id == "a"
    assert next(documents).id == "b"
