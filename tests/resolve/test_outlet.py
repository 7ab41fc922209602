import numpy as np

from qawl.lang import language
from qawl.parties import Parties
from qawl.resolve import FEATURES, Ranker, Resolver
from qawl.types import Span, Statement


def test_a_post_without_byline_is_the_outlets_which_becomes_a_party():
    text = "عنوان\nهل يعود الوفد إلى الميناء؟ pic.twitter.com/abc"
    post = Statement(id="s1", source=(), cue=(), content=(Span(6, len(text)),), quotation="direct", act="ask")
    weights = np.zeros((len(FEATURES), 1), np.float32)
    weights[FEATURES.index("is_outlet")] = 1
    resolve = Resolver(Ranker([(weights, np.zeros(1, np.float32))]), Parties.shipped())
    (said,), entities = resolve(text, (post,), (), language("ar"), "almayadeen")
    assert (said.speaker, said.speaker_kind) == ("الميادين", "organization")
    assert [(e.name, e.key, e.mentions) for e in entities] == [("الميادين", "org:al-mayadeen", ())]
    (said,), entities = resolve(text, (post,), (), language("ar"))
    assert (said.speaker, entities) == ("", ())
