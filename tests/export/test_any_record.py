"""Whatever the text and wherever the spans: what is written can be read."""

import functools
import io
import zipfile

import apsw
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from conftest import texts
from qawl.export.formats import FORMATS, exported
from qawl.types import RECORD_VERSION, Entity, Position, Record, Span, Statement
from readers import brat, tei_schema


@st.composite
def records(draw):
    text = draw(texts())
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    some = functools.partial(st.lists, spans, max_size=2)
    statements = tuple(
        Statement(
            id=f"s{k}",
            source=tuple(draw(some())),
            cue=tuple(draw(some())),
            content=tuple(draw(some(min_size=1))),
            addressee=tuple(draw(some())),
            quotation="mixed",
            act="ask",
            speaker=draw(texts(10)),
            parent=draw(st.sampled_from([None, "s0"])),
        )
        for k in range(draw(st.integers(0, 3)))
    )
    name = draw(texts(10))
    return Record(
        id=draw(texts(10)),
        text=text,
        lang=draw(st.sampled_from(["ar", "en", "", "x y"])),
        version=RECORD_VERSION,
        model="m",
        title=draw(texts(10)),
        url=draw(st.sampled_from([None, "http://[", "http://a/\x00 b"])),
        statements=statements,
        entities=(Entity(name=name, kind="state", mentions=tuple(draw(some()))),),
        positions=tuple(Position(name, "rejects", draw(texts(10)), s.content[0], s.id) for s in statements),
    )


@settings(max_examples=80)
@given(st.lists(records(), max_size=2))
def test_every_export_can_be_read(made):
    files = {name: b"".join(exported(made, name)) for name in FORMATS}
    root = etree.fromstring(files["tei"])
    assert tei_schema().validate(root), tei_schema().error_log
    etree.fromstring(files["graphml"])
    archive = zipfile.ZipFile(io.BytesIO(files["brat"]))
    names = [n.removesuffix(".ann") for n in archive.namelist() if n.endswith(".ann")]
    assert len(names) == len(made)
    for name in names:
        brat(archive.read(f"{name}.txt").decode(), archive.read(f"{name}.ann").decode())
    connection = apsw.Connection(":memory:")
    connection.deserialize("main", files["dna"])
    assert connection.execute("PRAGMA integrity_check").get == "ok"
