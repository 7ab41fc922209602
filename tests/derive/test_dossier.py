import msgspec
import pytest

from qawl.derive.dossier import Dossier, Reference
from qawl.derive.grouping import by_words
from qawl.derive.merge import dossier
from qawl.types import Dispute, Entity, Meeting, Position, Reason, Role, Side, Span
from samples import Maker, follow_up, nahrain, record, river


@pytest.fixture(scope="module")
def merged():
    return dossier([nahrain(), follow_up(), river()])


def of(items, **wanted):
    return next(x for x in items if all(getattr(x, k) == v for k, v in wanted.items()))


def numbers(references):
    return [(r.document, r.statement_number) for r in references]


def test_no_document_is_an_empty_dossier():
    assert dossier([]) == Dossier(documents=())


def test_entities_are_one_by_key_in_any_language(merged):
    haddad = of(merged.parties, name="ليلى حداد")
    assert haddad.key == "p:haddad"
    assert haddad.aliases == ("حداد", "Leila Haddad")
    assert numbers(haddad.statements) == [("nahrain", n) for n in (1, 2, 3, 4)] + [("river", 1)]


def test_entities_without_a_key_are_one_by_name_and_kind(merged):
    rawi = [p for p in merged.parties if p.name == "سالم الراوي"]
    assert len(rawi) == 1
    assert rawi[0].aliases == ("الراوي", "سالم الرّاوي", "رئيس الوفد")
    assert rawi[0].name_en == "Salem al-Rawi"
    assert [p.name for p in merged.parties].count("Salem al-Rawi") == 1  # no key, another name: not told to be one


@pytest.mark.parametrize(
    ("ours", "theirs", "count"),
    [
        (Entity("فتح", "organization", key="a"), Entity("فتح", "organization", key="b"), 2),
        (Entity("فتح", "organization", key="a"), Entity("فتح", "organization"), 1),
        (Entity("فتح", "organization"), Entity("فتح", "person"), 2),
        (Entity("Fatah", "organization"), Entity("FATAH", "organization"), 1),
    ],
)
def test_which_entities_are_one(ours, theirs, count):
    made = dossier([record("1", "", "ar", (), entities=(ours,)), record("2", "", "ar", (), entities=(theirs,))])
    assert len(made.parties) == count


def test_a_name_that_two_keys_share_joins_neither():
    keys = [Entity("الوزارة", "organization", key=k) for k in ("a", "b", None)]
    assert len(dossier([record(str(n), "", "ar", (), entities=(e,)) for n, e in enumerate(keys)]).parties) == 3


def test_offices_are_one_and_rest_on_the_statements_that_they_stand_in(merged):
    office = of(merged.offices, person="سالم الراوي")
    assert (office.role, office.of, office.as_of) == ("رئيس وفد", "الاتحاد الجنوبي", "2026-05-12")
    assert numbers(office.rests_on) == [("nahrain", 5), ("follow-up", 1)]
    evidence = office.rests_on[1].evidence
    assert evidence.of(follow_up().text) == "رئيس وفد الاتحاد الجنوبي"


def test_an_office_without_evidence_rests_on_its_document():
    made = dossier([record("1", "x", "en", (), roles=(Role("A", "minister", ""),))])
    assert made.offices[0].rests_on == (Reference("1", 1),)


def test_meetings_are_one_by_day_place_and_parties(merged):
    geneva = merged.meetings[0]
    assert (geneva.name, geneva.status, len(geneva.rests_on)) == ("الجولة الرابعة من المحادثات", "held", 2)
    assert [m.name for m in merged.meetings].count("محادثات جنيف") == 0
    fifth = of(merged.meetings, place="فيينا")
    assert fifth.rests_on[0].statement is None  # the narrator's words
    assert fifth.rests_on[0].evidence.of(follow_up().text) == fifth.name


def meeting(name="محادثات جنيف", date="2026-05-12", place="جنيف", parties=("أ",), status=None):
    return Meeting(name, Span(0, 1), date, place, status, parties)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (meeting(), 1),
        (meeting(place=None), 1),
        (meeting(name="محادثات في جنيف", parties=()), 1),
        (meeting(date="2026-05-13"), 2),
        (meeting(place="فيينا"), 2),
        (meeting(parties=("ب",)), 2),
        (meeting(date=None), 1),
        (meeting(date=None, parties=()), 2),
        (meeting(name="مؤتمر صحافي", parties=("أ", "ب")), 2),
    ],
)
def test_which_meetings_are_one(other, count):
    made = dossier([record("1", "xx", "ar", (), meetings=(meeting(),)), record("2", "xx", "ar", (), meetings=(other,))])
    assert len(made.meetings) == count


