"""Bytes to text: by mark, as UTF-8, or as windows-1256 where that makes Arabic of it."""

import codecs
import re

from qawl.errors import NotText

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ARABIC = re.compile("[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")
# the commonest Arabic letters: other single-byte texts read as windows-1256 give rare ones
_COMMON = re.compile("[اليمونرتبةعسدفهكقح]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes) -> str:
    """The text of a file. A byte-order mark is obeyed and dropped; line ends stay as they are.

    Raises `NotText` for bytes that are neither valid UTF-8 (or what their mark says) nor Arabic in windows-1256,
    and for binary files.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _windows_1256(data, error)
    if len(_CONTROL.findall(text[:4096])) > 0.1 * len(text[:4096]):
        raise NotText("a binary file: more than a tenth of its first characters are controls")
    return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"invalid {encoding} at byte {error.start}, though the byte-order mark says {encoding}") from error


def _windows_1256(data: bytes, error: UnicodeDecodeError) -> str:
    text = data.decode("cp1256", "replace")
    arabic, letters = len(_ARABIC.findall(text)), len(_LETTER.findall(text))
    common = len(_COMMON.findall(text))
    if "\ufffd" not in text and letters and arabic > 0.6 * letters and common > 0.6 * arabic:
        return text
    raise NotText(f"invalid UTF-8 at byte {error.start}, and not Arabic in windows-1256 either")
