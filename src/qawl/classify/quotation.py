"""Direct, indirect or mixed: how much of a content stands in quotation marks (guidelines, `quotation`)."""

import re
from bisect import bisect_left, bisect_right

from qawl.lang import Language
from qawl.marks import WORD, bare
from qawl.types import Quotation, QuotationType, Spans

_POST_END = re.compile(r"pic\.twitter\.com/\w+\s*$|https?://t\.co/\w+\s*$")
_FOREIGN = 3  # longest one, in words, that is a name because it has figures or Latin letters
_TERM = 4  # longest quoted term, in words, that may be a mere name


class Quotations:
    """A text's outer quotations, made once and asked about every content."""

    def __init__(self, text: str, quotations: tuple[Quotation, ...], language: Language) -> None:
        self._text, self._language = text, language
        self._outer = [q for q in quotations if q.depth == 0]
        self._starts = [q.start for q in self._outer]
        self._ends = [q.end for q in self._outer]
        self._terms: dict[str, int] = {}
        for q in self._outer:
            term = self.term(q)
            self._terms[term] = self._terms.get(term, 0) + 1

    def type_of(self, content: Spans) -> QuotationType:
        """The quotation type of a content.

        Judged from inside: a content that lies wholly within somebody else's quotation is indirect there. Marks around a
        name or a single term are none of the speaker's (convention 16).
        """
        if self._is_post(content):
            return "direct"
        inside = outside = 0
        running = False  # in a quotation that its paragraph did not close: it goes on in the content's next spans
        loose: list[str] = []
        quoted: list[Quotation] = []
        for span in content:
            k = bisect_right(self._starts, span.start) - 1
            if k >= 0 and self._ends[k] > span.start + 1 and self._starts[k] < span.start and self._ends[k] > content[-1].end:
                return "indirect"
            low, high = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
            here = self._outer[low:high]
            quoted += here
            at = 0
            for match in WORD.finditer(self._text, span.start, span.end):
                word = bare(match.group())
                if not word:
                    continue
                while at < len(here) and here[at].end <= match.start():
                    at += 1
                if at < len(here) and here[at].start <= match.start():
                    inside += 1
                    running = running or not here[at].balanced
                elif running:
                    inside += 1
                else:
                    outside += 1
                    if len(loose) < _TERM:
                        loose.append(word)
        if not inside:
            return "indirect"
        if outside <= len(loose) and all(self._language.introduces(w) for w in loose):
            return "direct"
        return "indirect" if self._are_names(quoted) else "mixed"

    def _is_post(self, content: Spans) -> bool:
        """Whether a content carries the link that ends an embedded post."""
        return bool(_POST_END.search(self._text, max(content[-1].start, content[-1].end - 40), content[-1].end))

    def _are_names(self, quoted: list[Quotation]) -> bool:
        """Whether all are names; one joined to a name before it is one too (`مستوطنتي "أ" و"ب"`)."""
        named: Quotation | None = None
        for q in quoted:
            joined = named is not None and self._text[named.end : q.start].strip(" ،,") in ("", *self._language.conjunctions)
            if not joined and not self._is_name(q):
                return False
            named = q
        return True

    def _is_name(self, q: Quotation) -> bool:
        term = self.term(q)
        words = term.split()
        count = len(words)
        if not term or count > _TERM:
            return False
        if term in self._language.quoted_names:
            return True
        if self._language.right_to_left and count <= _FOREIGN and any(c.isascii() and c.isalnum() for c in term):
            return True  # باليكاتان 2024, T-90
        if count > 1 and words[0] in self._language.naming_nouns and words[1].startswith(self._language.definite):
            return True  # it says itself what it names: "منتدى الشباب"
        before = WORD.findall(self._text, max(0, q.start - 30), q.start)
        noun = self._stem(bare(before[-1])) if before else ""
        if noun in self._language.naming_nouns:
            return True
        return count == 1 and self._terms[term] >= 3

    def term(self, q: Quotation) -> str:
        """What stands between the marks, without Arabic marks, its words joined by single spaces."""
        return " ".join(bare(w) for w in WORD.findall(self._text, q.start, min(q.end, q.start + 80)))

    def _stem(self, word: str) -> str:
        """A noun without conjunction, preposition and article."""
        for c in self._language.proclitics:
            if word.startswith(c) and len(word) > 3 and word[1:] in self._language.naming_nouns:
                return word[1:]
        for article in self._language.articles:
            if word.startswith(article) and len(word) > 4:
                return word[len(article) :]
        return word
