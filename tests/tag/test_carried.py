from functools import partial

import pytest

from qawl.segment import segment
from qawl.tag import carried
from tagged import said

quoted = partial(said, quotation="direct")


def contents(text, *statements):
    return [[c.of(text) for c in s.content] for s in carried(text, list(statements), segment(text))]


@pytest.mark.parametrize(
    "text",
    [
        "He said: “We tried.\n“We failed.\n“It rained.”\nNobody came.",
        'He said: "We tried.\n"We failed.\n"It rained."\nNobody came.',
        'He said: "We tried.\nWe failed.\nIt rained."\nNobody came.',
    ],
)
def test_an_open_quotation_goes_on_until_it_is_closed(text):
    lines = [line.removeprefix("He said: ") for line in text.split("\n")[:3]]
    assert contents(text, quoted(text, "said", lines[0])) == [lines]
    alone = quoted(text, "", lines[1])
    assert contents(text, quoted(text, "said", lines[0]), alone) == [lines]


@pytest.mark.parametrize(
    "text", ['He said: "We tried.\nNobody came.', 'He said: "We tried.\nNobody came, "it" rained.\nSo be it."']
)
def test_an_open_quotation_that_is_not_closed_ends_with_its_paragraph(text):
    assert contents(text, quoted(text, "said", '"We tried.')) == [['"We tried.']]


@pytest.mark.parametrize(
    "more",
    [
        "«نحن متعبون»، هذا ما قالته المديرة.",
        "«النهار» صحيفة تصدر في بيروت.",
        "«نحن متعبون.»\nهكذا أجابت المديرة.",
    ],
)
def test_a_quotation_with_a_sentence_or_a_cue_of_its_own_goes_on_with_none(more):
    text = f"قال العامل: «عملنا طويلا.\n{more}"
    others = [quoted(text, cue, more[: more.index("»") + 1]) for cue in ("قالته", "أجابت") if cue in more]
    assert contents(text, quoted(text, "قال", "«عملنا طويلا."), *others)[0] == ["«عملنا طويلا."]
