"""JSON-LD, Web Annotation and PROV-JSON."""

import io
import json
from urllib.parse import urlsplit

import jsonschema
import pytest
from prov.constants import PROV_TYPE
from prov.model import ProvAgent, ProvAttribution, ProvDerivation, ProvDocument, ProvEntity

from hard import hard
from qawl.export.jsonld import to_jsonld
from qawl.export.prov import to_prov
from qawl.export.webanno import to_webanno
from samples import nahrain

# properties of schema.org's types, their supertypes' included, as far as they are used
_THING = {"@type", "@id", "name", "alternateName", "identifier", "description", "url"}
_WORK = {
    "text",
    "headline",
    "datePublished",
    "dateCreated",
    "inLanguage",
    "author",
    "publisher",
    "creator",
    "audience",
    "isPartOf",
    "isBasedOn",
    "keywords",
}
_PROPERTIES = {"NewsArticle": _THING | _WORK, "Quotation": _THING | _WORK, "Person": _THING, "Organization": _THING}

_IRI = {"type": "string", "pattern": "^[a-z]+:[^ ]+$"}
_SELECTORS = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 1},
            },
            "required": ["type", "start", "end"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                **{k: {"type": "string"} for k in ("exact", "prefix", "suffix")},
            },
            "required": ["type", "exact"],
            "additionalProperties": False,
        },
    ]
}
# what the W3C recommendation asks of a page of annotations
_PAGE = {
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": _IRI,
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "required": ["id", "type", "target"],
                "properties": {
                    "id": _IRI,
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": ["describing", "linking"]},
                    "body": {"type": "array", "items": {"required": ["type", "purpose"]}},
                    "target": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "required": ["source", "selector"],
                            "properties": {"source": _IRI, "selector": {"type": "array", "items": _SELECTORS}},
                        },
                    },
                },
            },
        },
    },
    "required": ["@context", "id", "type", "items"],
}


def loaded(function, *records):
    return json.loads(b"".join(function(records)))


def test_jsonld_uses_schema_org_and_every_reference_leads_somewhere():
    data = loaded(to_jsonld, nahrain(), hard())
    nodes = {n["@id"]: n for n in data["@graph"]}
    assert data["@context"] == "https://schema.org"
    assert len(nodes) == len(data["@graph"])
    for node in nodes.values():
        assert set(node) <= _PROPERTIES[node["@type"]]
        for field in ("creator", "isPartOf", "isBasedOn"):
            assert all(x["@id"] in nodes for x in node.get(field, ()))


def test_a_quotation_names_its_speakers_its_article_and_what_it_relays():
    nodes = {n["@id"]: n for n in loaded(to_jsonld, hard())["@graph"]}
    article = next(n for n in nodes.values() if n["@type"] == "NewsArticle")
    assert urlsplit(article["@id"]).hostname == "example.org"
    said = {n["@id"].rpartition("#")[2]: n for n in nodes.values() if n["@type"] == "Quotation"}
    assert [nodes[x["@id"]]["name"] for x in said["h4"]["creator"]] == ["كريم سعد", "نبيل حرب"]
    assert [x["@id"] for x in said["h4"]["isPartOf"]] == [article["@id"], article["@id"] + "#%3Dx"]
    assert [x["@id"] for x in said["h2"]["isBasedOn"]] == [article["@id"] + "#h3"]
    assert said["%3Dx"]["audience"] == [{"@type": "Audience", "name": "نبيل حرب"}]


def test_annotations_fit_the_model_and_their_two_selectors_select_the_same():
    record = hard()
    page = loaded(to_webanno, nahrain(), record)
    jsonschema.validate(page, _PAGE)
    assert len({a["id"] for a in page["items"]}) == len(page["items"])
    own = [t for a in page["items"] for t in a["target"] if "example.org" in t["source"]]
    for target in own:
        position, quote = target["selector"]
        assert record.text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in record.text


def test_a_statement_is_an_annotation_and_its_roles_link_to_it():
    items = {a["id"].rpartition("#")[2]: a for a in loaded(to_webanno, hard())["items"]}
    assert [b["value"] for b in items["h5"]["body"]] == ["نبيل حرب", "reject", "indirect"]
    assert items["h5-cue"]["body"][1]["source"] == items["h5"]["id"]
    assert "h4-source" not in items


@pytest.fixture
def document():
    return ProvDocument.deserialize(io.BytesIO(b"".join(to_prov([hard()]))), format="json")


def test_prov_is_read_by_its_library_and_nothing_is_undeclared(document):
    known = {r.identifier for r in document.get_records((ProvEntity, ProvAgent))}
    links = list(document.get_records((ProvDerivation, ProvAttribution)))
    assert links
    assert all(a in known for r in links for a in r.args if a is not None)


def test_a_relay_is_a_chain_from_the_article_to_who_said_it(document):
    derived = {
        (str(r.args[0]), str(r.args[1])): [str(x) for x in r.get_attribute(PROV_TYPE)]
        for r in document.get_records(ProvDerivation)
    }
    assert derived["doc:d1", "doc:d1.s2"] == ["prov:Quotation"]
    assert derived["doc:d1.s2", "doc:d1.s3"] == ["prov:Quotation"]
    assert derived["doc:d1.s1", "doc:d1.s4"] == []
    assert ("doc:d1", "doc:d1.s3") not in derived
    said = [str(r.args[1]) for r in document.get_records(ProvAttribution) if str(r.args[0]) == "doc:d1.s4"]
    assert len(said) == 2
