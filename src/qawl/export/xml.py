"""What every XML export shares: text that XML may hold, ids, and the file's bytes."""

import io
import re
import xml.etree.ElementTree as ET

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# all but the characters of XML 1.0; a carriage return, which readers make a line end, is not kept either
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text with what XML can't hold as U+FFFD (a carriage return as a space): its length stays the same."""
    return _ILLEGAL.sub(lambda m: " " if m.group() == "\r" else "\ufffd", text)


def child(parent: ET.Element, tag: str, text: str = "", **attributes: str | None) -> ET.Element:
    """A new last child, with its text and those attributes that are not None."""
    out = ET.SubElement(parent, tag, {k: legal(v) for k, v in attributes.items() if v is not None})
    if text:
        out.text = legal(text)
    return out


def written(root: ET.Element) -> bytes:
    """A whole XML file, as UTF-8."""
    out = io.BytesIO()
    ET.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"
