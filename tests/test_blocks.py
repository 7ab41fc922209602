from hypothesis import given

from conftest import texts
from qawl.blocks import blocks


@given(texts(300))
def test_blocks_together_are_the_text(text):
    found = list(blocks(text, 20))
    assert "".join(text[a:b] for a, b in found) == text
    assert all(0 < b - a <= 20 for a, b in found)


def test_blocks_end_with_paragraphs_where_they_can():
    text = "سطر أول.\nسطر ثان طويل.\nسطر ثالث"
    assert [text[a:b] for a, b in blocks(text, 25)] == ["سطر أول.\nسطر ثان طويل.\n", "سطر ثالث"]
