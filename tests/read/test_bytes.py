import codecs

import pytest

from qawl.errors import NotText
from qawl.read import decode

TEXT = "قالت الوزيرة إنّ المحادثات مستمرة، وأضافت أن الوفد سيعود إلى المدينة"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1256"),
    ],
)
def test_arabic_in_every_encoding_that_is_tried(data):
    assert decode(data) == TEXT


def test_nul_and_line_ends_are_kept():
    assert decode(b"said \x00 the minister\r\non Monday") == "said \x00 the minister\r\non Monday"


def test_invalid_utf8_says_where():
    with pytest.raises(NotText, match="byte 4"):
        decode(b"said\xff\xfe nothing")


def test_a_wrong_mark():
    with pytest.raises(NotText):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8\x00")


def test_a_binary_file():
    with pytest.raises(NotText):
        decode(bytes(range(32)) * 20)
