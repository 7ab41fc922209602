"""The pipeline: a document in, its record out, stage after stage."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from qawl.classify import Quotations, features
from qawl.errors import TooLarge, UsageError
from qawl.lang import Language, language, languages
from qawl.lang.detect import detect
from qawl.model import Model, shipped
from qawl.relate import relate
from qawl.resolve import resolve
from qawl.segment import segment
from qawl.tag import Assembler, Draft
from qawl.types import RECORD_VERSION, ROLES, Document, Record, Segments, Span, Spans, Statement

MAX_CHARS = 20_000_000
"""Longest document, in code points, that is read. A longer one is an archive: split it."""

POST_CONFIDENCE = 0.9
"""Of an embedded post that the tagger did not see: its byline is a sure sign, where its text ends is not."""

_SURROGATE = re.compile("[\ud800-\udfff]")

BLOCK_WORDS = 6_000
"""A longer text is encoded and tagged in blocks of whole sentences of about so many words: memory stays bounded."""


class Pipeline:
    """Extracts records with one model. Make it once with `qawl.load`; it may be shared between threads."""

    def __init__(self, model: Model, *, lang: str = "auto", convention: str = "qawl") -> None:
        if lang != "auto" and lang not in languages():
            raise UsageError(f"lang is auto or one of {', '.join(languages())}, not {lang!r}")
        names = model.description.conventions
        if convention not in names:
            raise UsageError(f"convention is one of {', '.join(names)}, not {convention!r}")
        self._model, self._lang, self._convention = model, lang, names.index(convention)

    def __call__(self, document: Document) -> Record:
        """The record of one document. Raises `TooLarge` past MAX_CHARS; an empty text has an empty record."""
        text = _SURROGATE.sub("\ufffd", document.text)
        if len(text) > MAX_CHARS:
            raise TooLarge(f"{document.id}: {len(text):,} characters, more than {MAX_CHARS:,}")
        lang, warnings = self._language(document)
        if text != document.text:
            warnings = (*warnings, "lone surrogates in the text, kept as U+FFFD")
        data = language(lang if lang in languages() else _stand_in(text))
        segments = segment(text)
        statements = self._statements(text, segments, data)
        statements = relate(text, statements, data)
        statements = resolve(text, statements, data)
        return Record(
            id=document.id,
            text=text,
            lang=lang,
            published=document.published,
            outlet=document.outlet,
            title=document.title,
            url=document.url,
            version=RECORD_VERSION,
            model=self._model.name,
            statements=statements,
            warnings=warnings,
        )

    def stream(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Records of many documents, in order, as they are done."""
        for document in documents:
            yield self(document)

    def _language(self, document: Document) -> tuple[str, tuple[str, ...]]:
        lang = document.lang if self._lang == "auto" else self._lang
        found = lang or detect(document.text)
        if found in languages() or not document.text.strip():
            return found, ()
        return found, (f"language {found!r} is not one that Qawl is made for ({', '.join(languages())}): expect little",)

    def _statements(self, text: str, segments: Segments, data: Language) -> tuple[Statement, ...]:
        quotations = Quotations(text, segments.quotations, data)
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        drafts: list[tuple[Draft, int]] = []
        for block in _blocks(segments):
            encoded = self._model.encode(text, block, self._convention)
            tagged = self._model.roles(encoded.vectors, self._model.cues(encoded.vectors), self._convention)
            assemble = Assembler(text, block.words, segments.quotations, self._model.description.tags, data)
            drafts += [(d, _count(block.words, d.spans["content"])) for t in tagged if (d := assemble(t))]
        made = [self._statement(d, words, quotations, digest) for d, words in _distinct(drafts)]
        return tuple(_with_posts(made, segments, digest))

    def _statement(self, draft: Draft, words: int, quotations: Quotations, digest: bytes) -> Statement:
        tagged, spans = draft.tagged, draft.spans
        best = int(tagged.acts.argmax())
        evidence = features(
            cue_score=tagged.cue.score,
            path=tagged.path,
            act=float(tagged.acts[best]),
            words=words,
            content=spans["content"],
            has_source=bool(spans.get("source")),
            has_cue=bool(spans["cue"]),
        )
        return Statement(
            id=statement_id(digest, spans["cue"], spans["content"]),
            source=spans.get("source", ()),
            cue=spans["cue"],
            content=spans["content"],
            addressee=spans.get("addressee", ()),
            channel=spans.get("channel", ()),
            occasion=spans.get("occasion", ()),
            quotation=quotations.type_of(spans["content"]),
            act=self._model.description.acts[best],
            confidence=self._model.description.calibration(evidence),
        )


