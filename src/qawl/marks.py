"""Character classes shared by the stages: marks without a letter of their own, and quotation marks."""

# Arabic vowel marks and Quranic signs, tatweel, general combining marks, joiners, bidi controls, variation selectors:
# written as the inside of a regular expression's character class.
IGNORED = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
OPENING = "«“„‟‹"
CLOSING = "»”›"
STRAIGHT = '"″＂'
QUOTES = OPENING + CLOSING + STRAIGHT
