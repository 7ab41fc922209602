"""The pipeline: a document in, its record out, stage after stage."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from qawl.blocks import blocks
from qawl.classify import Quotations, act_of, features, times, when
from qawl.derive import Naming, Pairs, Speakers, disputes, meetings, positions, roles, stands
from qawl.encode import Encoded
from qawl.errors import ModelError, TooLarge, UsageError
from qawl.lang import Language, language, languages
from qawl.lang.detect import detect, of_script
from qawl.marks import whole
from qawl.model import Model, shipped
from qawl.parties import Parties
from qawl.relate import relate
from qawl.resolve import Resolver, with_titles
from qawl.segment import segment
from qawl.tag import Assembler, Draft, carried, continued, related, relayed
from qawl.types import RECORD_VERSION, ROLES, Document, Mention, Post, Record, Segments, Span, Spans, Stance, Statement

MAX_CHARS = 20_000_000
"""Longest document, in code points, that is read. A longer one is an archive: split it."""

POST_CONFIDENCE = 0.9
"""Of an embedded post that the tagger did not see: its byline is a sure sign, where its text ends is not."""


class Pipeline:
    """Extracts records with one model. Make it once with `qawl.load`; it may be shared between threads."""

    def __init__(self, model: Model, *, lang: str = "auto", convention: str = "qawl", parties: Parties | None = None) -> None:
        if lang != "auto" and lang not in languages():
            raise UsageError(f"lang is auto or one of {', '.join(languages())}, not {lang!r}")
        names = model.description.conventions
        if convention not in names:
            raise UsageError(f"convention is one of {', '.join(names)}, not {convention!r}")
        self._model, self._lang, self._convention = model, lang, names.index(convention)
        if model.ranker is None:
            raise ModelError(f"the model {model.name} has no resolver yet: train it with training/resolver.py")
        self._parties = parties or Parties.shipped()
        self._resolve = Resolver(model.ranker, self._parties)

    @property
    def model_name(self) -> str:
        """The name of the model, as records have it."""
        return self._model.name

    def __call__(self, document: Document) -> Record:
        """The record of one document. Raises `TooLarge` past MAX_CHARS; an empty text has an empty record."""
        return self._record(document, None)

    def attribute(self, document: Document, statements: Iterable[Statement]) -> Record:
        """The record of a document whose statements are known: their links, speakers and times are found anew, as are the
        entities; spans, act and quotation stay, and so do ids. Raises `TooLarge` like a call.
        """
        return self._record(document, sorted(map(_blank, statements), key=_place))

    def _record(self, document: Document, given: list[Statement] | None) -> Record:
        text = whole(document.text)
        if len(text) > MAX_CHARS:
            raise TooLarge(f"{len(text):,} characters, more than {MAX_CHARS:,}")
        lang, warnings = self._language(document)
        if text != document.text:
            warnings = (*warnings, "lone surrogates in the text, kept as U+FFFD")
        data = language(lang if lang in languages() else of_script(text))
        digest = text_digest(text)
        statements: list[Statement] = []
        mentions: list[Mention] = []
        stances: dict[str, Stance] = {}
        for low, high in blocks(text):
            part = text[low:high]
            segments = segment(part)
            encoded = self._model.encode(part, segments, self._convention, titled=low == 0)
            words = encoded.pieces.word_spans + low
            if given is None:
                found = _distinct(_placed(s, low, digest) for s in self._statements(part, segments, encoded, data))
            else:
                first, last = (bisect_left(given, at, key=lambda s: _place(s)[0].start) for at in (low, high))
                found = tuple(given[first:last])
            found = relate(text, found, data)
            statements += found
            mentions += self._model.mentions(text, encoded.vectors, words)
            if self._model.stance is not None:
                stances.update(self._model.stance(text, encoded.vectors, words, found, data))
        named = with_titles(text, tuple(mentions), data)
        resolved, entities = self._resolve(text, tuple(statements), named, data, document.outlet)
        found_times = times(text, document.published, data.code)
        said = when(text, resolved, found_times, document.published, data.code)
        offices = roles(text, entities, named, data, self._parties, document.published)
        speakers = Speakers(entities, offices, data, self._parties)
        held = positions(text, said, stances, speakers, data)
        naming = Naming(text, entities, speakers.party, self._parties, data.code)
        pairs = Pairs(text, said, stands(text, said, held, speakers, data), naming)
        return Record(
            id=whole(document.id),
            text=text,
            lang=lang,
            published=document.published,
            outlet=document.outlet and whole(document.outlet),
            title=document.title and whole(document.title),
            author=document.author and whole(document.author),
            url=document.url and whole(document.url),
            posts=document.posts,
            version=RECORD_VERSION,
            model=self._model.name,
            statements=said,
            entities=entities,
            times=found_times,
            roles=offices,
            meetings=meetings(text, said, entities, found_times, named, data, self._parties, document.published),
            positions=held,
            disputes=disputes(pairs, speakers, entities, self._model.opposition),
            warnings=warnings,
        )

    def stream(self, documents: Iterable[Document]) -> Iterator[Record]:
        """Records of many documents, in order, as they are done. A document's error ends the stream: call the pipeline
        for each where the others should go on.
        """
        for document in documents:
            yield self(document)

    def _language(self, document: Document) -> tuple[str, tuple[str, ...]]:
        given = document.lang.split("-")[0].lower() if self._lang == "auto" else self._lang
        found = given or detect(document.text)
        if found in languages() or not document.text.strip():
            return found, ()
        return found, (f"language {found!r} is not one that Qawl is made for ({', '.join(languages())}): expect little",)

    def _statements(self, text: str, segments: Segments, encoded: Encoded, data: Language) -> list[Statement]:
        """The statements of one block, without ids and links, spans counted from the block's start."""
        tagged = self._model.roles(encoded.vectors, self._model.cues(encoded.vectors), self._convention)
        assemble = Assembler(text, segments, self._model.description.tags, data)
        made = (self._statement(d, text, data) for t in tagged if (d := assemble(t)))
        least = self._model.description.least_confidence
        sure = continued(text, [s for s in made if (s.confidence or 0.0) >= least], segments)
        whole = relayed(text, related(text, carried(text, sure, segments), data), segments, data)
        quotations = Quotations(text, segments.quotations, data)
        typed = [msgspec.structs.replace(s, quotation=quotations.type_of(s.content)) for s in whole]
        return _with_posts(typed, segments.posts)

    def _statement(self, draft: Draft, text: str, data: Language) -> Statement:
        tagged, spans = draft.tagged, draft.spans
        best = int(tagged.acts.argmax())
        evidence = features(
            cue_score=tagged.cue.score,
            path=tagged.path,
            act=float(tagged.acts[best]),
            words=draft.words,
            content=spans["content"],
            has_source=bool(spans.get("source")),
            has_cue=bool(spans["cue"]),
        )
        return Statement(
            id="",
            source=spans.get("source", ()),
            cue=spans["cue"],
            content=spans["content"],
            addressee=spans.get("addressee", ()),
            channel=spans.get("channel", ()),
            occasion=spans.get("occasion", ()),
            quotation="indirect",  # told when the content is whole
            act=act_of(spans["cue"][0].of(text) if spans["cue"] else "", self._model.description.acts[best], data),
            confidence=self._model.description.calibration(evidence),
        )


