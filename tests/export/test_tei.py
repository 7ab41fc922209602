import pytest
from lxml import etree

from hard import TEXT, hard
from qawl.export.tei import to_tei
from readers import tei_schema
from samples import follow_up, nahrain, river

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
POINTERS = ("who", "toWhom", "corresp", "next", "prev", "source", "ana")


def made(*records):
    return etree.fromstring(b"".join(to_tei(records)))


@pytest.mark.parametrize("records", [(), (nahrain(), follow_up(), river()), (hard(), hard())], ids=["none", "samples", "hard"])
def test_it_is_valid_tei(records):
    root = made(*records)
    assert tei_schema().validate(root), tei_schema().error_log


def test_who_wrote_the_article():
    assert made(hard()).findtext(".//t:bibl/t:author", namespaces=TEI).startswith("سلمى <الحسن>")


def test_every_pointer_leads_to_an_id_and_no_id_comes_twice():
    root = made(nahrain(), hard())
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = {p for name in POINTERS for value in root.xpath(f"//@{name}") for p in value.split()}
    assert {p.removeprefix("#") for p in pointers} <= set(ids)


def test_the_text_is_kept_line_by_line():
    root = made(nahrain())
    lines = ["".join(p.itertext()) for p in root.findall(".//t:body/t:p", TEI)]
    assert lines == [line for line in nahrain().text.split("\n") if line.strip()]


def test_who_says_what_to_whom_nested_and_relayed():
    root = made(hard())
    said = {s.get(ID): s for s in root.iterfind(".//t:said", TEI)}
    names = {x.get(ID): x.findtext("*", namespaces=TEI) for x in root.iterfind(".//t:particDesc/*/*", TEI)}
    first = said["d1.s1"]
    assert names[first.get("who").removeprefix("#")] == "كريم سعد"
    assert names[first.get("toWhom").removeprefix("#")] == "نبيل حرب"
    assert first.get("direct") == "unknown"
    assert "#act.assert" in first.get("ana")
    assert [names[p.removeprefix("#")] for p in said["d1.s4"].get("who").split()] == ["كريم سعد", "نبيل حرب"]
    assert said["d1.s4"].getparent() is first or first in said["d1.s4"].iterancestors()
    assert said["d1.s3"].get("source") == "#d1.s2"
    assert said["d1.s2"] in said["d1.s3"].iterancestors()


def test_the_pieces_of_a_content_are_chained_and_together_are_its_words():
    root = made(hard())
    said = {s.get(ID): s for s in root.iterfind(".//t:said", TEI)}
    for number, statement in enumerate(hard().statements, 1):
        piece, words = said[f"d1.s{number}"], ""
        while piece is not None:
            words += "".join(piece.itertext())
            piece = said.get((piece.get("next") or "").removeprefix("#"))
        assert words == "".join(c.of(TEXT) for c in statement.content).replace("\n", "")
