"""The tagged mentions made ready for gathering: whole names, without what is written on to them or stands before them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from qawl.fold import fold
from qawl.lang import Language
from qawl.marks import bare
from qawl.parties import Parties
from qawl.resolve.lexicon import lexicon, possessed, refers_back
from qawl.resolve.phrase import stems
from qawl.types import Mention, Span

MIN_FORM = 5
"""Letters that a form has at least when its first is taken for a prefix because the rest is a name elsewhere."""
NAME_WORDS = 2
"""Words of a name at least, where a word in front of it is taken for an office: `King` is none in Stephen King."""
OFFICE = 30
"""Characters before a name in which an office is looked for."""
_OWNER = re.compile(r"['’]s?$")
_JOINT = re.compile(r"\s+(?=\w)")
_TOKEN = re.compile(r"\S+")


def tidy(text: str, mentions: Iterable[Mention], language: Language, parties: Parties) -> list[Mention]:
    """The mentions of names and titles in the text's order, those left out that name nobody (`بلاده`, `المتحدث` as a name)."""
    work = _Tidy(text, language, parties)
    standing = [work.trimmed(work.bracketed(m)) for m in mentions if m.span.end > m.span.start]
    if language.name_particles:
        standing = [part for m in standing for part in work.capitalized(m)]
    standing = [part for m in standing for part in work.parted(work.recorded(m))]
    found = sorted(work.unprefixed(work.whole(standing)), key=lambda m: (m.span.start, -m.span.end))
    people = (stems(m.span.of(text), language) for m in found if m.kind == "person")
    surnames = {parts[-1] for parts in people if len(parts) > 1}
    found = [part for m in found for part in work.owned(work.surname(m, surnames), surnames)]
    return [m for m in found if m.kind == "title" or work.names_somebody(m, surnames)]


