"""Whom a relative clause is about: `التقارير التي تتحدث عن ...` has its speaker before the pronoun."""

import msgspec

from qawl.lang import Language
from qawl.marks import WORD, bare
from qawl.resolve.agreement import UNKNOWN, Agreement, agreement_of, of_cue, of_noun
from qawl.resolve.entities import Entities
from qawl.types import Span, Statement

_BACK = 200
"""Characters before a cue in which the noun and its pronoun are sought."""
_DEFINITE = 4
"""Most words with an article that a noun with its adjectives is taken to have."""
_MASCULINE = Agreement(False, False)  # what a noun of sources without an ending is
_BETWEEN = " ،,-–"
_QUOTES = {"«": "»", "“": "”", '"': '"'}


def with_antecedent(statement: Statement, entities: Entities) -> Statement:
    """The statement with the noun before its relative pronoun for a source, where it has none and the pronoun is its cue's
    subject.
    """
    if statement.source or not statement.cue or not statement.content:
        return statement
    cue, text = statement.cue[0], entities.text
    found = list(WORD.finditer(text, max(0, cue.start - _BACK), cue.start))
    if not found or text[found[-1].end() : cue.start].strip():
        return statement
    pronoun = _relative(found[-1].group(), entities.language)
    if not pronoun or not _is_subject(pronoun, cue.of(text), statement.content[0].of(text), entities.language):
        return statement
    source = _noun(found[-1].start(), of_noun(pronoun, entities.language), entities)
    return statement if source is None else msgspec.structs.replace(statement, source=(source,))


def _relative(word: str, language: Language) -> str:
    """A word as a relative pronoun, without a conjunction; empty for another word."""
    word = bare(word)
    without = word[1:] if word[:1] in language.conjunctions else word
    return next((w for w in (word, without) if w in language.relative), "")


def _is_subject(pronoun: str, cue: str, content: str, language: Language) -> bool:
    """Whether a relative pronoun is the subject of the verb behind it: it agrees with the verb, which has no object written on
    to it, and the content does not take up again (`التي قال إنها`) what is no plural.
    """
    verb, own = of_cue(cue, language), of_noun(pronoun, language)
    if verb == UNKNOWN or bool(verb.plural) != bool(own.plural) or not _agree(verb, own):
        return False
    if bare(cue).split()[0].endswith(language.possessives):
        return False
    first = bare(next(iter(content.split()), ""))
    return bool(own.plural) or first in language.complementizers or not language.introduces(first)


def _agree(one: Agreement, other: Agreement) -> bool:
    """Whether what is known of two words is the same."""
    return all(None in pair or pair[0] == pair[1] for pair in zip(one, other, strict=True))


def _noun(end: int, pronoun: Agreement, entities: Entities) -> Span | None:
    """The noun phrase before a relative pronoun that agrees with it: a name or an office, or a noun of sources with its
    adjectives, or else with these the noun of sources whose genitive they are; none where no such noun stands there.
    """
    text, language = entities.text, entities.language
    end = len(text[:end].rstrip(_BETWEEN))
    found = _named(end, entities) or _described(end, pronoun, entities)
    if found is None:
        return None
    start, own = found
    before = next(reversed(list(WORD.finditer(text, max(0, start - _BACK), start))), None)
    if before is not None and not text[before.end() : start].strip():
        noun = _head(before.group(), entities)
        whole = of_noun(noun, language)
        if noun and _agree(_MASCULINE if whole == UNKNOWN else whole, pronoun):
            return Span(before.end() - len(noun), end)
    return Span(start, end) if _agree(own, pronoun) else None


def _named(end: int, entities: Entities) -> tuple[int, Agreement] | None:
    """Where the name, with its title and its quotation marks, or the title begins that ends at an offset, and what it is."""
    text = entities.text
    quoted = end and text[end - 1] in _QUOTES.values()
    last = end - 1 if quoted else end
    for k in reversed(entities.between(max(0, last - _BACK), last)):
        name = entities.names[k].span
        if name.end >= last:
            start = name.start
            if quoted and start and _QUOTES.get(text[start - 1]) == text[end - 1]:
                start -= 1
            title = entities.title_at(start - 2, start)
            return title.start if title else start, agreement_of(entities.of[k], entities)
    title = entities.title_at(last - 1, last)
    return (title.start, of_noun(title.of(text).split()[0], entities.language)) if title else None


def _described(end: int, pronoun: Agreement, entities: Entities) -> tuple[int, Agreement] | None:
    """Where the noun begins that ends, with its adjectives, at an offset, and what it is: the first of the words with an article
    that is a noun of sources, or a plural as its pronoun is.
    """
    text, language = entities.text, entities.language
    found: tuple[int, Agreement] | None = None
    start = end
    for token in list(WORD.finditer(text, max(0, end - _BACK), end))[: -_DEFINITE - 1 : -1]:
        word = token.group()
        if text[token.end() : start].strip() or not bare(word).startswith(language.articles):
            break
        start, own = token.start(), of_noun(word, language)
        if _head(word, entities) or (own.plural and pronoun.plural):
            before = min((at for a in language.definite if (at := word.find(a)) >= 0), default=0)
            found = start + before, own
    return found


def _head(word: str, entities: Entities) -> str:
    """A word that is a noun of sources, without what is written on to its front; empty for another word."""
    lexicon, language = entities.lexicon, entities.language
    for form in (word, word[1:] if word[:1] in language.proclitics else ""):
        stem = next(iter(entities.stems(form)), "")
        if any(stem in known for known in (lexicon.unnamed, lexicon.nouns, lexicon.documents)):
            return form
    return ""
