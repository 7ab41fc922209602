"""Who addresses whom, and who stands against whom, as a GraphML network for Gephi, visone, networkx or igraph."""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import permutations

from qawl.derive.references import Names
from qawl.export.people import People, Person
from qawl.export.xml import child, written
from qawl.types import Record

_KEYS = (
    *(("node", name, "string") for name in ("name", "kind", "name_en", "key")),
    ("node", "statements", "int"),
    *(
        ("edge", name, kind)
        for name, kind in (("relation", "string"), ("weight", "int"), ("documents", "int"), ("about", "string"))
    ),
)


@dataclass
class _Node:
    name: str
    person: Person
    statements: int = 0


@dataclass
class _Edge:
    weight: int = 0
    documents: set[int] = field(default_factory=set)
    about: Counter[str] = field(default_factory=Counter)


def to_graphml(records: Iterable[Record]) -> Iterator[bytes]:
    """One directed graph, in one piece.

    `addresses`: one says something to another; `about` counts the acts. `opposes`: the two are on different sides of a
    dispute, an edge each way; `about` has the issues. `weight` counts statements, or disputes, and `documents` where.
    Somebody is one node over all documents by key, else by name; an unnamed source is one for each document.
    """
    nodes, edges = _network(list(records))
    root = ET.Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for level, name, kind in _KEYS:
        child(root, "key", id=f"{level}-{name}", **{"for": level, "attr.name": name, "attr.type": kind})
    graph = child(root, "graph", id="who", edgedefault="directed")
    ids = {key: f"n{number}" for number, key in enumerate(nodes, 1)}
    for key, node in nodes.items():
        entity = node.person.entity
        known = {"name_en": entity.name_en, "key": entity.key} if entity else {}
        out = child(graph, "node", id=ids[key])
        _data(out, "node", name=node.name, kind=node.person.kind, statements=str(node.statements), **known)
    for number, ((source, relation, target), edge) in enumerate(edges.items(), 1):
        out = child(graph, "edge", id=f"e{number}", source=ids[source], target=ids[target])
        about = "; ".join(f"{what} {n}" if n > 1 else what for what, n in edge.about.most_common())
        _data(out, "edge", relation=relation, weight=str(edge.weight), documents=str(len(edge.documents)), about=about)
    ET.indent(root, "")
    yield written(root)


def _network(records: list[Record]) -> tuple[dict[str, _Node], dict[tuple[str, str, str], _Edge]]:
    names = Names(records)
    nodes: dict[str, _Node] = {}
    edges: dict[tuple[str, str, str], _Edge] = {}

    def node(number: int, person: Person) -> str:
        # an unnamed source of one article is not known to be that of another
        key = f"{number} {person.name}" if person.kind == "unnamed" else names(number, person.name)
        nodes.setdefault(key, _Node(key if person.kind != "unnamed" else person.name, person))
        return key

    def edge(number: int, source: str, relation: str, target: str, about: str) -> None:
        if source != target:
            found = edges.setdefault((source, relation, target), _Edge())
            found.weight += 1
            found.documents.add(number)
            found.about[about] += 1

    for number, record in enumerate(records, 1):
        people = People(record)
        known = {p.name: p for p in people}
        for s in record.statements:
            for speaker in people.speakers(s):
                source = node(number, speaker)
                nodes[source].statements += 1
                for addressee in people.addressees(s):
                    edge(number, source, "addresses", node(number, addressee), s.act)
        for dispute in record.disputes:
            for one, other in permutations(dispute.sides, 2):
                for a in one.holders:
                    for b in other.holders:
                        ends = (node(number, known.get(x) or Person(0, x, "unnamed")) for x in (a, b))
                        edge(number, next(ends), "opposes", next(ends), dispute.issue)
    return nodes, edges


def _data(parent: ET.Element, level: str, **values: str | None) -> None:
    for name, value in values.items():
        if value:
            child(parent, "data", value, key=f"{level}-{name}")
