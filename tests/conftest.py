from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings, strategies

import qawl
from qawl.lang import language
from qawl.parties import Parties
from qawl.resolve import Entities
from qawl.types import Mention, Span

ROOT = Path(__file__).parent.parent

settings.register_profile("qawl", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("qawl")

# Letters with marks, tatweel, quotation marks of all kinds, bidi controls, emoji with joiners, combining characters.
_ALPHABET = (
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآىةئؤ ًٌٍَُِّْٰـ"
    " \n\t.,،؛:؟!\"«»“”'’()-—abcXYZ019٠١٩\u200e\u200f\u202a\u202b\u202c\u202e\u2066\u2067\u2069\u200d\ufeff"
    "🔴🎙️👩‍👩‍👧é\u0301ñ\u0303\x00\x1b\u2028"
)
WORDS = (
    "قال",
    "وأضاف",
    "أنّ",
    "إنّ",
    "الوزير",
    "«",
    "»",
    '"',
    "المتحدث",
    "بحسب",
    "رفض",
    "said",
    "that",
    "the minister",
    ".",
    "\n",
    "محذّراً",
    "من",
)


def texts(max_size: int = 60) -> strategies.SearchStrategy[str]:
    """Texts of odd characters, and texts of the words that make statements."""
    odd = strategies.text(alphabet=_ALPHABET, max_size=max_size)
    likely = strategies.lists(
        strategies.one_of(strategies.sampled_from(WORDS), strategies.text(_ALPHABET, max_size=4)), max_size=25
    )
    return strategies.one_of(odd, likely.map(" ".join))


@pytest.fixture(scope="session")
def pipeline() -> qawl.Pipeline:
    return qawl.load()


@pytest.fixture(scope="session")
def article() -> str:
    return (ROOT / "examples" / "nahrain-talks.ar.txt").read_text(encoding="utf-8")


def mentions(text, *found):
    """Mentions of (words, kind), each the first place after the one before; words "a|b" name the second one."""
    out, at = [], {}
    for words, kind in found:
        start = text.index(words, at.get(kind, 0))
        at[kind] = start + len(words)
        out.append(Mention(Span(start, start + len(words)), kind))
    return tuple(sorted(out, key=lambda m: m.span))


@pytest.fixture
def entities():
    def make(text, *found, lang="ar", sources=()):
        spans = [Span(text.index(s), text.index(s) + len(s)) for s in sources]
        return Entities(text, mentions(text, *found), language(lang), Parties.shipped(), sources=spans)

    return make
