import pytest

from qawl.resolve.cluster import Cluster
from qawl.resolve.fit import fits
from qawl.resolve.sources import read
from qawl.types import Span, Statement


@pytest.mark.parametrize(
    ("words", "fitting"),
    [
        ("The woman", False),
        ("The man", True),
        ("The lawmakers", False),
        ("The lawsuit", False),
        ("The official", True),
        ("Sanders", True),
        ("An official", False),
        ("Tim Alder’s aide", False),
    ],
)
def test_a_man_speaks_for_no_woman_no_group_and_no_document(entities, words, fitting):
    text = f"Tim Alder left. {words} said so."
    e = entities(text, *[("Tim Alder", "person")] * text.count("Tim Alder"), lang="en")
    at = text.index(words)
    said = Statement(
        id="s",
        source=(Span(at, at + len(words)),),
        cue=(Span(text.index("said"), text.index("said") + 4),),
        content=(Span(0, 1),),
        quotation="indirect",
        act="assert",
    )
    source = read(said, e)
    assert fits(e.clusters[0], source, e) is fitting
    assert fits(Cluster(None, words, description=True), source, e)
