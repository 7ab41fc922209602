import msgspec

from qawl.web.colours import COLOURS, colours
from samples import nahrain


def test_the_party_that_speaks_most_has_the_first_colour():
    found = colours(nahrain())
    assert found.parties[0] == ("الجمهورية الشمالية", 4) and [n for _, n in found.parties] == sorted(
        (n for _, n in found.parties), reverse=True
    )
    assert found.name("a1") == "p1" and found.name("a5") == found.name("a7") == "p2" and found.name("none") == "p0"


def test_parties_beyond_the_colours_have_none():
    made = nahrain()
    many = tuple(msgspec.structs.replace(made.statements[0], id=str(n), speaker=f"شخص {n}") for n in range(COLOURS + 3))
    found = colours(msgspec.structs.replace(made, statements=many))
    assert len(found.parties) == COLOURS
    assert [found.name(str(n)) for n in range(COLOURS + 3)] == [*(f"p{n}" for n in range(1, COLOURS + 1)), "p0", "p0", "p0"]
