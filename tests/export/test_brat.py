import io
import re
import zipfile

from hard import hard
from qawl.export.brat import annotations, to_brat
from readers import brat
from samples import nahrain


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
        spans, relations, attributes, notes = brat(record.text, annotations(record))
        contents = [k for k, (name, _) in spans.items() if name == "Content"]
        assert len(contents) == len(record.statements)
        assert [attributes["Act", k] for k in contents] == [s.act for s in record.statements]
        assert [notes[k] for k in contents] == [f"{s.speaker} [{s.id}]" for s in record.statements]
        assert sum(name == "Nested_in" for name, *_ in relations) == sum(s.parent is not None for s in record.statements)


def test_relations_lead_from_a_content_to_its_other_spans():
    spans, relations, _, _ = brat(hard().text, annotations(hard()))
    said = {(name, spans[a][1], spans[b][1]) for name, a, b in relations}
    assert ("Relayed_by", "إنّ اللقاء أُجّل", "عن مسؤول قوله إنّ اللقاء أُجّل") in said
    assert ("Said_by", "تأجيل اللقاء", "نبيل حرب") in said
    assert ("Said_to", 'إنّ "الاتفاق" لا يزال 😀 قائماً وإنّ الحدود مفتوحة', "للسفير نبيل حرب") in said