def load(model: str | Path | None = None, *, lang: str = "auto", threads: int = 1, convention: str = "qawl") -> Pipeline:
    """A pipeline with the shipped model, or with the one in a folder.

    lang: `auto`, or the language of all documents that do not name their own. threads: for one document; more
    documents at once are better spread over processes. convention: `qawl` is this project's guidelines.
    """
    return Pipeline(Model(Path(model) if model else shipped(), threads), lang=lang, convention=convention)


def statement_id(digest: bytes, cue: Spans, content: Spans) -> str:
    """An id that depends on the text and on where cue and content stand, and on nothing else."""
    places = msgspec.json.encode([cue, content])
    return "s" + hashlib.blake2b(digest + places, digest_size=5).hexdigest()


def _stand_in(text: str) -> str:
    """For a language without data: the one of its script."""
    sample = text[:2000]
    return "en" if sum("a" <= c.lower() <= "z" for c in sample) > sum("\u0600" <= c <= "\u06ff" for c in sample) else "ar"


def _blocks(segments: Segments) -> Iterator[Segments]:
    """The segments in blocks of whole sentences of about BLOCK_WORDS words; nearly every text is one block."""
    words = segments.words
    if len(words) <= BLOCK_WORDS * 5 // 4:
        if words:
            yield segments
        return
    starts = [a for a, _ in words]
    cuts, at = [0], 0
    for a, _ in segments.sentences:
        k = bisect_left(starts, a)
        if k - cuts[-1] >= BLOCK_WORDS and at > cuts[-1]:
            cuts.append(at)
        while k - cuts[-1] > 2 * BLOCK_WORDS:  # one sentence longer than a block
            cuts.append(cuts[-1] + BLOCK_WORDS)
        at = k
    while len(words) - cuts[-1] > 2 * BLOCK_WORDS:
        cuts.append(cuts[-1] + BLOCK_WORDS)
    for x, y in zip(cuts, [*cuts[1:], len(words)], strict=True):
        low, high = words[x][0], words[y - 1][1]
        yield Segments(
            paragraphs=_within(segments.paragraphs, low, high),
            sentences=_within(segments.sentences, low, high),
            words=words[x:y],
            quotations=segments.quotations,
            posts=segments.posts,
        )


def _within(units: tuple[tuple[int, int], ...], low: int, high: int) -> tuple[tuple[int, int], ...]:
    return tuple((max(a, low), min(b, high)) for a, b in units if a < high and b > low)


def _count(words: tuple[tuple[int, int], ...], spans: Spans) -> int:
    starts = [a for a, _ in words]
    return sum(bisect_left(starts, s.end) - bisect_left(starts, s.start) for s in spans)


def _distinct(drafts: list[tuple[Draft, int]]) -> list[tuple[Draft, int]]:
    """One statement a cue: of two drafts with the same cue and content the first."""
    seen: set[tuple[Spans, Spans]] = set()
    out = []
    for draft, words in drafts:
        key = (draft.spans["cue"], draft.spans["content"])
        if key not in seen:
            seen.add(key)
            out.append((draft, words))
    return out


def _with_posts(statements: list[Statement], segments: Segments, digest: bytes) -> list[Statement]:
    """The statements with every embedded post that has a byline as one, in the text's order (convention 5)."""
    out = list(statements)
    for post in segments.posts:
        low, high = min(post.content[0].start, post.byline.start), max(post.content[-1].end, post.byline.end)
        inside = [s for s in out if s.content and low <= s.content[0].start and s.content[-1].end <= high]
        out = [s for s in out if s not in inside or s.cue]
        out.append(
            Statement(
                id=statement_id(digest, (), post.content),
                source=(post.author,),
                cue=(),
                content=post.content,
                quotation="direct",
                act="assert",
                confidence=max([s.confidence or 0.0 for s in inside], default=POST_CONFIDENCE),
            )
        )
    out.sort(key=lambda s: ((s.cue or s.content)[0], s.content[0]))
    return out


def spans_of(record: Record) -> Iterator[Span]:
    """Every span of a record."""
    for s in record.statements:
        for role in ROLES:
            yield from getattr(s, role)
    for t in record.times:
        yield t.span
    for meeting in record.meetings:
        yield meeting.evidence
    for position in record.positions:
        yield position.evidence
