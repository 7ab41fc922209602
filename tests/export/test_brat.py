"""Read back by the rules of brat's standoff format: http://brat.nlplab.org/standoff.html."""

import io
import re
import zipfile

from hard import hard
from qawl.export.brat import annotations, to_brat
from samples import nahrain

T = re.compile(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
R = re.compile(r"(R\d+)\t(\w+) Arg1:(T\d+) Arg2:(T\d+)")
A = re.compile(r"(A\d+)\t(\w+) (T\d+) (\w+)")
NOTE = re.compile(r"(#\d+)\tAnnotatorNotes (T\d+)\t(.*)")


def parsed(text, ann):
    """Spans by id as (type, words), relations, attributes, notes; fails for what brat would not read."""
    spans, relations, attributes, notes = {}, [], {}, {}
    for line in ann.splitlines():
        kind = {"T": T, "R": R, "A": A, "#": NOTE}[line[0]].fullmatch(line)
        assert kind, line
        if line[0] == "T":
            key, name, places, words = kind.groups()
            pieces = [tuple(map(int, p.split())) for p in places.split(";")]
            assert " ".join(text[a:b] for a, b in pieces) == words
            spans[key] = (name, words)
        elif line[0] == "R":
            relations.append(kind.groups()[1:])
        elif line[0] == "A":
            attributes[kind[2], kind[3]] = kind[4]
        else:
            notes[kind[2]] = kind[3]
    assert all(end in spans for _, *ends in relations for end in ends)
    return spans, relations, attributes, notes


def test_the_zip_holds_a_configuration_and_two_files_a_document_under_safe_names():
    archive = zipfile.ZipFile(io.BytesIO(b"".join(to_brat([nahrain(), hard()]))))
    names = archive.namelist()
    assert names == ["annotation.conf", "00001-nahrain.txt", "00001-nahrain.ann", "00002-حر_ج_1.txt", "00002-حر_ج_1.ann"]
    assert archive.read(names[3]).decode() == hard().text
    configuration = archive.read("annotation.conf").decode()
    for name in {
        m[1] for n in names if n.endswith(".ann") for m in re.finditer(r"^[TRA]\d+\t(\w+)", archive.read(n).decode(), re.M)
    }:
        assert re.search(rf"^{name}\b", configuration, re.M)


def test_every_statement_is_read_back():
    for record in (nahrain(), hard()):
        spans, relations, attributes, notes = parsed(record.text, annotations(record))
        contents = [k for k, (name, _) in spans.items() if name == "Content"]
        assert len(contents) == len(record.statements)
        assert [attributes["Act", k] for k in contents] == [s.act for s in record.statements]
        assert [notes[k] for k in contents] == [f"{s.speaker} [{s.id}]" for s in record.statements]
        assert sum(name == "Nested_in" for name, *_ in relations) == sum(s.parent is not None for s in record.statements)


def test_relations_lead_from_a_content_to_its_other_spans():
    spans, relations, _, _ = parsed(hard().text, annotations(hard()))
    said = {(name, spans[a][1], spans[b][1]) for name, a, b in relations}
    assert ("Relayed_by", "إنّ اللقاء أُجّل", "عن مسؤول قوله إنّ اللقاء أُجّل") in said
    assert ("Said_by", "تأجيل اللقاء", "نبيل حرب") in said
    assert ("Said_to", 'إنّ "الاتفاق" لا يزال 😀 قائماً وإنّ الحدود مفتوحة', "للسفير نبيل حرب") in said
