import csv
import io
import json

import msgspec
from lxml import html

from editing import Desk
from qawl.types import Entity, Position, Span, Statement
from qawl.web import Settings
from samples import follow_up, nahrain, record


def marks(page, name):
    return ["".join(m.itertext()) for m in page.xpath(f"//mark[contains(concat(' ', @class, ' '), ' {name} ')]")]


def test_text_and_list_lead_to_each_other(three):
    client, (key, *_) = three
    page = html.fromstring(client.get(f"/d/{key}").text)
    cards = page.find_class("card")
    assert [c.get("id") for c in cards] == [f"s{n}" for n in range(1, 13)]
    ids = {e.get("id") for e in page.iter() if e.get("id")}
    backs = page.xpath("//mark/a[@class='back']")
    assert [b.get("href") for b in backs] == [f"#s{n}" for n in range(1, 13)]
    for card in cards:
        (there,) = card.xpath(".//a[@class='n']/@href")
        assert there[1:] in ids
        mark = page.get_element_by_id(there[1:])
        assert card.get("id") in mark.get("class").split() and "content" in mark.get("class").split()


def test_marks_are_the_characters_of_the_record(three):
    client, (key, *_) = three
    page, made = html.fromstring(client.get(f"/d/{key}").text), nahrain()
    for back in page.xpath("//a[@class='back']"):
        back.drop_tree()
    for n, s in enumerate(made.statements, 1):
        assert {x.of(made.text) for x in (*s.cue, *s.source, *s.content)} <= set(marks(page, f"s{n}"))
    shown = "\n".join(["".join(page.find(".//h1").itertext()), *("".join(p.itertext()) for p in page.xpath("//article/p"))])
    assert shown.strip() == made.text.strip()


def test_a_mark_says_party_and_quotation_type(three):
    client, (key, *_) = three
    page = html.fromstring(client.get(f"/d/{key}").text)
    parties = [" ".join("".join(li.itertext()).split()) for li in page.find_class("parties")[0]]
    assert parties[0] == "الجمهورية الشمالية 4" and len(parties) == len(set(parties))
    by_statement = {}
    for mark in page.xpath("//mark"):
        for name in mark.get("class").split():
            if name[0] == "s" and name[1:].isdigit() and "content" in mark.get("class"):
                by_statement[name] = set(mark.get("class").split())
    assert {"p1", "mixed"} <= by_statement["s1"] and {"p1", "direct"} <= by_statement["s3"]
    assert {"p2", "indirect"} <= by_statement["s5"] and "unsure" in by_statement["s10"] and "unsure" not in by_statement["s1"]


def test_a_card_has_what_is_known(three):
    client, (key, *_) = three
    cards = html.fromstring(client.get(f"/d/{key}").text).find_class("card")
    words = [" ".join(c.text_content().split()) for c in cards]
    assert (
        "ليلى حداد demands طالبت" in words[3]
        and "to: الاتحاد الجنوبي" in words[3]
        and "speaks for الجمهورية الشمالية" in words[3]
    )
    assert "said on 12 May 2026" in words[0] and "confidence 91%" in words[0] and "at: خلال مؤتمر صحافي في جنيف" in words[2]
    assert "relayed by المرفأ 8" in words[8] and cards[8].xpath(".//a[@class='ref']/@href") == ["#s8"]
    assert f"/d/{key}/record#i2" in cards[3].xpath(".//a/@href")


def test_what_is_copied_names_speaker_outlet_date_and_permalink(three):
    client, (key, *_) = three
    (button, *_) = html.fromstring(client.get(f"/d/{key}").text).find_class("copy")
    content = nahrain().statements[0].content[0].of(nahrain().text)
    assert button.get("data-copy") == f"ليلى حداد: {content} (وكالة الأنباء المستقلة, 12 May 2026)"
    answer = client.get(button.get("data-link"))
    assert answer.is_redirect and answer.headers["location"] == f"/d/{key}#s1"


def test_characters_are_pointed_at(three):
    client, (key, *_) = three
    answer = client.get(f"/d/{key}/4-11")
    assert answer.headers["location"] == f"/d/{key}?at=4-11#c4-11"
    page = html.fromstring(client.get(answer.headers["location"]).text)
    assert "".join(page.get_element_by_id("c4-11").itertext()) == nahrain().text[4:11]
    assert client.get(f"/d/{key}?at=5-999999").status_code == 200


def test_text_that_is_in_no_statement_is_still_there(keep, visit):
    path, (key,) = keep(msgspec.structs.replace(nahrain(), statements=(), positions=(), disputes=()))
    page = visit(path).get(f"/d/{key}").text
    assert "Nobody is said to have said anything here." in page and "يُذكر أنّ المحادثات" in page


def test_the_record_leads_back_to_the_text(three):
    client, (key, *_) = three
    text, page = (html.fromstring(client.get(f"/d/{key}{way}").text) for way in ("", "/record"))
    ids = {e.get("id") for e in text.iter() if e.get("id")}
    links = [h for h in page.xpath("//main//a/@href") if h.startswith(f"/d/{key}#")]
    assert len(links) > 20 and {h.partition("#")[2] for h in links} <= ids
    assert "12 May 2026" in page.text_content() and "سحب القوات من منطقة السدّ" in page.text_content()
    assert page.xpath("//nav[@class='tabs']/a[@aria-current]/@href") == [f"/d/{key}/record"]


