from qawl.derive import Naming
from qawl.parties import Parties
from qawl.types import Entity, Span

TEXT = "انتقد سالم الراوي الموقف الروسي بشدة"
MENTION = Span(TEXT.index("سالم"), TEXT.index(" الموقف"))


def test_a_person_and_an_adjective_name_their_parties():
    naming = Naming(
        TEXT, [Entity("سالم الراوي", "person", mentions=(MENTION,))], {"سالم الراوي": "حركة النهار"}.get, Parties.shipped(), "ar"
    )
    assert naming((Span(0, len(TEXT)),)) == {"سالم الراوي", "حركة النهار", "روسيا"}
    assert naming((Span(0, MENTION.start),)) == frozenset()
    assert naming((Span(0, MENTION.end - 1),)) == frozenset()
