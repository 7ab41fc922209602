"""Character classes shared by the stages, and text made safe to show."""

import re

# Arabic vowel marks and Quranic signs, tatweel, general combining marks, joiners, bidi controls, variation selectors:
# written as the inside of a regular expression's character class.
IGNORED = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
OPENING = "«“„‟‹"
CLOSING = "»”›"
STRAIGHT = '"″＂'
QUOTES = OPENING + CLOSING + STRAIGHT

MARK = re.compile(f"[{IGNORED}]")
WORD = re.compile(rf"[\w{IGNORED}]+")
# Everything that a terminal could obey: C0, DEL and C1 controls, bidi controls, line and paragraph separators.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def bare(word: str) -> str:
    """A word without Arabic marks, tatweel and invisible controls."""
    return MARK.sub("", word)


def whole(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, as U+FFFD: its length stays the same."""
    return _SURROGATE.sub("\ufffd", text)


def shown(text: str) -> str:
    """The text with its control characters shown, not obeyed: `␛`, `⟨U+202E⟩`; a line end is a `⏎`."""

    def replace(match: re.Match[str]) -> str:
        c = match.group()
        if c == "\n":
            return " ⏎ "
        if c == "\t":
            return " "
        code = ord(c)
        return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"

    return _CONTROL.sub(replace, whole(text))
