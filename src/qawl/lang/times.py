"""Time words of a language: names of months and days, units, numbers, and words that point to before and after."""

import functools
import importlib.resources
import re

import msgspec

from qawl.lang import languages
from qawl.marks import bare

# Letters that are written one for another, and digits of other scripts.
_FOLDED = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹’", "ااااي" + "هوي" + "0123456789" * 2 + "'")
# classes of words that stand inside or beside an expression and begin none
_INNER = {
    "uncertain", "leading", "hijri_marks", "gregorian_marks", "half", "after", "fillers", "links", "joins", "year_leads",
    "ago_after", "ago_from", "noon", "future", "past", "fronting", "relatives", "breaks", "remarks",
    "framing", "datelines", "dating",
}  # fmt: skip
_PIECE = re.compile(r"\w+(?:'\w+)*|[^\w\s]")


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The time words of one language, as phrases of folded words.

    Offsets are in units of what they stand with: -1 is the one before, 0 this one, 1 the next. Units: D, W, WE (weekend), M, Y,
    E (ten years), C (a hundred), H, N (minutes), S.
    """

    # what may be written on to the front of the first word, and what the word begins with without it
    prefixes: dict[str, str] = {}
    # what may be written on to the end of the last word
    endings: tuple[str, ...] = ()
    article: str = ""
    conjunction: str = ""
    # phrases in which a time word is none
    never: frozenset[str] = frozenset()
    months: dict[str, int] = {}
    hijri: dict[str, int] = {}
    # names of months that mean something else as often: they count beside a number or after `leading` only
    uncertain: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    hijri_years: bool = False
    hijri_marks: frozenset[str] = frozenset()
    gregorian_marks: frozenset[str] = frozenset()
    # the order of dates: 12/1/2022 is in January; January 12 is usual
    day_first: bool = False
    month_first: bool = False
    weekdays: dict[str, int] = {}
    day_words: frozenset[str] = frozenset()
    days: dict[str, int] = {}
    nights: dict[str, int] = {}
    parts: dict[str, str] = {}
    seasons: dict[str, str] = {}
    units: dict[str, str] = {}
    duals: dict[str, str] = {}
    plurals: dict[str, str] = {}
    # units that mean the present one where a word of `edges` stands before: the beginning of the year
    definite: dict[str, str] = {}
    edges: frozenset[str] = frozenset()
    numbers: dict[str, int] = {}
    ordinals: dict[str, int] = {}
    several: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    fillers: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    year_words: frozenset[str] = frozenset()
    year_leads: frozenset[str] = frozenset()
    ago_before: frozenset[str] = frozenset()
    ago_after: frozenset[str] = frozenset()
    # words behind an amount after which comes what it is counted from
    ago_from: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    vague: dict[str, str] = {}
    sets: dict[str, str] = {}
    every: frozenset[str] = frozenset()
    clock: frozenset[str] = frozenset()
    noon: dict[str, int] = {}
    # words, and beginnings of words, after which a day or month lies ahead; words that begin so and are none; words after
    # which it does not
    future: frozenset[str] = frozenset()
    future_beginnings: tuple[str, ...] = ()
    not_future: tuple[str, ...] = ()
    past: frozenset[str] = frozenset()
    # first words of a phrase that stands before the verb with its time (in a statement of yesterday); relative pronouns
    fronting: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    # prepositions that put a whole sentence at a time (in March, ...)
    framing: frozenset[str] = frozenset()
    # beginnings of the line that says when a page was changed; what may stand between a weekday and its date
    datelines: frozenset[str] = frozenset()
    dating: frozenset[str] = frozenset()
    # words with which another clause begins; phrases that begin a sentence about what was just said (this came yesterday)
    breaks: frozenset[str] = frozenset()
    remarks: frozenset[str] = frozenset()


def plain(word: str) -> str:
    """A word without marks, in small letters, with letters and digits that stand for one another made one."""
    return bare(word).lower().translate(_FOLDED)


class Lexicon:
    """The phrases of a language's time words, by their first word."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        self.prefixes = tuple((plain(a), plain(b)) for a, b in sorted(words.prefixes.items(), key=lambda x: -len(x[0])))
        self.conjunction, self.article = plain(words.conjunction), plain(words.article)
        self._not_future = tuple(plain(w) for w in words.not_future)
        self._beginnings = tuple(plain(w) for w in words.future_beginnings)
        self._kinds: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        for field in msgspec.structs.fields(words):
            value = getattr(words, field.name)
            if field.name in ("prefixes", "endings", "future_beginnings", "not_future") or isinstance(value, str | bool):
                continue
            phrases = value.items() if isinstance(value, dict) else ((x, "") for x in value)
            for phrase, meaning in phrases:
                first, *rest = _PIECE.findall(plain(phrase))
                self._kinds.setdefault(first, {}).setdefault(field.name, []).append((tuple(rest), str(meaning)))
        self._first = frozenset(word for word, kinds in self._kinds.items() if not kinds.keys() <= _INNER)
        for kinds in self._kinds.values():
            for found in kinds.values():
                found.sort(key=lambda x: -len(x[0]))

    def __contains__(self, word: str) -> bool:
        """Whether a phrase begins with a folded word."""
        return word in self._kinds

    def begins(self, word: str) -> bool:
        """Whether a time expression may begin with a folded word."""
        return word in self._first or word[:1].isdecimal()

    def find(self, words: list[str], at: int, kind: str) -> tuple[str, int] | None:
        """The meaning of the longest phrase of a kind that stands at a word, and the word after it."""
        if at >= len(words) or not (kinds := self._kinds.get(words[at])):
            return None
        for rest, meaning in kinds.get(kind, ()):
            end = at + 1 + len(rest)
            if not rest or tuple(words[at + 1 : end]) == rest:
                return meaning, end
        return None

    def is_future(self, word: str) -> bool:
        """Whether a folded word says that what it stands with lies ahead."""
        if word in self._kinds and "future" in self._kinds[word]:
            return True
        return word.startswith(self._beginnings) and len(word) > 4 and not word.startswith(self._not_future)


@functools.cache
def lexicon(code: str) -> Lexicon:
    """The time words of a language by its ISO 639-1 code, and the months of all others, which count beside a number.

    A language without `times.json` has only those.
    """
    words = _time_words(code) or TimeWords()
    others = [found for other in languages() if other != code and (found := _time_words(other))]
    foreign = {name: number for found in others for name, number in found.months.items() if name not in words.months}
    months, uncertain = {**foreign, **words.months}, words.uncertain | foreign.keys()
    return Lexicon(msgspec.structs.replace(words, months=months, uncertain=uncertain))


def _time_words(code: str) -> TimeWords | None:
    file = importlib.resources.files("qawl.lang") / code / "times.json"
    return msgspec.json.decode(file.read_bytes(), type=TimeWords) if code.isalpha() and file.is_file() else None
