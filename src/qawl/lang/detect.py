"""Which language a text is in, as far as Qawl needs to know: Arabic, English, or another one.

Script first, then letters that Arabic does not use, then frequent words: news texts are long enough for that, and
a library for a hundred languages confuses short Arabic texts with its neighbours.
"""

import re

from qawl.lang import Language, language, languages
from qawl.marks import bare

_SAMPLE = 20_000
# Letters of Persian, Urdu, Pashto, Kurdish, Uyghur and Sindhi that Arabic does not write. ک and ی alone are not
# counted at once: some Arabic keyboards and scanned sources write them for ك and ي.
_FOREIGN = re.compile("[پچژگٹڈڑںھہےۓټډړږښڼۀەڕڵۆێڭۇۋ]")
_FOREIGN_FORMS = re.compile("[کی]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_PERSIAN = frozenset(["است", "که", "این", "را", "برای", "های", "می", "از", "در", "با", "شد", "کرد"])
_URDU = frozenset(["ہے", "کے", "کی", "میں", "سے", "کا", "نے", "پر", "اور", "کو", "ہیں"])

UNKNOWN = "und"


def detect(text: str) -> str:
    """`ar`, `en`, `fa`, `ur`, or `und` where it is none of these or there are too few letters to tell."""
    sample = bare(text[:_SAMPLE])
    letters = len(_LETTER.findall(sample))
    if not letters:
        return UNKNOWN
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    words = re.findall(r"\w+", sample)
    if arabic >= 0.5 * letters:
        foreign = len(_FOREIGN.findall(sample)) / arabic
        forms = len(_FOREIGN_FORMS.findall(sample)) / arabic
        if foreign < 0.01 and (forms < 0.03 or _share(words, language("ar").frequent) > 0.1):
            return "ar"
        persian, urdu = _share(words, _PERSIAN), _share(words, _URDU)
        if max(persian, urdu) > 0.03:
            return "fa" if persian >= urdu else "ur"
        return UNKNOWN
    if latin >= 0.5 * letters:
        share = _share([w.lower() for w in words], language("en").frequent)
        return "en" if share > (0.12 if len(words) > 5 else 0.0) else UNKNOWN
    return UNKNOWN


def of_script(text: str) -> str:
    """The language whose data serve a text of its script best: English for Latin letters, else Arabic."""
    sample = text[:_SAMPLE]
    return "en" if len(_LATIN.findall(sample)) > len(_ARABIC.findall(sample)) else "ar"


def serving(lang: str, text: str) -> Language:
    """The data of a document's language; of its script's where Qawl has none of that language."""
    return language(lang if lang in languages() else of_script(text))


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(w in known for w in words) / len(words) if words else 0.0