def load(
    model: str | Path | None = None,
    *,
    lang: str = "auto",
    threads: int = 1,
    convention: str = "qawl",
    parties: str | Path | None = None,
) -> Pipeline:
    """A pipeline with the shipped model, or with the one in a folder.

    lang: `auto` takes what a document says of itself, else detects it; a code overrides both. threads: for one document; more
    documents at once are better spread over processes. convention: `qawl` is this project's guidelines.
    parties: a file of parties and aliases of your own (`qawl.parties`), added to those that ship.
    """
    known = Parties.shipped().extended(parties) if parties else None
    return Pipeline(Model(Path(model) if model else shipped(), threads), lang=lang, convention=convention, parties=known)


def text_digest(text: str) -> bytes:
    """What of a text goes into its statements' ids."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def statement_id(digest: bytes, cue: Spans, content: Spans) -> str:
    """An id that depends on the text and on where cue and content stand, and on nothing else."""
    places = msgspec.json.encode([cue, content])
    return "s" + hashlib.blake2b(digest + places, digest_size=5).hexdigest()


def _placed(statement: Statement, low: int, digest: bytes) -> Statement:
    """A block's statement with the text's offsets and its id."""
    if low:
        moved = {role: tuple(s.moved(low) for s in getattr(statement, role)) for role in ROLES}
        statement = msgspec.structs.replace(statement, **moved)
    return msgspec.structs.replace(statement, id=statement_id(digest, statement.cue, statement.content))


def _blank(s: Statement) -> Statement:
    """A statement without what the pipeline finds anew."""
    return msgspec.structs.replace(s, parent=None, via=None, speaker="", speaker_kind=None, resolution=None, time=None)


def _place(statement: Statement) -> tuple[Span, Span]:
    """By which statements are ordered: where the cue (or, without one, the content) stands, then the content."""
    return (statement.cue or statement.content)[0], statement.content[0]


def _distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements, of several with the same cue and content one."""
    return tuple({s.id: s for s in statements}.values())


def _with_posts(statements: list[Statement], posts: tuple[Post, ...]) -> list[Statement]:
    """The statements with every embedded post that has a byline as one, in the text's order (convention 5)."""
    tagged = sorted(statements, key=lambda s: s.content[0])
    starts = [s.content[0].start for s in tagged]
    replaced: set[int] = set()
    out = []
    for post in posts:
        low, high = min(post.content[0].start, post.byline.start), max(post.content[-1].end, post.byline.end)
        near = range(bisect_left(starts, low), bisect_left(starts, high))
        seen = [k for k in near if not tagged[k].cue and tagged[k].content[-1].end <= high]
        replaced.update(seen)
        out.append(
            Statement(
                id="",
                source=(post.author,),
                cue=(),
                content=post.content,
                quotation="direct",
                act="assert",
                confidence=max((tagged[k].confidence or 0.0 for k in seen), default=POST_CONFIDENCE),
            )
        )
    out += [s for k, s in enumerate(tagged) if k not in replaced]
    return sorted(out, key=_place)


def spans_of(record: Record) -> Iterator[Span]:
    """Every span of a record."""
    yield from record.posts
    for s in record.statements:
        for role in ROLES:
            yield from getattr(s, role)
        if s.resolution:
            yield from s.resolution.mentions
    for entity in record.entities:
        yield from entity.mentions
    for office in record.roles:
        if office.evidence:
            yield office.evidence
    for t in record.times:
        yield t.span
    for meeting in record.meetings:
        yield meeting.evidence
    for position in record.positions:
        yield position.evidence
        if position.span:
            yield position.span
