"""The grammar: all rules at every word where an expression may begin, and of what they find the longest."""

from collections.abc import Iterator

from qawl.classify.timex import amounts, days
from qawl.classify.timex.hit import Clues, Hit
from qawl.classify.timex.words import Words

_RULES = (
    days.calendar, days.numeric, days.period, days.year, amounts.ago, amounts.amount, amounts.span, amounts.phrase, days.season,
    amounts.clock,
)  # fmt: skip
_LONGEST = 4  # words of such a phrase behind its first
_OPENING, _CLOSING = frozenset('(«“"'), frozenset(')»”"')


def expressions(words: Words, clues: Clues) -> Iterator[Hit]:
    """Every time expression, in order, never overlapping. What they say of the day of writing is added to `clues`."""
    at, after = 0, -1
    while at < len(words):
        if not words.lexicon.begins(words[at]):
            at += 1
        elif never := _never(words, at):
            at = never
        elif best := _best(words, at, joined=at - 1 == after and words.find(after, "joins") is not None):
            yield from best
            _gather(words, at, best[-1].end, clues)
            at = after = best[-1].end
        else:
            at += 1


def _best(words: Words, at: int, *, joined: bool) -> list[Hit]:
    """The longest that begins at a word. `joined`: after a time and a conjunction, where a year needs no word before it."""
    found = [hits for rule in _RULES if (hits := rule(words, at))]
    if not found and joined:
        found = [days.year(words, at, led=True)]
    best: list[Hit] = max(found, key=lambda hits: hits[-1].end if hits else 0, default=[])
    return [] if best and any(_never(words, k) for k in range(at + 1, best[-1].end)) else best


def _never(words: Words, at: int) -> int:
    """The word after a phrase in which a time word is none (Russia Today, no "Russia, today Wednesday"); 0 where none stands."""
    found = words.find(at, "never")
    end = found[1] if found else _marked(words, at)
    return 0 if words.find(end, "weekdays") else end


def _marked(words: Words, at: int) -> int:
    """The word after such a phrase whose end stands in marks: the forces of «8 March»."""
    if words[at + 1] not in _OPENING:
        return 0
    found = words.lexicon.find([words[at], *words.folded[at + 2 : at + 2 + _LONGEST]], 0, "never")
    end = at + 1 + found[1] if found else 0
    return end + 1 if words[end] in _CLOSING and end > at + 2 else 0


def _gather(words: Words, at: int, end: int, clues: Clues) -> None:
    """Adds the clues of the words of an expression."""
    for k in range(at, end):
        if (day := words.count(k, "days")) and (weekday := words.count(words.comma(day[1]), "weekdays")):
            clues.weekdays.append((day[0], weekday[0]))
            return
        if (month := words.month(k)) and not month.hijri and (which := words.count(month.end, "after")) and which[0] == 1:
            clues.coming.append(month.number)
