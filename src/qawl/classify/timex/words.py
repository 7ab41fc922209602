"""A text's words as the rules read them: cut from what is written on to them, with their classes."""

import functools
import re
from typing import NamedTuple

from qawl.fold import REMEMBERED
from qawl.lang.times import Lexicon, plain
from qawl.segment.words import iter_words

_BACK = 14  # words looked back at for a sign that what is meant lies ahead
_STOPS = frozenset('.!?؟…۔;؛:"«»“”')
_DOUBLING = frozenset("/(-–")
_COMMAS = frozenset(",،")
_DIGITS = re.compile(r"(\d{1,4})(\D{0,3})")
_HIJRI = range(1380, 1460)  # years that news of a language with Hijri dates give in no other calendar
_GLUED = re.compile(r"(\D+)(\d{4})")


class Month(NamedTuple):
    """A month's name: whether Hijri, its number, the word after it, and whether the name alone is sure to mean a month."""

    hijri: bool
    number: int
    end: int
    sure: bool


class Words:
    """The words of a text. A method says what stands at a word, and which word comes after it; None where nothing does."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self.lexicon = text, lexicon
        self._spans: list[tuple[int, int]] = []
        self.folded: list[str] = []
        for start, end in iter_words(text):
            for low, high, folded in _cut(text[start:end], lexicon):
                self._spans.append((start + low, start + high))
                self.folded.append(folded)

    def __len__(self) -> int:
        return len(self.folded)

    def __getitem__(self, at: int) -> str:
        """A folded word; empty outside the text."""
        return self.folded[at] if 0 <= at < len(self.folded) else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters from a word to before another."""
        return self._spans[start][0], self._spans[end - 1][1]

    def find(self, at: int, kind: str) -> tuple[str, int] | None:
        """A phrase of a class: its meaning."""
        return self.lexicon.find(self.folded, at, kind)

    def skip(self, at: int, *kinds: str) -> int:
        """The word after a phrase of one of the classes, or the same word."""
        for kind in kinds:
            if found := self.find(at, kind):
                return found[1]
        return at

    def count(self, at: int, kind: str) -> tuple[int, int] | None:
        """A phrase of a class whose meanings are numbers."""
        found = self.find(at, kind)
        return (int(found[0]), found[1]) if found else None

    def comma(self, at: int) -> int:
        """The word after a comma, or the same word."""
        return at + (self[at] in _COMMAS)

    def close(self, at: int) -> bool:
        """Whether a word stands right behind the one before, without a space."""
        return 0 < at < len(self.folded) and self._spans[at - 1][1] == self._spans[at][0]

    def led(self, at: int, kind: str) -> bool:
        """Whether a phrase of a class ends right before a word."""
        return any((found := self.find(at - n, kind)) and found[1] == at for n in (1, 2, 3) if at >= n)

    def capitalized(self, at: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self._text[self._spans[at][0]].isupper()

    def small(self, at: int) -> bool:
        """Whether a word begins with a small letter, of a script that has capitals."""
        return self._text[self._spans[at][0]].islower()

    def _digits(self, at: int) -> tuple[int, str] | None:
        """A number in digits, no part of a longer one, and the letters behind it."""
        match = _DIGITS.fullmatch(self[at]) if self[at][:1].isdecimal() else None
        if match is None or (self.close(at) and self.close(at - 1) and self[at - 1] in ".,٫٬" and self[at - 2].isdecimal()):
            return None
        return int(match[1]), match[2]

    def number(self, at: int) -> tuple[int, int] | None:
        """A number, in digits or words below a hundred."""
        if digits := self._digits(at):
            return None if digits[1] else (digits[0], at + 1)
        article = self.lexicon.article
        plain = self[at].removeprefix(article) if article else self[at]
        found = self.lexicon.find([plain, *self.folded[at + 1 : at + 3]], 0, "numbers")
        if found is None:
            return None
        value, end = int(found[0]), at + found[1]
        if more := self.count(end + 1, "numbers"):
            units_first = value < 10 and self[end] == self.lexicon.conjunction and 20 <= more[0] < 100  # five and twenty
            if units_first or (value >= 20 and self[end] == "-" and more[0] < 10):
                return value + more[0], more[1]
        return value, end

    def day(self, at: int) -> tuple[int, int] | None:
        """A day of a month: a number up to 31 or an ordinal."""
        if digits := self._digits(at):
            return (digits[0], at + 1) if 1 <= digits[0] <= 31 and digits[1] in ("", "st", "nd", "rd", "th") else None
        return self.count(at, "ordinals")

    def year(self, at: int) -> tuple[int, bool, int] | None:
        """A year of four digits, and whether it is Hijri."""
        digits = self._digits(at)
        if digits is None or not 1000 <= digits[0] < 2200:
            return None
        value, mark = digits
        if mark:
            hijri = self.lexicon.find([mark], 0, "hijri_marks") is not None
            return (value, hijri, at + 1) if hijri or self.lexicon.find([mark], 0, "gregorian_marks") else None
        if found := self.find(at + 1, "hijri_marks"):
            return value, True, found[1]
        end = self.skip(at + 1, "gregorian_marks")
        return value, end == at + 1 and self.lexicon.words.hijri_years and value in _HIJRI, end

    def month(self, at: int) -> Month | None:
        """A month's name, or two of one month: July (Tammuz), July/Tammuz."""
        for kind in ("months", "hijri"):
            if (found := self.count(at, kind)) and not self.small(at):
                value, end = found
                sure = self.find(at, "uncertain") is None
                mark = self[end] if self[end] in _DOUBLING else ""
                if (again := self.count(end + len(mark), kind)) and again[0] == value:
                    sure, end = True, again[1] + (mark == "(" and self[again[1]] == ")")
                return Month(kind == "hijri", value, end, sure)
        return None

    def unit(self, at: int) -> tuple[str, int, int] | None:
        """A unit told by a pointing word: its letter and how many after the present one (this week, last year)."""
        if before := self.count(at, "before"):
            if found := self.find(before[1], "units"):
                return found[0], before[0], found[1]
        elif (found := self.find(at, "units")) and (after := self.count(found[1], "after")):
            return found[0], after[0], after[1]
        return None

    def ahead(self, at: int) -> bool:
        """Whether the clause up to a word says that what stands there lies ahead."""
        for back in range(at - 1, max(-1, at - 1 - _BACK), -1):
            word = self.folded[back]
            if word in _STOPS or (word in _COMMAS and back < at - 1) or self.find(back, "past"):
                return False
            if "\n" in self._text[self._spans[back][1] : self._spans[back + 1][0]]:
                return False
            if self.lexicon.is_future(word):
                return True
        return False


def _length(word: str, letters: int) -> int:
    """How many characters the first letters of a word take, with the marks behind them."""
    length = 0
    while length < len(word) and (letters or not plain(word[length])):
        letters -= bool(plain(word[length]))
        length += 1
    return length


@functools.lru_cache(REMEMBERED)
def _cut(word: str, lexicon: Lexicon) -> tuple[tuple[int, int, str], ...]:
    """A word as one piece, or as what is written on to its front and the time word or number behind."""
    folded = plain(word)
    for ending in lexicon.words.endings:
        if folded.endswith(ending) and folded[: -len(ending)] in lexicon:
            return ((0, len(word) - len(ending), folded[: -len(ending)]),)
    if folded not in lexicon:
        if (glued := _GLUED.fullmatch(folded)) and glued[1] in lexicon:
            cut = len(word) - 4
            return (0, cut, glued[1]), (cut, len(word), glued[2])
        article = lexicon.article
        if article and folded.startswith(article) and folded[len(article) :].isdecimal():
            return ((0, len(word), folded[len(article) :]),)
        for prefix, instead in lexicon.prefixes:
            rest = instead + folded[len(prefix) :]
            if folded.startswith(prefix) and (rest in lexicon or rest.isdecimal()):
                cut = _length(word, len(prefix) - bool(instead))
                return (0, cut, folded[: len(prefix)]), (cut, len(word), rest)
    return ((0, len(word), folded),)