class _Tidy:
    def __init__(self, text: str, language: Language, parties: Parties) -> None:
        self.text, self.language, self.parties = text, language, parties
        self.lexicon = lexicon(language.code)

    def bracketed(self, m: Mention) -> Mention:
        """A mention with the bracket that closes right after it, or without one that it only closes."""
        form = m.span.of(self.text)
        unclosed = form.count("(") - form.count(")")
        if unclosed == 1 and self.text.startswith(")", m.span.end):
            return Mention(Span(m.span.start, m.span.end + 1), m.kind)
        return Mention(Span(m.span.start, m.span.end - 1), m.kind) if unclosed == -1 and form[1:].endswith(")") else m

    def trimmed(self, m: Mention) -> Mention:
        """A mention without the word that it begins with and that is no name's: a demonstrative, a letter written on to it or not
        (these *reports*), *among them* X; of a person without the clause that its last words open (X *during*).
        """
        form = m.span.of(self.text)
        first, space, rest = form.partition(" ")
        plain = bare(first).lower()
        shown = plain in self.language.pronouns or (plain[:1] in self.language.proclitics and plain[1:] in self.language.pronouns)
        if space and rest.strip() and (shown or plain in self.language.among):
            m = Mention(Span(m.span.start + len(first) + 1, m.span.end), m.kind)
        joined = m.kind == "person" and bool(self.language.conjunctions)
        found = list(_TOKEN.finditer(self.text, m.span.start, m.span.end)) if joined else []
        end = next((k for k in range(1, len(found)) if bare(found[k].group()) in self.language.clause_openers), len(found))
        return Mention(Span(m.span.start, found[end - 1].end()), m.kind) if end < len(found) else m

    def capitalized(self, m: Mention) -> Iterator[Mention]:
        """A person's name without what stands before it (*comedian* Tim Allen), that as a title; a body's without article.

        What was taken for a person's name and has no word with a capital is a title as a whole (the real estate mogul), and so is
        an office after whose it is (the paper's Managing Editor) or before its full stop (Ohio Gov.).
        """
        found = list(_TOKEN.finditer(self.text, m.span.start, m.span.end))
        start = next((k for k, w in enumerate(found) if w.group().lower() not in self.language.determiners), len(found))
        if m.kind == "title" or start == len(found):
            yield m
            return
        if m.kind != "person":
            yield Mention(Span(found[start].start(), m.span.end), m.kind)
            return
        owned = next((k for k in range(len(found) - 1, start, -1) if _OWNER.search(found[k - 1].group())), start)
        name = len(found)
        if not (self._before_name(found[-1].group()) and (owned > start or self._is_office(m, found, start))):
            name = self._name(found, owned)
        if name > owned:
            yield Mention(Span(found[start].start(), found[name - 1].end()), "title")
        if name < len(found):
            yield Mention(Span(found[name].start(), m.span.end), m.kind)

    def _name(self, found: list[re.Match[str]], start: int) -> int:
        """Which of a mention's words begins the name itself; their number where none does."""
        if len(found) - start > NAME_WORDS and self._amid_office(found[start].start()):
            start += 1  # the Secretary of | State Jon Husted
        name = len(found)
        while name > start and self._in_name(found[name - 1].group()):
            name -= 1
        offices = [k for k in range(start, len(found) - NAME_WORDS) if self._before_name(found[k].group())]
        if offices and offices[-1] >= name - 1:  # Columbia Attorney General Karl Racine
            name = offices[-1] + 1
        elif offices and offices[-1] == name - 2:  # Secretary of State Jon Husted
            name = max(name, len(found) - NAME_WORDS)
        while name < len(found) - 1 and self._before_name(found[name].group()):
            name += 1
        return name

    def _is_office(self, m: Mention, found: list[re.Match[str]], start: int) -> bool:
        """Whether words that end in an office are no name, by an article before them or a full stop behind."""
        before = self.text[max(0, m.span.start - OFFICE) : m.span.start].split(" ")[-2:]
        article = start > 0 or (len(before) == 2 and not before[1] and before[0].lower() in self.language.determiners)
        return len(found) - start > 1 and (article or self.text.startswith(".", m.span.end))

    def _amid_office(self, at: int) -> bool:
        """Whether an office that needs another word stands before an offset: Secretary of."""
        before = self.text[max(0, at - OFFICE) : at].split()
        return len(before) > 1 and before[-1] in self.language.of_words and self._before_name(before[-2])

    def _ends_in_office(self, span: Span) -> bool:
        """Whether what was taken for a name ends in the word of an office, or follows one that needs another word."""
        last = self.text[max(span.start, span.end - OFFICE) : span.end].split()[-1:]
        return any(map(self._before_name, last)) or self._amid_office(span.start)

    def _in_name(self, word: str) -> bool:
        plain = word.startswith("@") or not any(c.islower() for c in word)  # an account, figures, another script
        return plain or any(c.isupper() for c in word) or word in self.language.name_particles

    def _before_name(self, word: str) -> bool:
        return word.lower().rstrip(".") in self.lexicon.functions

    def recorded(self, m: Mention) -> Mention:
        """A mention; a name taken for a person's that is a place or a body on record (`أديس أبابا`), as that; one of one word,
        which may be a surname too, only a body's (Hamas), in a language that writes names with capitals.
        """
        form = m.span.of(self.text)
        party = self.parties.find(form, self.language.code) if m.kind == "person" else None
        alone = " " not in form
        if party is None or (alone and (party.kind != "organization" or not self.language.name_particles)):
            return m
        return Mention(m.span, party.kind)

    def parted(self, m: Mention) -> Iterator[Mention]:
        """A mention of two parties on record, the second with `and` written on to it (`حلف الأطلسي وروسيا`), as two."""
        form = m.span.of(self.text)
        for joint in _JOINT.finditer(form) if m.kind != "title" else ():
            low, high = form[: joint.start()], form[joint.start() :].lstrip()
            first = self.parties.find(low, self.language.code)
            prefix = next((p for p in self.language.conjunctions if high.startswith(p)), "")
            second = self.parties.find(high[len(prefix) :], self.language.code) if prefix and high != prefix else None
            if first is not None and second is not None and not self.parties.find(form, self.language.code):
                yield Mention(Span(m.span.start, m.span.start + len(low)), first.kind)
                yield Mention(Span(m.span.end - len(high) + len(prefix), m.span.end), second.kind)
                return
        yield m

    def whole(self, mentions: Iterable[Mention]) -> list[Mention]:
        """The mentions; two persons' names with nothing but a space between are parts of one, or the first is a title."""
        out: list[Mention] = []
        last: dict[str, int] = {}  # by kind: where in `out` the latest one stands
        for m in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
            k = last.get(m.kind)
            gap = self.text[out[k].span.end : m.span.start] if k is not None else ""
            if m.kind == "person" and k is not None and gap and not gap.strip() and "\n" not in gap:
                before = out[k].span
                if not self.language.name_particles or not self._ends_in_office(before):
                    out[k] = Mention(Span(before.start, m.span.end), m.kind)
                    continue
                out[k] = Mention(before, "title")
            last[m.kind] = len(out)
            out.append(m)
        return out

    def surname(self, m: Mention, surnames: set[str]) -> Mention:
        """A mention; of one word taken for a body's or a people's name that is a person's surname and no party on record, as the
        person's. Not where bodies are called by surnames, as in English (Ford).
        """
        form = m.span.of(self.text)
        parts = stems(form, self.language) if m.kind in ("organization", "state") and not self.language.name_particles else ()
        known = len(parts) == 1 and (parts[0] in self.lexicon.bodies or self.parties.find(form, self.language.code))
        return Mention(m.span, "person") if len(parts) == 1 and parts[0] in surnames and not known else m

    def owned(self, m: Mention, surnames: set[str]) -> Iterator[Mention]:
        """A mention; after `spokesman of`, of another's surname with the name of who speaks (*Alder* Amy Rain), as two."""
        found = list(_TOKEN.finditer(self.text, m.span.start, m.span.end)) if m.kind == "person" else []
        before = self.text[max(0, m.span.start - OFFICE) : m.span.start].split()[-1:]
        owner = len(found) > NAME_WORDS and before and bare(before[0]) in self.language.naming_prepositions
        if owner and surnames.issuperset(stems(found[0].group(), self.language)):
            yield Mention(Span(m.span.start, found[0].end()), m.kind)
            m = Mention(Span(found[1].start(), m.span.end), m.kind)
        yield m

    def unprefixed(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions, each without a prefixed letter that it kept, and with the letter of its own that was taken for one."""
        folded: list[tuple[str, str]] = [(m.kind, fold(m.span.of(self.text))) for m in mentions]
        seen = Counter((kind, word) for kind, name in folded for word in name.split())
        known = {*folded, *((kind, name.split()[-1]) for kind, name in folded if kind == "person" and name)}
        return [self._unprefixed(m, known, seen) for m in mentions]

    def _unprefixed(self, m: Mention, known: set[tuple[str, str]], seen: Counter[tuple[str, str]]) -> Mention:
        if m.kind == "title":
            return m
        if self._prefixed(m, known):
            return Mention(Span(m.span.start + 1, m.span.end), m.kind)
        return Mention(Span(m.span.start - 1, m.span.end), m.kind) if self._beheaded(m, seen) else m

    def _prefixed(self, m: Mention, known: set[tuple[str, str]]) -> bool:
        """Whether the first letter is written on to a name: the rest is one elsewhere, on record, or begins with a given name."""
        form = m.span.of(self.text)
        rest = form[1:]
        find, code = self.parties.find, self.language.code
        party, whole = find(rest, code), find(form, code)
        joined = form[0] in self.language.conjunctions and party is whole
        if form[0] not in self.language.proclitics or len(rest) <= 2 or (whole and not joined):
            return False
        if m.kind == "person" and (self._given(form) or self._given(rest)):
            return not self._given(form)
        head, own = (next(iter(stems(f, self.language)), "") for f in (rest, form))
        body = m.kind == "organization" and head in self.lexicon.bodies and own not in self.lexicon.bodies
        named = (m.kind, fold(rest)) in known and len(rest) >= MIN_FORM
        return named or body or (party is not None and (party.kind == "person") == (m.kind == "person"))

    def _beheaded(self, m: Mention, seen: Counter[tuple[str, str]]) -> bool:
        """Whether the letter before a name is its own (`ليلى`): with it, it begins with a given name or is one on record, and
        without it not, or begins with a word that other names have as often.
        """
        attached = self._attached(m.span.start)
        if not attached:
            return False
        form = m.span.of(self.text)
        whole = attached + form
        if m.kind == "person":
            first, own = ((m.kind, fold(f).partition(" ")[0]) for f in (form, whole))
            return not self._given(form) and (self._given(whole) or seen[own] >= seen[first])
        find, code = self.parties.find, self.language.code
        return find(form, code) is None and find(whole, code) is not None

    def _attached(self, start: int) -> str:
        """The letter written on to the front of a mention, alone or after a conjunction; empty where there is none."""
        if not start:
            return ""
        letter, before = self.text[start - 1], self.text[max(0, start - 2) : start - 1]
        alone = not before.isalnum() or before in self.language.conjunctions
        return letter if letter in self.language.proclitics and alone else ""

    def _given(self, name: str) -> bool:
        """Whether a name begins with a given name that is listed."""
        first = fold(name).partition(" ")[0]
        return first in self.language.women or first in self.language.men

    def names_somebody(self, m: Mention, surnames: set[str]) -> bool:
        """Whether a mention is a name: it neither refers back nor says, in one word, what somebody is (a minister, sources)."""
        form = m.span.of(self.text)
        parts = stems(form, self.language)
        if refers_back(form, self.language) or possessed(form, self.language):
            return False
        if len(parts) != 1 or m.kind == "state" or self.parties.find(form, self.language.code):
            return True
        if m.kind == "person":
            known = self.lexicon.is_somebody(parts[0])
        else:  # what was written speaks too (`أنباء`)
            known = parts[0] in self.lexicon.unnamed and parts[0] not in self.lexicon.documents
        return not known or parts[0] in surnames
