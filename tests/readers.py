"""What reads exports back in more than one test."""

import functools
import lzma
import re
from pathlib import Path

from lxml import etree

T = re.compile(r"(T\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
R = re.compile(r"(R\d+)\t(\w+) Arg1:(T\d+) Arg2:(T\d+)")
A = re.compile(r"(A\d+)\t(\w+) (T\d+) (\w+)")
NOTE = re.compile(r"(#\d+)\tAnnotatorNotes (T\d+)\t(.*)")


def brat(text, ann):
    """A `.ann` file by the rules of http://brat.nlplab.org/standoff.html: spans by id as (type, words), relations, attributes, notes; fails for what brat would not read."""
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


@functools.cache
def tei_schema():
    """The TEI Consortium's schema of all of TEI."""
    packed = Path(__file__).parent / "export" / "schemas" / "tei_all.rng.xz"
    return etree.RelaxNG(etree.fromstring(lzma.decompress(packed.read_bytes())))