def test_two_meetings_of_one_document_stay_two():
    assert len(dossier([record("1", "xx", "ar", (), meetings=(meeting(), meeting()))]).meetings) == 2


def test_a_meetings_status_is_the_latest_documents():
    held = record("1", "xx", "ar", (), published="2026-05-13", meetings=(meeting(status="held"),))
    planned = record("2", "xx", "ar", (), published="2026-05-10", meetings=(meeting(status="planned"),))
    assert dossier([held, planned]).meetings[0].status == "held"


def test_positions_on_one_issue_stand_together_by_holder(merged):
    troops = of(merged.issues, phrase="سحب القوات من منطقة السدّ")
    assert [(s.holder, t.stance, t.issue, t.rests_on.document, t.rests_on.statement) for s in troops.stands for t in s.taken] == [
        ("الجمهورية الشمالية", "demands", "سحب القوات من منطقة السدّ", "nahrain", "a4"),
        ("الاتحاد الجنوبي", "rejects", "سحب القوات من السدّ", "follow-up", "b1"),
    ]
    assert [len(i.stands) for i in merged.issues] == sorted((len(i.stands) for i in merged.issues), reverse=True)
    assert sum(len(s.taken) for i in merged.issues for s in i.stands) == 12


def test_grouping_can_be_another():
    alone = dossier([nahrain(), follow_up()], group=lambda phrases: range(len(phrases)))
    assert len(alone.issues) == 9
    together = dossier([nahrain(), follow_up()], group=lambda phrases: [0] * len(phrases))
    assert len(together.issues) == 1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("سحب القوات من السدّ", "سحب القوات الروسية من منطقة السد", True),
        ("انضمام أوكرانيا إلى الناتو", "ضمانات بعدم انضمام أوكرانيا إلى الناتو", True),
        ("الحوار", "حوار", True),
        ("الحوار مع روسيا", "سحب القوات من روسيا", False),
        ("الغاز", "النفط", False),
        ("the withdrawal of troops from the dam", "the talks of the parties from the north", False),
        ("", "", True),
        ("", "الغاز", False),
        ("!", "؟", True),
    ],
)
def test_phrases_of_one_issue(a, b, same):
    x, y = by_words([a, b])
    assert (x == y) is same


def test_disputes_of_several_documents_are_one_and_keep_their_sides(merged):
    troops = merged.disputes[0]
    assert [(f.holders, f.stance, [r.statement for r in f.rests_on]) for f in troops.sides] == [
        (("الجمهورية الشمالية",), "demands", ["a4", "b3"]),
        (("الاتحاد الجنوبي",), "denies", ["a5", "a6"]),
        (("الاتحاد الجنوبي",), "rejects", ["b1"]),
    ]
    assert (troops.confidence, troops.reasons) == (0.8, (Reason("stances", ("demands", "rejects")),))
    assert [[r.statement for r in pair] for pair in troops.conflicting_claims] == [["a4", "a5"]]
    assert len(merged.disputes) == 2


def test_a_reason_that_several_documents_give_stands_once():
    made = [
        record(
            str(n),
            "",
            "en",
            (),
            disputes=(
                Dispute("x", (Side(("A",), "accuses", ()),), reasons=(Reason("names_one"), Reason("shared_words", count=n))),
            ),
        )
        for n in (3, 2)
    ]
    (found,) = dossier(made).disputes
    assert set(found.reasons) == {Reason("names_one"), Reason("shared_words", count=3)}


def test_sides_of_one_document_that_are_called_the_same_stay_apart():
    sides = (Side(("A", "B"), "accuses", ()), Side(("B",), "accuses", ()))
    made = dossier([record("1", "", "en", (), disputes=(Dispute("x", sides),))])
    assert len(made.disputes[0].sides) == 2


def test_a_statement_that_is_not_there_is_found_by_its_characters():
    text = "قال الوزير إنه يرفض ذلك."
    said = Maker(text).said("s1", "الوزير", "قال", "إنه يرفض ذلك", source="الوزير")
    positions = tuple(Position("الوزير", "rejects", "ذلك", span, "gone") for span in (Span(11, 23), Span(23, 24)))
    (issue,) = dossier([record("1", text, "ar", (said,), positions=positions)]).issues
    assert [t.rests_on.statement for t in issue.stands[0].taken] == ["s1", None]


def test_ids_given_twice_are_told_apart_by_number():
    made = dossier([nahrain(), nahrain()])
    assert {r.number for r in made.offices[0].rests_on} == {1, 2}


def test_a_dossier_is_json_and_back(merged):
    assert msgspec.json.decode(msgspec.json.encode(merged), type=Dossier) == merged
