"""Bytes to text: by mark, as UTF-8, or as windows-1256 where that makes Arabic of it; pages by what they declare first."""

import codecs
import re

import charset_normalizer

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
# what a page says of itself, within its first bytes
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset\s*=|\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
_DECLARED_WITHIN = 4_096
# Servers that know nothing better declare these, whatever the page is in; every byte is a letter in them.
_CARELESS = ("iso8859-1", "cp1252", "ascii")
_SAMPLE = 100_000  # bytes that detection looks at
_FEW = 0.001  # share of broken characters that a page may have in the encoding it declares
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


def decode_page(data: bytes, charset: str = "") -> str:
    """The text of a page or feed: by its byte-order mark, by the charset of the HTTP answer, by what it declares itself, else by
    detection. Raises `NotText` where none of these makes text of it.
    """
    if data.startswith(tuple(mark for mark, _ in _MARKED)):
        return decode(data)
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    for name in (charset, match[1].decode("ascii") if match else ""):
        if (text := _declared(data, name)) is not None:
            return text
    try:
        return decode(data)
    except NotText:
        found = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
        if found is None or (text := _declared(data, found.encoding)) is None:
            raise
        return text


def _declared(data: bytes, name: str) -> str | None:
    """The text in the named encoding, a few broken characters as U+FFFD; None where it does not fit."""
    try:
        encoding = codecs.lookup(name).name if name else ""
        if not encoding or (encoding in _CARELESS and not data.isascii()):
            return None
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):  # no such encoding, or none of text
        return None
    return text if text.count("\ufffd") <= _FEW * len(text) else None


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
