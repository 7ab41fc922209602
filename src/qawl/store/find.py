"""A question as SQL. Every word of the question is quoted or bound: none can be syntax."""

from collections.abc import Sequence
from typing import Any

import apsw
import msgspec

from qawl.store.connection import rows
from qawl.store.facets import counted
from qawl.store.meanings import nearest
from qawl.store.rows import folded
from qawl.store.types import Answer, Ask, Cuts, Found, Term
from qawl.types import Span

_ORDERS = {
    "relevance": "h.rank, h.score, h.said DESC, h.item",
    "date": "h.said IS NULL, h.said DESC, h.rank, h.item",
    "confidence": "h.confidence DESC, h.rank, h.item",
}


def register(connection: apsw.Connection) -> None:
    """The function by which speakers, addressees and channels are compared with words."""
    connection.create_scalar_function("qawl_says", _says, 2, deterministic=True)


def find(connection: apsw.Connection, ask: Ask, facet_seconds: float | None = None) -> Answer:
    """The answers to a question, of which those on the page asked for are read whole.

    facet_seconds: a facet that takes more processor time is left out.
    """
    sql, values = _hits(ask)
    connection.execute("DROP TABLE IF EXISTS temp.hits")
    connection.execute(f"CREATE TEMP TABLE hits AS {sql}", values)
    if ask.like is not None:
        nearest(connection, ask.like)
    ((total,),) = rows(connection, "SELECT count(*) FROM hits")
    page = f"SELECT h.item, h.rank, h.score FROM hits h ORDER BY {_ORDERS[ask.sort]} LIMIT ? OFFSET ?"
    chosen = rows(connection, page, (-1 if ask.limit is None else ask.limit, ask.skip))
    read = _document if ask.whole else read_statement
    found = tuple(read(connection, item, rank) for item, rank, _ in chosen)
    if ask.like is not None:
        found = tuple(msgspec.structs.replace(f, alike=round(-score, 3)) for f, (_, _, score) in zip(found, chosen, strict=True))
    return Answer(found, total, counted(connection, ask, total, facet_seconds))


def _match(wanted: Sequence[Term], without: Sequence[Term], widest: int) -> str:
    """What FTS5 is asked: all terms, each in its ways up to a rank, and not those that are left out."""

    def ways(term: Term, widest: int) -> str:
        phrases = ((term.exact,), term.near, term.far)[: widest + 1]
        return "(" + " OR ".join('"' + " ".join(p) + '"' for group in phrases for p in group) + ")"

    return "(" + " AND ".join(ways(t, widest) for t in wanted) + ")" + "".join(f" NOT {ways(t, 2)}" for t in without)


def _hits(ask: Ask) -> tuple[str, dict[str, str]]:
    """All answers with what they are sorted by. Of statements only the small rows are read, not their words."""
    t, of, words, said = ("d", "document", "document_words", "d.published")
    if not ask.whole:
        t, of, words, said = ("s", "statement", "statement_words", "s.said")
    key = f"{t}.{of}"
    tests, values = _tests(ask)
    of_document, bound = _document_tests(ask, t, said)
    values |= bound
    source = "documents d" if ask.whole else "statement_facts s"
    rank, score = "0", "0.0"
    if ask.whole and tests:
        tests = [f"d.document IN (SELECT s.document FROM statement_facts s WHERE {' AND '.join(tests)})"]
    if ask.terms:
        source = f"{words} f CROSS JOIN {source}"  # words first: they are what is rarest
        tests = [f"{words} MATCH :far", f"{key} = f.rowid", *tests]
        values |= {"exact": _match(ask.terms, ask.without, 0), "near": _match(ask.terms, ask.without, 1)}
        values["far"] = _match(ask.terms, ask.without, 2)
        within = f"{key} IN (SELECT rowid FROM {words} WHERE {words} MATCH "
        rank = f"CASE WHEN {within}:exact) THEN 0 WHEN {within}:near) THEN 1 ELSE 2 END"
        score = f"bm25({words})"
    if ask.about:
        values["about"] = _match(ask.about, (), 2)
        tests.append(f"{t}.document IN (SELECT rowid FROM document_words WHERE document_words MATCH :about)")
    confidence = "NULL" if ask.whole else "s.confidence"
    columns = f"{key} AS item, {t}.document, {rank} AS rank, {score} AS score, {said} AS said, {confidence} AS confidence"
    return f"SELECT {columns} FROM {source} WHERE {' AND '.join([f'{t}.latest', *tests, *of_document])}", values


