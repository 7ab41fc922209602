import os

import pytest

import qawl
from qawl import Document
from qawl.errors import TooLarge
from qawl.parallel import attempt, run
from qawl.read import Failure


def fragile(document):
    """Stands in for a pipeline: some documents kill its process, some raise."""
    if document.text == "kill":
        os._exit(3)
    if document.text == "large":
        raise TooLarge("too large")
    if document.text == "bug":
        raise ZeroDivisionError("oops")
    return document.id


def make():
    return fragile


def outcomes(texts, workers):
    documents = [Document(id=str(n), text=t) for n, t in enumerate(texts)]
    return [o.error.code if isinstance(o, Failure) else o for _, o in run(make, documents, workers)]


@pytest.mark.parametrize("workers", [1, 2])
def test_one_document_that_fails_stops_no_other(workers):
    assert outcomes(["", "large", "", "bug", ""], workers) == ["0", "too-large", "2", "internal", "4"]


def test_a_worker_that_dies_loses_only_its_document():
    texts = [""] * 30
    texts[3] = texts[20] = "kill"
    want = [str(n) for n in range(30)]
    want[3] = want[20] = "internal"
    assert outcomes(texts, 2) == want


def test_failures_of_reading_pass_through():
    failure = Failure("x", TooLarge("too large"))
    assert attempt(fragile, failure) is failure


def test_a_wrong_option_is_an_error_at_once():
    with pytest.raises(qawl.QawlError):
        run(lambda: qawl.load(lang="xx"), [], 2)
