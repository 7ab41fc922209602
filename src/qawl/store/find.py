"""A question as SQL. Every word of the question is quoted or bound: none can be syntax."""

from collections.abc import Sequence
from typing import Any

import apsw

from qawl.store.connection import rows, within
from qawl.store.rows import folded
from qawl.store.types import Answer, Ask, Cuts, Facet, FacetName, Found, Term
from qawl.types import Span

VALUES = 10
"""Values that a facet shows at most."""

_ORDERS = {
    "relevance": "h.rank, h.score, h.said DESC, h.item",
    "date": "h.said IS NULL, h.said DESC, h.rank, h.item",
    "confidence": "h.confidence DESC, h.rank, h.item",
}
_SPEAKER = "coalesce((SELECT name FROM entities e WHERE e.entity = v.entity), nullif(s.speaker, ''))"
_OF_STATEMENTS = "hits h JOIN statements s ON s.statement = h.item"
_FACETS: dict[FacetName, tuple[str, str]] = {
    "speaker": (_SPEAKER, f"{_OF_STATEMENTS} LEFT JOIN voices v ON v.statement = h.item AND v.part = 'speaker'"),
    "party": (
        "e.name",
        "hits h JOIN voices v ON v.statement = h.item AND v.part = 'party' JOIN entities e ON e.entity = v.entity",
    ),
    "act": ("s.act", _OF_STATEMENTS),
    "stance": ("p.stance", "hits h JOIN positions p ON p.statement = h.item"),
    "quotation": ("s.quotation", _OF_STATEMENTS),
    "outlet": ("d.outlet", "hits h JOIN documents d ON d.document = h.document"),
    "lang": ("d.lang", "hits h JOIN documents d ON d.document = h.document"),
    "month": ("substr(h.said, 1, 7)", "hits h"),
}
_OF_WHOLE: tuple[FacetName, ...] = ("outlet", "lang", "month")


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
    ((total,),) = rows(connection, "SELECT count(*) FROM hits")
    page = f"SELECT h.item, h.rank FROM hits h ORDER BY {_ORDERS[ask.sort]} LIMIT ? OFFSET ?"
    chosen = rows(connection, page, (-1 if ask.limit is None else ask.limit, ask.skip))
    read = _document if ask.whole else _statement
    found = tuple(read(connection, item, rank) for item, rank in chosen)
    wanted = (f for f in ask.facets if not ask.whole or f in _OF_WHOLE)
    counted = (_facet(connection, f, facet_seconds) for f in wanted)
    return Answer(found, total, tuple(f for f in counted if f is not None))


def _match(ask: Ask, widest: int) -> str:
    """What FTS5 is asked: all terms, each in its ways up to a rank, and not those that are left out."""

    def ways(term: Term, widest: int) -> str:
        phrases = ((term.exact,), term.near, term.far)[: widest + 1]
        return "(" + " OR ".join('"' + " ".join(p) + '"' for group in phrases for p in group) + ")"

    wanted = "(" + " AND ".join(ways(t, widest) for t in ask.terms) + ")"
    return wanted + "".join(f" NOT {ways(t, 2)}" for t in ask.without)


def _hits(ask: Ask) -> tuple[str, dict[str, str]]:
    table, key = ("document_words", "d.document") if ask.whole else ("statement_words", "s.statement")
    said = "d.published" if ask.whole else "s.said"
    tests, values = _tests(ask)
    of_document, bound = _document_tests(ask, said)
    values |= bound
    source = "documents d" if ask.whole else "statements s JOIN documents d ON d.document = s.document"
    rank, score = "0", "0.0"
    if ask.whole and tests:
        tests = [f"d.document IN (SELECT s.document FROM statements s WHERE {' AND '.join(tests)})"]
    if ask.terms:
        source = f"{table} f CROSS JOIN {source}"  # words first: they are what is rarest
        tests = [f"{table} MATCH :far", f"{key} = f.rowid", *tests]
        values |= {"exact": _match(ask, 0), "near": _match(ask, 1), "far": _match(ask, 2)}
        within = f"{key} IN (SELECT rowid FROM {table} WHERE {table} MATCH "
        rank = f"CASE WHEN {within}:exact) THEN 0 WHEN {within}:near) THEN 1 ELSE 2 END"
        score = f"bm25({table})"
    confidence = "NULL" if ask.whole else "s.confidence"
    columns = f"{key} AS item, d.document, {rank} AS rank, {score} AS score, {said} AS said, {confidence} AS confidence"
    return f"SELECT {columns} FROM {source} WHERE {' AND '.join(['d.latest', *tests, *of_document])}", values


def _tests(ask: Ask) -> tuple[list[str], dict[str, str]]:
    """What is asked of a statement."""
    tests: list[str] = []
    values: dict[str, str] = {}
    voice = "s.statement IN (SELECT v.statement FROM voices v WHERE v.part = '{}' AND v.entity IN ({}))"
    speaks = []
    if ask.speaker is not None:
        speaks.append(voice.format("speaker", _numbers(ask.speaker)))
    if ask.said_by is not None:
        speaks.append("qawl_says(s.speaker, :said_by)")
        values["said_by"] = _phrases(ask.said_by)
    if speaks:
        tests.append(f"({' OR '.join(speaks)})")
    if ask.party is not None:
        tests.append(voice.format("party", _numbers(ask.party)))
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


def _document_tests(ask: Ask, said: str) -> tuple[list[str], dict[str, str]]:
    tests: list[str] = []
    values: dict[str, str] = {}
    if ask.outlet is not None:
        tests.append(_one_of("d.outlet", "outlet", ask.outlet, values))
    for name, sign, value in (("since", ">=", ask.since), ("until", "<=", ask.until)):
        if value:
            values[name] = value
            tests.append(f"substr({said}, 1, length(:{name})) {sign} :{name}")
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
    return any(f" {phrase} " in said for phrase in phrases.split("\n"))


def _facet(connection: apsw.Connection, name: FacetName, seconds: float | None) -> Facet | None:
    """A facet, or None where it takes more than so many seconds."""
    value, source = _FACETS[name]
    sql = (
        f"SELECT {value} AS value, count(DISTINCT h.item) AS n FROM {source} WHERE value IS NOT NULL"
        f" GROUP BY value ORDER BY n DESC, value LIMIT {VALUES}"
    )
    if seconds is None:
        return Facet(name, tuple(rows(connection, sql)))
    try:
        with within(connection, seconds):
            return Facet(name, tuple(rows(connection, sql)))
    except apsw.InterruptError:
        return None


_DOCUMENT = ("d.key", "d.id", "d.outlet", "d.title", "d.url", "d.published", "d.lang")
_STATEMENT = ("s.id", "s.speaker", "s.act", "s.quotation", "s.said", "s.confidence")
_FIELDS = ("document", "id", "outlet", "title", "url", "published", "lang")
_MORE = ("statement", "speaker", "act", "quotation", "said", "confidence")


def _document(connection: apsw.Connection, document: int, rank: int) -> Found:
    (row,) = rows(connection, f"SELECT {', '.join(_DOCUMENT)} FROM documents d WHERE d.document = ?", (document,))
    return Found(rank=rank, **dict(zip(_FIELDS, row, strict=True)))


def _statement(connection: apsw.Connection, statement: int, rank: int) -> Found:
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
