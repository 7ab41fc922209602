from qawl.web.templating import direction_of, environment


def shown(template, **values):
    return environment("en").from_string(template).render(**values)


def test_strings_are_escaped_and_their_controls_shown():
    assert shown("{{ x }}", x="<i>\u202e\u200f\x00") == "&lt;i&gt;⟨U+202E⟩⟨U+200F⟩␀"


def test_in_texts_what_arabic_needs_is_obeyed():
    assert (
        shown("{{ x|text }}", x="<i>می\u200cخواهد\u200f\u202eabc\u2066\x1b") == "&lt;i&gt;می\u200cخواهد\u200f⟨U+202E⟩abc⟨U+2066⟩␛"
    )


def test_directions():
    assert [direction_of(code) for code in ("ar", "en", "he", "")] == ["rtl", "ltr", "auto", "auto"]
