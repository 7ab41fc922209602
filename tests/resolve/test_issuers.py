import msgspec
import pytest

from qawl.resolve.history import History
from qawl.resolve.issuers import LATEST, issuer
from qawl.resolve.sources import read
from qawl.types import Span, Statement


def said(text, source, cue, channel=""):
    at = lambda s: (Span(text.rindex(s), text.rindex(s) + len(s)),) if s else ()  # noqa: E731
    return Statement(
        id=cue, source=at(source), cue=at(cue), content=(Span(0, 1),), channel=at(channel), quotation="indirect", act="assert"
    )


@pytest.mark.parametrize(
    ("before", "whose"),
    [
        ("A new report by the Harbour Office came out.", "Harbour Office"),
        ("A Harbour Office report came out.", "Harbour Office"),
        ("Amy Rain’s second report came out.", "Amy Rain"),
        ("A report was sent from the office’s director, Amy Rain.", "Amy Rain"),
        (f"{'İ' * 70} said so. A report by the Harbour Office came out.", "Harbour Office"),  # letters that are two in lower case
        ("Amy Rain met reporters.", None),
        ("A report about Amy Rain came out.", None),
    ],
)
def test_a_document_speaks_for_its_issuer(entities, before, whose):
    text = f"{before} The report said so."
    named = [(n, k) for n, k in (("Harbour Office", "organization"), ("Amy Rain", "person")) if n in text]
    e = entities(text, *named, lang="en")
    source = read(said(text, "The report", "said"), e)
    found = issuer(source, source.span.start, e, History())
    assert (found.name if found else None) == whose


def test_an_issuer_may_end_the_text(entities):
    text = "The report said so. Read the report by the Harbour Office"
    e = entities(text, ("Harbour Office", "organization"), lang="en")
    source = read(said(text, "The report", "said"), e)
    assert issuer(source, source.span.start, e, History()) is e.clusters[0]


def test_a_document_speaks_for_whom_it_was_a_channel_of(entities):
    text = "Amy Rain denied it in a statement. The statement added more."
    e, history = entities(text, ("Amy Rain", "person"), lang="en"), History()
    first = said(text, "Amy Rain", "denied", "in a statement")
    history.add(first, read(first, e), e.clusters[0])
    source = read(said(text, "The statement", "added"), e)
    assert issuer(source, source.span.start, e, history) is e.clusters[0]
    for k in range(LATEST):  # in a long text another statement is meant
        other = said(text, "Amy Rain", "denied")
        history.add(msgspec.structs.replace(other, id=f"{k}"), read(other, e), None)
    assert issuer(source, source.span.start, e, history) is None
