"""How many answers have which value: facets, counted in the table of hits that `qawl.store.find` makes."""

from contextlib import nullcontext

import apsw

from qawl.store.connection import rows, within
from qawl.store.types import Ask, Facet, FacetName

FULLY = 12_000
"""Answers up to which every one is counted; of more, every second, third, … one, and the counts are estimates."""

_NAMED = (
    "SELECT e.name AS value, sum(n) AS n FROM (SELECT v.entity, count(*) AS n FROM {hits} h"
    " CROSS JOIN voices v ON v.statement = h.item AND v.part = '{part}' GROUP BY v.entity) JOIN entities e USING (entity)"
    " GROUP BY e.name"
)
# those who are no entity go by their description
_UNNAMED = (
    "SELECT s.speaker, count(*) FROM {hits} h CROSS JOIN statements s ON s.statement = h.item WHERE s.speaker != ''"
    " AND NOT EXISTS (SELECT 1 FROM voices v WHERE v.statement = h.item AND v.part = 'speaker') GROUP BY s.speaker"
)
_FACT = "SELECT {value} AS value, count(*) AS n FROM {{hits}} h CROSS JOIN {table} f ON f.{key} = h.item GROUP BY value"


def _facts(value: str) -> str:
    return _FACT.format(value=value, table="statement_facts", key="statement")


def _of_whole(value: str) -> str:
    return _FACT.format(value=value, table="documents", key="document")


_MONTH = "SELECT substr(h.said, 1, 7) AS value, count(*) AS n FROM {hits} h GROUP BY value"
_STATEMENTS: dict[FacetName, str] = {
    "speaker": f"{_NAMED.format(hits='{hits}', part='speaker')} UNION ALL {_UNNAMED}",
    "party": _NAMED.format(hits="{hits}", part="party"),
    "addressee": _NAMED.format(hits="{hits}", part="addressee"),
    "act": _facts("f.act"),
    "stance": (
        "SELECT p.stance AS value, count(DISTINCT h.item) AS n FROM {hits} h CROSS JOIN positions p ON p.statement = h.item"
        " GROUP BY p.stance"
    ),
    "quotation": _facts("f.quotation"),
    "outlet": _facts("f.outlet"),
    "lang": _facts("f.lang"),
    "month": _MONTH,
}
_DOCUMENTS: dict[FacetName, str] = {"outlet": _of_whole("f.outlet"), "lang": _of_whole("f.lang"), "month": _MONTH}


def counted(connection: apsw.Connection, ask: Ask, total: int, seconds: float | None = None) -> tuple[Facet, ...]:
    """The facets that a question asks for (of whole texts, those that texts have), of the answers in the table `hits`.

    seconds: a facet that takes more processor time is left out.
    """
    every = max(1, -(-total // FULLY))
    hits = "hits"
    if every > 1 and ask.facets:
        hits = "some_hits"
        connection.execute("DROP TABLE IF EXISTS temp.some_hits")
        connection.execute(f"CREATE TEMP TABLE some_hits AS SELECT item, said FROM hits WHERE rowid % {every} = 0")
    queries = _DOCUMENTS if ask.whole else _STATEMENTS
    out = []
    for name in (f for f in ask.facets if f in queries):
        sql = (
            f"SELECT value, sum(n) * {every} AS n FROM ({queries[name].format(hits=hits)}) WHERE value IS NOT NULL"
            f" GROUP BY value ORDER BY n DESC, value LIMIT {int(ask.values)}"
        )
        try:
            with within(connection, seconds) if seconds is not None else nullcontext():
                out.append(Facet(name, tuple(rows(connection, sql)), exact=every == 1))
        except apsw.InterruptError:
            if seconds is None:
                raise
    return tuple(out)
