import io

import networkx as nx
import pytest

from hard import hard
from qawl.export.graphml import to_graphml
from samples import follow_up, nahrain, river


@pytest.fixture
def graph():
    return nx.read_graphml(io.BytesIO(b"".join(to_graphml([nahrain(), follow_up(), river(), hard()]))), force_multigraph=True)


def ends(graph, relation):
    names = nx.get_node_attributes(graph, "name")
    return {(names[a], names[b]): data for a, b, data in graph.edges(data=True) if data["relation"] == relation}


def test_it_is_a_directed_graph_with_one_node_for_each(graph):
    assert graph.is_directed()
    names = [data["name"] for _, data in graph.nodes(data=True) if data["kind"] != "unnamed"]
    assert len(names) == len(set(names))
    haddad = next(data for _, data in graph.nodes(data=True) if data.get("key") == "p:haddad")
    assert haddad["statements"] == 5  # of an Arabic and an English article
    assert haddad["kind"] == "person"


def test_who_addresses_whom(graph):
    found = ends(graph, "addresses")
    assert found["ليلى حداد", "الاتحاد الجنوبي"]["about"] == "demand"
    assert ("كريم سعد", "نبيل حرب") in found
    assert ("يوسف إبراهيم", "الطرفين") in found


def test_who_opposes_whom_goes_both_ways_and_counts_over_documents(graph):
    found = ends(graph, "opposes")
    both = found["الجمهورية الشمالية", "الاتحاد الجنوبي"]
    assert both["weight"] == 3
    assert both["documents"] == 2
    assert ("الاتحاد الجنوبي", "الجمهورية الشمالية") in found
    assert ("نبيل حرب", "ضيف") in found
