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
        ("A harbour spokesman", False),
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


@pytest.mark.parametrize(
    ("words", "described"), [("A lawyer, Tim Alder", False), ("A lawyer", True), ("Officials, Tim Alder", True)]
)
def test_a_description_speaks_not_where_the_name_follows_it(entities, words, described):
    text = f"{words} said so."
    e = entities(text, *[("Tim Alder", "person")] * text.count("Tim Alder"), lang="en")
    at = Span(len(words) + 1, len(words) + 5)
    said = Statement(
        id="s", source=(Span(0, len(words)),), cue=(at,), content=(Span(at.end, len(text)),), quotation="indirect", act="assert"
    )
    assert fits(Cluster(None, "A lawyer", description=True), read(said, e), e) is described


@pytest.mark.parametrize(
    ("pronoun", "fitting"),
    [
        ("he", ["Tim Alder"]),
        ("she", ["Amy Rain"]),
        ("they", ["Harbour Office"]),
        ("it", ["Tim Alder", "Amy Rain", "Harbour Office"]),
    ],
)
def test_a_pronoun_means_whom_its_gender_and_number_allow(entities, pronoun, fitting):
    text = f"Tim Alder met Amy Rain of the Harbour Office, {pronoun} said."
    e = entities(text, ("Tim Alder", "person"), ("Amy Rain", "person"), ("Harbour Office", "organization"), lang="en")
    at = Span(text.index(pronoun, 40), text.index(" said"))
    said = Statement(
        id="s", source=(at,), cue=(Span(at.end + 1, at.end + 5),), content=(Span(0, 40),), quotation="indirect", act="assert"
    )
    assert [c.name for c in e.clusters if fits(c, read(said, e), e)] == fitting


@pytest.mark.parametrize(
    ("words", "described"), [("أحد أعضاء النقابة، هادي سعد", False), ("أحد أعضاء النقابة", True), ("مسؤولون، هادي سعد", True)]
)
def test_an_arabic_description_speaks_not_where_the_name_follows_it(entities, words, described):
    text = f"قال {words} ذلك"
    e = entities(text, *[("هادي سعد", "person")] * text.count("هادي سعد"))
    said = Statement(
        id="s", source=(Span(4, 4 + len(words)),), cue=(Span(0, 3),), content=(Span(len(text) - 3, len(text)),),
        quotation="indirect", act="assert",
    )  # fmt: skip
    assert fits(Cluster(None, "أحد أعضاء النقابة", description=True), read(said, e), e) is described


@pytest.mark.parametrize(("words", "fitting"), [("البيان", True), ("مصدر مقرب من الرئيس", False)])
def test_a_document_may_be_several_parties_one_source_not(entities, words, fitting):
    text = f"قال {words} ذلك"
    said = Statement(
        id="s", source=(Span(4, 4 + len(words)),), cue=(Span(0, 3),), content=(Span(len(text) - 3, len(text)),),
        quotation="indirect", act="assert",
    )  # fmt: skip
    e = entities(text)
    both = Cluster(None, members=(Cluster("state", "ليبيا"), Cluster("state", "تونس")))
    assert fits(both, read(said, e), e) is fitting