def _tests(ask: Ask) -> tuple[list[str], dict[str, str]]:
    """What is asked of a statement."""
    tests: list[str] = []
    values: dict[str, str] = {}
    voice = "s.statement IN (SELECT v.statement FROM voices v WHERE v.part IN ({}) AND v.entity IN ({}))"
    speaks = []
    if ask.speaker is not None:
        speaks.append(voice.format("'speaker'", _numbers(ask.speaker)))
    if ask.said_by is not None:
        speaks.append("qawl_says((SELECT w.speaker FROM statements w WHERE w.statement = s.statement), :said_by)")
        values["said_by"] = _phrases(ask.said_by)
    if speaks:
        tests.append(f"({' OR '.join(speaks)})")
    for parts, entities in (("'party'", ask.party), ("'speaker', 'party'", ask.voice)):
        if entities is not None:
            tests.append(voice.format(parts, _numbers(entities)))
    for name, chosen in (("act", ask.act), ("quotation", ask.quotation)):
        if chosen is not None:
            tests.append(_one_of(f"s.{name}", name, chosen, values))
    if ask.stance is not None:
        within = _one_of("p.stance", "stance", ask.stance, values)
        tests.append(f"s.statement IN (SELECT p.statement FROM positions p WHERE {within})")
    for role, terms in (("addressee", ask.addressee), ("channel", ask.channel)):
        if terms is not None:
            values[role] = _phrases(terms)
            within = f"x.statement = s.statement AND x.role = '{role}' AND qawl_says(x.text, :{role})"
            tests.append(f"EXISTS (SELECT 1 FROM spans x WHERE {within})")
    return tests, values


def _document_tests(ask: Ask, t: str, said: str) -> tuple[list[str], dict[str, str]]:
    tests: list[str] = []
    values: dict[str, str] = {}
    for name, chosen in (("outlet", ask.outlet), ("lang", ask.lang)):
        if chosen is not None:
            tests.append(_one_of(f"{t}.{name}", name, chosen, values))
    # dates are compared as text, so that their index serves; "~" comes after everything that a date may go on with
    # a statement's date is a day, whatever the hour asked for
    since, until = (value and (value if ask.whole else value[: len("2026-01-31")]) for value in (ask.since, ask.until))
    for sign, name, value in ((">=", "since", since), ("<=", "until", until and until + "~")):
        if value:
            values[name] = value
            tests.append(f"{said} {sign} :{name}")
    if values.keys() & {"since", "until"}:
        tests.append(f"{t}.latest = 1")  # the index begins with it
    return tests, values


def _one_of(column: str, name: str, chosen: Sequence[str], values: dict[str, str]) -> str:
    names = [f"{name}{n}" for n in range(len(chosen))]
    values |= dict(zip(names, chosen, strict=True))
    return f"{column} IN ({', '.join(':' + n for n in names)})"


def _numbers(entities: Sequence[int]) -> str:
    return ", ".join(str(int(e)) for e in entities)


def _phrases(terms: Sequence[Term]) -> str:
    return "\n".join(" ".join(p) for term in terms for p in term.phrases)


def _says(*values: Any) -> bool:
    """Of a text and folded phrases, a line each: whether one of them stands in it."""
    text, phrases = values
    said = f" {folded(text or '')} "
    return any(f" {phrase} " in said for phrase in phrases.split("\n") if phrase)


_DOCUMENT = ("d.key", "d.id", "d.outlet", "d.title", "d.author", "d.url", "d.published", "d.lang")
_STATEMENT = ("s.id", "s.speaker", "s.act", "s.quotation", "s.said", "s.confidence")
_FIELDS = ("document", "id", "outlet", "title", "author", "url", "published", "lang")
_MORE = ("statement", "speaker", "act", "quotation", "said", "confidence")


def _document(connection: apsw.Connection, document: int, rank: int) -> Found:
    (row,) = rows(connection, f"SELECT {', '.join(_DOCUMENT)} FROM documents d WHERE d.document = ?", (document,))
    return Found(rank=rank, **dict(zip(_FIELDS, row, strict=True)))


def read_statement(connection: apsw.Connection, statement: int, rank: int = 0) -> Found:
    """A statement by its number, whole."""
    joined = "statements s JOIN documents d ON d.document = s.document"
    (row,) = rows(connection, f"SELECT {', '.join((*_DOCUMENT, *_STATEMENT))} FROM {joined} WHERE s.statement = ?", (statement,))
    cuts: dict[str, Cuts] = {"content": (), "source": (), "cue": ()}
    spans = "SELECT role, start, end, text FROM spans WHERE statement = ? ORDER BY role, n"
    for role, start, end, text in rows(connection, spans, (statement,)):
        if role in cuts:
            cuts[role] += ((Span(start, end), text),)
    voices = "SELECT entity FROM voices WHERE statement = ? AND part = 'speaker' ORDER BY entity"
    speakers = tuple(int(entity) for (entity,) in rows(connection, voices, (statement,)))
    fields = dict(zip((*_FIELDS, *_MORE), row, strict=True))
    return Found(rank=rank, speakers=speakers, content=cuts["content"], source=cuts["source"], cue=cuts["cue"], **fields)
