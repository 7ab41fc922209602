import msgspec

from qawl.lang.page import page_words
from qawl.types import Span
from qawl.web.reading import article
from samples import nahrain, river


def test_the_headline_stands_once():
    page = article(nahrain(), page_words("ar"))
    assert "".join(x for kind, x in page.heading if kind == "text") == page.title == nahrain().text.split("\n")[0]
    assert len(page.paragraphs) == len(nahrain().text.strip().split("\n")) - 1
    titled = article(msgspec.structs.replace(nahrain(), title="عنوان آخر"), page_words("ar"))
    assert titled.heading == [("text", "عنوان آخر")] and len(titled.paragraphs) == len(page.paragraphs) + 1


def test_an_empty_text_is_a_page():
    made = msgspec.structs.replace(river(), text="", statements=(), entities=(), roles=(), meetings=(), positions=(), disputes=())
    page = article(made, page_words("en"))
    assert page.paragraphs == [] and page.cards == [] and page.title == "river"


def test_what_is_said_through_others_has_its_chain():
    card = article(nahrain(), page_words("en")).cards[8]
    assert [(link.how, link.speaker, link.number) for link in card.chain] == [("via", "المرفأ", 8)]


def test_permalinks_only_of_what_is_kept():
    words = page_words("en")
    assert {c.url for c in article(nahrain(), words).cards} == {None}
    assert article(nahrain(), words, "dkey").cards[0].url == "/d/dkey/a1"


def test_characters_are_pointed_at():
    page = article(nahrain(), page_words("ar"), "dkey", Span(0, 4))
    assert page.heading[0][1].mark.classes == ["here"]
