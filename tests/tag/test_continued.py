from functools import partial

import pytest

from qawl.segment import segment
from qawl.tag import continued
from tagged import said

quoted = partial(said, quotation="direct")


def contents(text, *statements):
    return [[c.of(text) for c in s.content] for s in continued(text, list(statements), segment(text))]


@pytest.mark.parametrize("tagged", ["“We tried,”", "“It rained.”"])
@pytest.mark.parametrize("between", ["he said.", "he said of the “Plan B.”", "he said on Monday, a day after the vote."])
def test_a_quotation_goes_on_after_its_cue(tagged, between):
    text = f"“We tried,” {between} “It rained.”"
    assert contents(text, quoted(text, "said", tagged, source="he")) == [["“We tried,”", "“It rained.”"]]


@pytest.mark.parametrize(
    "text",
    [
        "“We tried,” he said. The rain went on. “It rained.”",
        "“We tried,” he said of “rain” alone.",
        "“We tried,” he said.\n“It rained,” she added.",
        "“We tried,” he said.\nNobody came.\n“It rained.”",
    ],
)
def test_other_quotations_are_left_alone(text):
    assert contents(text, quoted(text, "said", "“We tried,”")) == [["“We tried,”"]]


def test_a_quotation_goes_on_in_the_next_paragraph_that_it_fills():
    text = "“We tried,” he said.\n“It rained.”\nNobody came."
    assert contents(text, quoted(text, "said", "“We tried,”")) == [["“We tried,”", "“It rained.”"]]


def test_what_another_says_is_not_taken_and_not_kept():
    text = "“We tried,” he said. “It rained,” she added."
    first, second = quoted(text, "said", "“We tried,”", "“It rained,”"), quoted(text, "added", "“It rained,”")
    assert contents(text, first, second) == [["“We tried,”"], ["“It rained,”"]]


def test_the_rest_is_no_statement_of_its_own():
    text = "“We tried,” he said. “It rained.”"
    assert contents(text, quoted(text, "said", "“We tried,”"), quoted(text, "", "“It rained.”")) == [
        ["“We tried,”", "“It rained.”"]
    ]


def test_a_relay_keeps_what_it_passes_on():
    text = "“We tried,” according to a clerk, the mayor said."
    relay, relayed = quoted(text, "according to", "“We tried,”", "the mayor said"), quoted(text, "said", "“We tried,”")
    assert contents(text, relay, relayed)[0] == ["“We tried,”", "the mayor said"]
