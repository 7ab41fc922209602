import numpy as np
import pytest
from hypothesis import given
from tokenizers import Tokenizer

from conftest import texts
from qawl.encode import cut, windows
from qawl.encode.pieces import FIRST, QUOTED, TITLE, normalise
from qawl.model import shipped
from qawl.segment import segment


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.from_file(str(shipped() / "tokenizer.json"))


def test_normalising_drops_marks_and_keeps_places():
    clean, at = normalise("أكّـد «نعم»")
    assert clean == 'أكد "نعم"'
    assert [at[0], at[2], at[4]] == [0, 4, 6]


def test_flags_tell_title_first_words_and_quotations(tokenizer):
    text = 'عنوان قصير\nقال "نعم" ثم صمت'
    pieces = cut(text, segment(text), tokenizer)
    flag = {text[a:b]: int(pieces.flags[f]) for (a, b), f in zip(pieces.word_spans, pieces.first, strict=True)}
    assert flag["عنوان"] == TITLE | FIRST
    assert flag["قصير"] == TITLE
    assert flag["قال"] == FIRST
    assert flag["نعم"] & QUOTED
    assert flag["صمت"] == 0


@given(texts())
def test_every_word_has_pieces_in_order(tokenizer, text):
    pieces = cut(text, segment(text), tokenizer)
    if len(pieces.ids):
        assert (pieces.first <= pieces.last).all()
        assert (np.diff(pieces.first) >= 0).all()
        assert pieces.last.max(initial=0) < len(pieces.ids)


@given(texts(400))
def test_windows_cover_all_words(tokenizer, text):
    pieces = cut(text, segment(text), tokenizer)
    found = windows(pieces, 24, 6)
    words = len(pieces.word_spans) if len(pieces.ids) else 0
    assert {k for a, b in found for k in range(a, b)} == set(range(words))
    assert all(a < b < d for (a, b), (_, d) in zip(found, found[1:], strict=False))


def test_windows_keep_to_their_size(tokenizer):
    text = " ".join(["المحادثات"] * 400)
    pieces = cut(text, segment(text), tokenizer)
    for a, b in windows(pieces, 60, 10):
        assert pieces.last[b - 1] - pieces.first[a] < 60
