from qawl.export.marked import Open
from qawl.types import Span
from qawl.web.paragraphs import paragraphs

TEXT = "قال الوزير\n\nإنّ \u202eالأمر\u202c انتهى\rاليوم 😀 هنا\n"


def test_every_character_is_counted():
    for p in paragraphs(TEXT, [(Span(12, 20), "content", None), (Span(4, 16), "source", None)]):
        count = sum(len(what) if kind == "text" else 1 for kind, what in p.pieces if kind in ("text", "sign"))
        line = TEXT[p.start :].split("\n", maxsplit=1)[0]
        assert count == len(line)
        assert "".join(what for kind, what in p.pieces if kind == "text") == line.translate(
            {0x202E: None, 0x202C: None, 0xD: None}
        )


def test_what_would_reorder_the_text_is_a_sign():
    *_, last = paragraphs(TEXT, [])
    assert [what for kind, what in last.pieces if kind == "sign"] == ["⟨U+202E⟩", "⟨U+202C⟩", ""]


def test_of_a_part_characters_are_counted_from_the_texts_beginning():
    part = Span(TEXT.index("انتهى"), len(TEXT))
    (line,) = paragraphs(TEXT, [(Span(part.start, part.start + 5), "content", None)], part)
    assert line.start == part.start and [kind for kind, _ in line.pieces][:3] == ["open", "text", "close"]


def test_marks_are_opened_and_closed_in_their_lines():
    first, _ = paragraphs(TEXT, [(Span(4, 16), "source", None)])
    (opened,) = (what for kind, what in first.pieces if kind == "open")
    assert isinstance(opened, Open) and opened.first
    assert [kind for kind, _ in first.pieces].count("close") == 1
