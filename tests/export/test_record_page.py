import base64
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files
from itertools import product
from typing import get_args

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import texts
from qawl.derive.dossier import Dossier
from qawl.derive.merge import dossier
from qawl.export.marked import Close, Marks, Open
from qawl.export.page import to_html
from qawl.lang import languages
from qawl.lang.page import page_words
from qawl.marks import shown
from qawl.types import (
    Act,
    Dispute,
    Entity,
    EntityKind,
    Meeting,
    MeetingStatus,
    Position,
    Reason,
    ReasonCode,
    Role,
    Side,
    Span,
    Stance,
)
from samples import Maker, follow_up, nahrain, record, river

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """A page read: its tags in order, ids, links with what they stand in, and the text of each element with an id."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.ids, self.links, self.texts, self.rows = [], set(), Counter(), [], {}, {}
        self._open, self._errors, self.body = [], [], ""
        self.feed(html)
        self.close()
        self._errors += [f"<{t}> is never closed" for t, _, _ in self._open]
        assert not self._errors

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {(tag, k) for k, _ in attrs}
        a = dict(attrs)
        if "id" in a:
            self.ids[a["id"]] += 1
            self.texts[a["id"]] = ""
        if "href" in a:
            self.links.append((a["href"], [i for _, i, _ in self._open if i]))
        if tag not in VOID:
            self._open.append((tag, a.get("id"), a.get("class", "")))

    def handle_endtag(self, tag):
        if tag not in VOID and (not self._open or self._open.pop()[0] != tag):
            self._errors.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.body += data
        if not any(c == "back" for _, _, c in self._open):
            for _, i, _ in self._open:
                if i:
                    self.texts[i] += data

    def handle_decl(self, decl):
        assert decl == "DOCTYPE html"

    def handle_comment(self, data):
        self._errors.append(f"a comment: {data}")


def page(*records):
    return Page(to_html(dossier(records)))


@pytest.fixture(scope="module")
def arabic():
    return page(nahrain())


@pytest.fixture(scope="module")
def several():
    return page(nahrain(), follow_up(), river())


def test_every_link_leads_somewhere_and_every_id_is_one(arabic, several):
    for p in (arabic, several, page(river()), page(nahrain(), nahrain()), page()):
        assert set(p.ids.values()) <= {1}
        assert [h for h, _ in p.links if h[0] != "#" or h[1:] not in p.ids] == []


def test_nothing_is_loaded_or_run(arabic):
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(arabic.tags)
    assert not [a for _, a in arabic.attributes if a.startswith("on") or a in ("style", "src")]
    html = to_html(dossier([nahrain()]))
    css = html[html.index("<style>") + 7 : html.index("</style>")]
    assert f"'sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}'" in html
    assert "http" not in html.replace("http-equiv", "")


@pytest.mark.parametrize(
    ("made", "lang", "direction"), [(nahrain(), "ar", "rtl"), (river(), "en", "ltr"), (record("x", "گفت", "fa", ()), "en", "ltr")]
)
def test_the_page_is_written_as_its_language_is(made, lang, direction):
    html = to_html(dossier([made]))
    assert f'<html lang="{lang}" dir="{direction}">' in html
    assert page_words(lang).statements in html


def test_texts_of_other_languages_keep_their_direction():
    html = to_html(dossier([nahrain(), river(), record("x", "گفت", "fa", ())]))
    for n, (lang, direction) in enumerate((("ar", "rtl"), ("en", "ltr"), ("fa", "auto")), 1):
        assert f'id="doc{n}" lang="{lang}" dir="{direction}"' in html


def test_the_marked_characters_are_the_texts_own(arabic):
    text = nahrain().text
    places = [i for i in arabic.ids if re.fullmatch(r"c\d+-\d+", i)]
    assert len(places) > 30
    for i in places:
        start, end = map(int, i[1:].split("-"))
        assert arabic.texts[i] == text[start:end]
    statement = nahrain().statements[8]
    assert f"c{statement.content[0].start}-{statement.content[0].end}" in places


def leads(p, within):
    """Where the links of an element lead: statements, and characters."""
    hrefs = [h[1:] for h, around in p.links if within in around]
    return [h for h in hrefs if re.search(r"(^|-)s\d+$", h)], [h for h in hrefs if re.search(r"(^|-)c\d+-\d+$", h)]


def test_each_line_leads_to_its_statements_and_characters(arabic):
    made = dossier([nahrain()])
    for prefix, lines in (("i", made.issues), ("m", made.meetings), ("o", made.offices), ("k", made.disputes)):
        for n in range(1, len(lines) + 1):
            assert all(leads(arabic, f"{prefix}{n}"))
    offer = nahrain().positions[3].evidence
    assert leads(arabic, "i1")[0] == ["s7", "s7"]
    assert f"c{offer.start}-{offer.end}" in leads(arabic, "i1")[1]
    assert leads(arabic, "k1")[0] == ["s4", "s5", "s6", "s4", "s5"]


def test_statements_and_text_lead_back(arabic):
    back = {h for h, around in arabic.links if "s4" in around}
    assert {"#i2", "#k1"} <= back
    assert {h for h, around in arabic.links if "text" in around} >= {"#s1", "#s12", "#m2", "#o1"}


def test_a_chain_of_relays_is_shown(arabic):
    assert "نقلاً عن المرفأ 8" in arabic.texts["s9"]


def test_of_several_documents_each_line_names_its_own(several):
    assert "follow-up" in several.texts["i2"]
    assert set(leads(several, "i2")[0]) == {"d2-s1", "d1-s4"}
    assert leads(several, "m4") == (
        [],
        [i for i in several.ids if several.texts[i] == "الجولة الخامسة من المحادثات" and i.startswith("d2-c")],
    )


def test_parties_without_a_column_share_one():
    holders = [f"party{n}" for n in range(9)]
    positions = tuple(Position(h, "rejects", "it", Span(0, 1), "") for h in holders)
    p = page(record("x", "text", "en", (), positions=positions))
    assert p.tags.count("th") == 1 + 5 + 1 + 1  # issue, parties, others, the row's own
    assert all(h in p.texts["i1"] for h in holders)


def test_spans_out_of_the_text_lead_nowhere():
    p = page(record("x", "text", "en", (), positions=(Position("A", "rejects", "it", Span(2, 99), "gone"),)))
    assert leads(p, "i1") == ([], [])


CORES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<body onload=alert(1)>",
    "<style>*{display:none}</style>",
    "\" onmouseover=alert(1) x=\" ' onclick=alert(1) x='",
    "<math><mi xlink:href=data:x,<script>alert(1)</script>>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
)
WRAPS = (
    "{}",
    '">{}',
    "'>{}",
    "</title>{}",
    "</style>{}",
    "--></mark></p>{}",
    "</bdi></a>{}",
    "{{{{7*7}}}}{{% raw %}}{}",
    "&lt;{}&#60;",
    "javascript:{}\u202e",
)
PAYLOADS = [wrap.format(core) for wrap, core in product(WRAPS, CORES)]


def attacked(x, titled):
    """A record that says the same string wherever a text or a feed may say something."""
    text = f"قال {x} إن {x} {x}."
    a, b = 4, 4 + len(x)
    said = Maker(text).said("s", x, "قال", f"إن {x} {x}", source=x, addressee=x, channel=x, occasion=x, time=x, act="deny")
    return record(
        *(x, text, x, (said, msgspec.structs.replace(said, id="t", via="s", speaker=x + "2"))),
        title=x if titled else None, outlet=x, url=x, published=x, warnings=(x,),
        entities=(Entity(x, "person", x, (x,), x),),
        roles=(Role(x, x, x, Span(a, b), x),),
        meetings=(Meeting(x, Span(a, b), x, x, "held", (x,), (x,)),),
        positions=(Position(x, "rejects", x, Span(a, b), "s"),),
        disputes=(Dispute(x, (Side((x,), x, ("s",)), Side((x,), x, ())), (("s", "t"),), 0.5),),
    )  # fmt: skip


@pytest.mark.parametrize("titled", [True, False])
def test_no_tag_or_attribute_of_the_source_survives(titled):
    assert len(set(PAYLOADS)) == 100
    for payload in PAYLOADS:
        harmless = page(attacked("x" * len(payload), titled))
        p = page(attacked(payload, titled))
        assert p.tags == harmless.tags
        assert p.attributes == harmless.attributes
        assert [h for h, _ in p.links] == [h for h, _ in harmless.links]
        assert shown(payload) in p.body


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//x", False),
        ("http://[", False),
    ],
)
def test_only_addresses_of_the_web_are_links(url, linked):
    p = page(record("x", "text", "en", (), url=url))
    assert (url in [h for h, _ in p.links]) is linked


def test_bidi_controls_are_shown_not_obeyed():
    x = "\u202eabc\u202c\u2066\u200f\x00\x1b"
    html = to_html(dossier([attacked(x, True), attacked(x, False)]))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", html)
    assert "⟨U+202E⟩abc" in html


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12)


@given(texts(), SPANS)
def test_marks_nest_and_lose_no_character(text, spans):
    marks = Marks(text)
    for start, size in spans:
        marks.add(Span(start, start + size), "x")
    inside = {Span(a, a + n) for a, n in spans if a + n <= len(text)}
    first, covered, out = [], Counter(), ""
    for pieces in marks.paragraphs():
        opened = []
        for piece in pieces:
            if isinstance(piece, Open):
                opened.append(piece.mark.span)
                first += [piece.mark.span] if piece.first else []
            elif isinstance(piece, Close):
                opened.pop()
            else:
                out += piece
                covered.update({s: len(piece) for s in opened})
        assert not opened
    lines = [x for x in text.split("\n") if x.strip()]
    assert out == "".join(lines)
    assert Counter(first) == Counter(inside)
    if lines == [text]:
        assert all(covered[s] == s.end - s.start for s in inside)


def test_marks_that_cross_open_anew():
    marks = Marks("abcdef")
    marks.add(Span(0, 4), "a")
    marks.add(Span(2, 6), "b")
    (pieces,) = marks.paragraphs()
    said = [
        "(" + p.mark.classes[0] + ("" if p.first else "'") if isinstance(p, Open) else ")" if isinstance(p, Close) else p
        for p in pieces
    ]
    assert said == ["(a", "ab", "(b", "cd", ")", ")", "(b'", "ef", ")"]


CSS = (files("qawl.export") / "templates" / "record.css").read_text(encoding="utf-8")


def test_the_style_is_logical_and_self_contained():
    assert not re.search(r"url\(|@import|@font-face", CSS)
    assert not re.search(
        r"(?<![\w-])(left|right|(margin|padding|border)-(left|right|top|bottom)|width|height|float)\s*:",
        CSS.replace("max-width: 46rem", ""),
    )
    assert re.search(r'body \{[^}]*font-family: "Noto Naskh Arabic"', CSS)
    assert float(re.search(r"body \{[^}]*line-height: ([\d.]+)", CSS)[1]) >= 1.8
    assert re.search(r"\nmark \{[^}]*padding: 0;", CSS)
    assert "@media print" in CSS


def contrast(a, b):
    def light(colour):
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(a), light(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_colours_have_the_contrast_of_wcag_aa(theme):
    colours = dict(re.findall(r"--(\w+): (#\w{6})", re.findall(r":root \{([^}]*)\}", CSS)[theme]))
    on = ("paper", "tint", "content", "nested", "source", "cue", "target")
    pairs = [*product(("ink", "link"), on), *product(("soft", "good", "bad", "want"), ("paper", "tint"))]
    assert {p: round(contrast(*map(colours.get, p)), 2) for p in pairs if contrast(*map(colours.get, p)) < 4.5} == {}


@pytest.mark.parametrize("code", languages())
def test_every_language_has_all_words(code):
    words = page_words(code)
    assert words.code == code
    for given_words, kinds in (
        (words.acts, Act),
        (words.stances, Stance),
        (words.statuses, MeetingStatus),
        (words.kinds, EntityKind),
        (words.reasons, ReasonCode),
    ):
        assert set(given_words) == set(get_args(kinds))
    assert len(words.months) == 12
    assert "2" in words.reason(Reason("shared_words", count=2))
    assert words.stances["denies"] in words.reason(Reason("stances", ("accuses", "denies")))


@pytest.mark.parametrize(
    ("value", "ar", "en"),
    [
        ("2022-01-12", "12 يناير 2022", "12 January 2022"),
        ("2022-01", "يناير 2022", "January 2022"),
        ("2022-W02", "2022-W02", "2022-W02"),
        ("2022-13-01", "2022-13-01", "2022-13-01"),
    ],
)
def test_dates_are_read_not_computed(value, ar, en):
    assert (page_words("ar").day(value), page_words("en").day(value)) == (ar, en)


def test_a_dossier_has_a_schema():
    jsonschema.validate(json.loads(msgspec.json.encode(dossier([nahrain(), river()]))), msgspec.json.schema(Dossier))
