import pytest

from qawl.evaluate import Accuracy, Figure, Found, count
from scoring import gold, predicted, scored, spans, statement


def test_gold_against_itself_is_perfect_but_for_what_it_lacks():
    report = scored()
    assert report.scores["all_right"] == Figure(4, 4, 4)
    assert report.scores["source_exact"] == Figure(2, 2, 2)
    assert report.scores["channel"] == Figure(0, 0, 0)
    assert report.accuracies["time"] == Accuracy(1, 1)
    assert report.misses == ()


def test_a_document_without_prediction_has_no_statements_and_a_stray_prediction_counts_nowhere():
    report = count([gold()], [{"id": "elsewhere", "statements": [{"id": "x", "content": [[0, 10**6]]}]}])
    assert report.scores["statement"] == Figure(0, 0, 4)
    assert [miss.kind for miss in report.misses] == ["missed"] * 4
    assert "act" not in report.figures()


def test_a_record_without_its_statements_field_is_one_without_statements():
    assert count([gold()], [{"id": "bridge"}]).scores["statement"].gold == 4


def test_a_content_with_half_of_its_words_is_paired_but_neither_exact_nor_what_was_said():
    def cut(statements):
        statements[0]["content"] = spans("إن الجسر")

    report = scored(cut)
    assert report.scores["statement"].tp == 4
    assert report.scores["content"].tp == 3
    assert report.scores["speaker"].tp == 4
    assert report.scores["who_said_what"].tp == 3
    assert report.scores["content_words"] == Figure(14, 14, 17)
    assert [(m.document, m.statement, m.kind) for m in report.misses] == [("bridge", "s1", "content")]


def test_punctuation_at_a_spans_edge_changes_nothing():
    def widen(statements):
        statements[0]["content"] = spans("إن الجسر القديم سيغلق شهرين. ")

    assert scored(widen).scores["content"].tp == 4


def test_a_cue_elsewhere_is_another_statement():
    def move(statements):
        statements[2]["cue"] = spans("أضافت")

    report = scored(move)
    assert report.scores["statement"] == Figure(3, 4, 4)
    assert [(m.statement, m.kind) for m in report.misses] == [("s3", "missed"), ("s3", "spurious")]
    assert report.misses[0].detail == "محذرة … من ازدحام الصباح"


def test_statements_without_cue_are_paired_with_each_other_only():
    def drop(statements):
        statements[0]["cue"] = []

    assert scored(drop).scores["statement"].tp == 3
    document = gold()
    drop(document["statements"])
    assert count([document], predicted(drop)).scores["statement"].tp == 4
    assert count([document], predicted(drop)).scores["cue"] == Figure(3, 3, 3)


def test_of_two_predictions_the_better_one_is_paired():
    def double(statements):
        statements.insert(0, statement("s0", ["قالت"], ["إن الجسر القديم سيغلق"]))

    report = scored(double)
    assert report.scores["content"] == Figure(4, 5, 4)
    assert [(m.statement, m.kind) for m in report.misses] == [("s0", "spurious")]


def test_an_overlapping_source_is_found_but_not_exact():
    def shorten(statements):
        statements[0]["source"] = spans("سلمى الحداد")

    report = scored(shorten)
    assert report.scores["source"] == Figure(2, 2, 2)
    assert report.scores["source_exact"] == Figure(1, 2, 2)
    assert report.scores["source_span"] == Figure(1, 2, 2)


def test_a_span_that_two_statements_share_counts_once():
    def share(statements):
        statements[1]["source"] = spans("عمدة البلدة سلمى الحداد")

    assert scored(share).scores["source_span"] == Figure(2, 2, 2)
    assert scored(share).scores["source"] == Figure(2, 3, 2)


@pytest.mark.parametrize(
    ("name", "same", "own"),
    [
        ("سلمى الحدّاد", True, True),
        ("Salma Haddad", True, False),
        ("عمدة البلدة سلمى الحداد", True, False),
        ("عمدة البلدة", False, False),
        ("سلمى الحداد + سكان", False, False),
        ("", False, False),
        (None, False, False),
    ],
)
def test_a_person_answers_to_names_and_not_to_a_title_alone(name, same, own):
    report = scored(lambda statements: statements[0].update(speaker=name))
    assert report.scores["speaker"].tp == 3 + same
    assert report.accuracies["canonical"] == Accuracy(2 + own, 2 + same)


def test_an_unnamed_speaker_is_the_same_where_the_words_agree():
    assert scored(lambda s: s[3].update(speaker="سكان غاضبون جدا")).scores["speaker"].tp == 4
    assert scored(lambda s: s[3].update(speaker="سكان")).scores["speaker"].tp == 4
    assert scored(lambda s: s[3].update(speaker="تجار السوق")).scores["speaker"].tp == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("غريتا", "جريتا"), ("منى", "مني"), ("أمينة", "امينه"), ("کريم", "كـريم"), ("«ليلى»", "ليلَى"), ("Émile", "emile")],
)
def test_spellings_of_a_name_are_the_same(one, other):
    document = gold()
    document["statements"][3]["speaker"] = one
    assert count([document], predicted(lambda statements: statements[3].update(speaker=other))).scores["speaker"].tp == 4


def test_joint_speakers_are_the_same_in_any_order():
    document = gold()
    document["statements"][0]["speaker"] = "سلمى الحداد + بلدية الوادي"

    def swap(statements):
        statements[0]["speaker"] = "بلدية الوادي + Salma Haddad"

    assert count([document], predicted(swap)).scores["speaker"].tp == 4


def test_act_quotation_kind_and_time_are_judged_over_pairs():
    def spoil(statements):
        statements[0].update(act="deny", quotation="direct", speaker_kind="organization")
        statements[1].pop("time")
        statements.pop()

    report = scored(spoil)
    assert report.accuracies["act"] == Accuracy(2, 3)
    assert report.accuracies["quotation"] == Accuracy(2, 3)
    assert report.accuracies["speaker_kind"] == Accuracy(2, 3)
    assert report.accuracies["time"] == Accuracy(0, 1)
    assert report.scores["who_said_what"].tp == 3
    assert report.scores["all_right"].tp == 2


def test_a_link_is_right_where_both_ends_are_paired_and_linked_alike():
    document = gold()
    document["statements"][1]["parent"] = "s1"
    document["statements"][2]["via"] = "s4"

    def link(statements):
        for s, id_ in zip(statements, "abcd", strict=True):
            s["id"] = id_
        statements[1]["parent"] = "a"
        statements[2]["via"] = "b"
        statements[3]["parent"] = "nowhere"

    report = count([document], predicted(link))
    assert report.scores["nested"] == Figure(1, 1, 1)
    assert report.scores["via"] == Figure(0, 1, 1)


def test_recall_by_the_gold_statements_quotation_type():
    document = gold()
    document["statements"][0]["quotation"] = "direct"
    document["statements"][1]["quotation"] = "direct"

    def spoil(statements):
        statements[0]["content"] = spans("إن الجسر القديم سيغلق")
        statements.pop(1)

    report = count([document], predicted(spoil))
    assert report.quotations == {"direct": Found(2, 1, 0), "indirect": Found(2, 2, 2)}
    assert (report.quotations["direct"].statement, report.quotations["direct"].content) == (0.5, 0.0)
