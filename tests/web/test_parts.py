import pytest

from qawl.web.parts import part_of, parts


@pytest.mark.parametrize("text", ["", "سطر\n" * 50, "كلمة " * 60, "ا" * 95, "سطر أول\n" + "ا" * 95 + "\n\n"])
def test_parts_make_up_the_text_and_end_with_lines_or_words(text):
    cut = parts(text, 30)
    assert "".join(p.of(text) for p in cut) == text and all(p.end - p.start <= 30 for p in cut)
    assert all(p.of(text)[-1] in "\n ا" for p in cut[:-1])
    for at in range(len(text)):
        part = cut[part_of(cut, at) - 1]
        assert part.start <= at < part.end
    assert part_of(cut, len(text) + 9) == len(cut)
