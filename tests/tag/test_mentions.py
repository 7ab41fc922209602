import numpy as np

from qawl.tag.mentions import Bies, MentionTagger
from qawl.types import Mention, Span

NAMES = ("O", *(f"{p}-{k}" for k in ("person", "organization", "state") for p in "BIES"))
TITLES = ("O", "B", "I", "E", "S")


def scores(tags, names):
    out = np.zeros((len(names), len(tags)), np.float32)
    out[np.arange(len(names)), [tags.index(n) for n in names]] = 1
    return out


def test_runs_of_tags():
    found = Bies(NAMES).runs(scores(NAMES, ["B-person", "E-person", "S-state", "O", "S-person"]))
    assert list(found) == [(0, 2, "person"), (2, 3, "state"), (4, 5, "person")]
    assert list(Bies(TITLES).runs(scores(TITLES, ["B", "E", "O", "S"]))) == [(0, 2, "title"), (3, 4, "title")]


def test_tags_that_do_not_fit_are_made_to():
    found = scores(NAMES, ["B-person", "E-state", "O", "I-state"])
    found[1, NAMES.index("E-person")] = 0.9
    found[3, NAMES.index("S-state")] = 0.5
    assert list(Bies(NAMES).runs(found)) == [(0, 2, "person"), (3, 4, "state")]


class Says:
    def __init__(self, names, titles, prefixed):
        n = len(names)
        logits = np.zeros((n, len(NAMES) + len(TITLES) + 1), np.float32)
        logits[np.arange(n), [NAMES.index(t) for t in names]] = 1
        logits[np.arange(n), [len(NAMES) + TITLES.index(t) for t in titles]] = 1
        logits[:, -1] = [1 if p else -1 for p in prefixed]
        self.logits = logits

    def run(self, _):
        return [self.logits]


def test_spans_without_prefixed_letters_and_stops():
    text = "لروسيا، وزير سالم."
    words = np.array([(0, 6), (6, 7), (8, 12), (13, 17), (17, 18)])
    session = Says(["B-state", "E-state", "O", "B-person", "E-person"], ["O", "O", "S", "O", "O"], [1, 0, 0, 0, 0])
    found = MentionTagger(session, NAMES, TITLES)(text, np.zeros((5, 4), np.float32), words)
    assert found == (Mention(Span(1, 6), "state"), Mention(Span(8, 12), "title"), Mention(Span(13, 17), "person"))


def test_no_words_no_mentions():
    assert MentionTagger(None, NAMES, TITLES)("", np.zeros((0, 4), np.float32), np.zeros((0, 2), np.int64)) == ()


def test_a_fused_article_is_not_cut_in_two():
    session = Says(["S-organization"], ["O"], [1])
    found = MentionTagger(session, NAMES, TITLES)("للتنظيم", np.zeros((1, 4), np.float32), np.array([(0, 7)]))
    assert found == (Mention(Span(0, 7), "organization"),)