def test_data_beside_the_page(three):
    client, (key, *_) = three
    assert msgspec.convert(client.get(f"/d/{key}.json").json(), type(nahrain())) == nahrain()
    rows = list(csv.reader(io.StringIO(client.get(f"/d/{key}.csv").text)))
    assert len(rows) == 13
    assert client.get(f"/d/{key}/record.json").json()["parties"][0]["name"] == "ليلى حداد"


def test_what_is_not_there(three):
    client, (key, *_) = three
    for address in ("/d/nothing", f"/d/{key}/snothing", "/nothing"):
        answer = client.get(address)
        assert answer.status_code == 404 and 'href="/"' in answer.text
    assert client.get("/d/nothing.json").json()["code"] == "no-such"
    assert client.post(f"/d/{key}").status_code == 405


def test_versions_and_copies_are_named(keep, visit):
    made, url = nahrain(), "https://news.example/1"
    first = msgspec.structs.replace(made, id="1", url=url)
    second = msgspec.structs.replace(made, id="1", url=url, text=made.text + "\nانتهى.")
    other = msgspec.structs.replace(made, id="2", url="https://else.example/2", outlet="صدى")
    path, keys = keep(first, second, other)
    old, new = (visit(path).get(f"/d/{k}").text for k in keys[:2])
    assert f'href="/d/{keys[1]}">Its latest version' in old and "Its latest version" not in new
    assert f'href="/d/{keys[2]}"' in new and "صدى" in new


def test_a_long_text_has_pages(keep, visit):
    made = nahrain()
    path, (key,) = keep(made)
    client = visit(path, Settings(shown_chars=400))
    seen, texts, address = [], [], f"/d/{key}"
    while address:
        page = html.fromstring(client.get(address).text)
        seen += [c.get("id") for c in page.find_class("card")]
        for back in page.xpath("//a[@class='back']"):
            assert back.get("href")[1:] in seen
            back.drop_tree()
        texts += ["".join(p.itertext()).strip() for p in page.xpath("//h1")[: not texts] + page.xpath("//article/p")]
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert seen == [f"s{n}" for n in range(1, 13)]
    assert "".join("".join(texts).split()) == "".join(made.text.split())
    there = client.get(f"/d/{key}/a12").headers["location"]
    assert html.fromstring(client.get(there).text).get_element_by_id(there.partition("#")[2]) is not None
    span = made.statements[11].content[0]
    there = client.get(f"/d/{key}/{span.start}-{span.end}").headers["location"]
    assert html.fromstring(client.get(there).text).get_element_by_id(there.partition("#")[2]) is not None
    assert client.get(f"/d/{key}?part=999").status_code == 200


def test_the_record_of_a_long_text_has_pages(keep, visit):
    path, (key,) = keep(nahrain())
    whole = html.fromstring(visit(path).get(f"/d/{key}/record").text)
    lines = "//*[starts-with(@id, 'o') or starts-with(@id, 'm') or starts-with(@id, 'i') or starts-with(@id, 'k')][string-length(@id) = 2]/@id"
    client, seen, address = visit(path, Settings(shown_chars=400)), set(), f"/d/{key}/record"
    while address:
        page = html.fromstring(client.get(address).text)
        seen |= set(page.xpath(lines))
        text = html.fromstring(client.get(page.xpath("//nav[@class='tabs']/a/@href")[0]).text)
        for use in text.xpath("//span[starts-with(normalize-space(.), 'rests on it')]/a/@href"):
            there, _, name = use.partition("#")
            assert html.fromstring(client.get(there).text).get_element_by_id(name) is not None
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert seen == set(whole.xpath(lines)) and len(seen) > 10


def test_no_page_of_a_very_long_text_is_large(keep):
    """50,000 words in which somebody takes a stance in every sentence."""
    sentence = 'وقال سالم الراوي إنّ بلاده ترفض سحب القوات من المنطقة رقم {} قبل توقيع الاتفاق، وأضاف أنّ "الشروط واضحة".\n'
    text, statements, positions = "", [], []
    for n in range(2_800):
        start = len(text)
        text += sentence.format(n)
        content = Span(start + 19, len(text) - 35)
        statements.append(
            Statement(
                f"s{n}",
                (Span(start + 5, start + 16),),
                (Span(start, start + 4),),
                (content,),
                "indirect",
                "reject",
                "سالم الراوي",
                "person",
            )
        )
        positions.append(Position("سالم الراوي", "rejects", f"سحب القوات من المنطقة رقم {n}", content, f"s{n}"))
    who = Entity("سالم الراوي", "person", mentions=tuple(s.source[0] for s in statements))
    path, (key,) = keep(record("long", text, "ar", statements, entities=(who,), positions=tuple(positions)))
    assert len(text.split()) > 50_000
    huda = Desk(path).editor("هدى")
    for page in (
        f"/d/{key}",
        f"/d/{key}/record",
        f"/edit/d/{key}",
        f"/edit/d/{key}?part=3",
        f"/edit/d/{key}/s/s2000",
        f"/history/{key}",
    ):
        answer = huda.get(page)
        assert answer.status_code == 200 and len(answer.content) < 1_500_000, (page, len(answer.content))


def test_places_outside_the_text_do_no_harm(keep, visit):
    made = follow_up()
    (first, *rest) = made.statements
    odd = msgspec.structs.replace(first, content=(Span(0, 10**9),), source=(Span(5, 3),))
    path, (key,) = keep(msgspec.structs.replace(made, statements=(odd, *rest)))
    assert visit(path).get(f"/d/{key}").status_code == 200


def test_json_is_as_extract_gives_it(three):
    client, (key, *_) = three
    assert json.loads(client.get(f"/d/{key}.json").text)["statements"][0]["speaker"] == "ليلى حداد"
