import json
import re
import threading

import pytest
from lxml import html as markup

from editing import BASE, Desk, fields, send
from payloads import PAYLOADS, article
from qawl.store import Change, open_store
from samples import Maker, nahrain, river

at = Maker(nahrain().text)


@pytest.fixture
def kept(keep):
    return keep(nahrain(), river())


@pytest.fixture
def path(kept):
    return kept[0]


@pytest.fixture
def key(kept):
    return kept[1][0]


@pytest.fixture
def desk(path):
    return Desk(path)


@pytest.fixture
def huda(desk):
    return desk.editor("هدى")


def statements(path, key):
    with open_store(path, create=False) as store:
        return {s.id: s for s in store.record(key).statements}


def word_of(client):
    return client.app.state.site.editors.of(client.cookies["editor"]).form


def test_fields_and_spans_are_changed_and_nothing_else(path, key, huda):
    page, before = f"/edit/d/{key}/s/a10", statements(path, key)["a10"]
    new = at("انهيار المحادثات سيعيد المنطقة إلى نقطة الصفر")
    answer = send(
        huda, page, fields(huda, page), act="deny", speaker="كاتب التقرير", content_start=[new.start], content_end=[new.end]
    )
    assert answer.status_code == 303
    now = statements(path, key)["a10"]
    assert (now.act, now.speaker, now.content) == ("deny", "كاتب التقرير", (new,))
    assert (now.cue, now.quotation, now.speaker_kind) == (before.cue, before.quotation, before.speaker_kind)
    assert "Saved: 3 changes." in huda.get(answer.headers["location"]).text
    assert "كاتب التقرير" in huda.get(f"/d/{key}").text
    assert json.loads(huda.get(f"/d/{key}.json").text)["statements"][9]["act"] == "deny"
    together = re.findall(r'name="correction" value="(\w+)"', huda.get(answer.headers["location"]).text)
    huda.post(f"/history/{key}/undo", data={"form": word_of(huda), "correction": together}, headers={"origin": BASE})
    assert statements(path, key)["a10"] == before


def test_a_form_sent_as_it_was_shown_changes_nothing(path, key, huda):
    with open_store(path) as store:
        store.correct(key, Change("a10", {"speaker": 'علي\u200cرضا "النهر" & <ابنه>'}), "هدى")
    for name in statements(path, key):
        page = f"/edit/d/{key}/s/{name}"
        assert send(huda, page, fields(huda, page)).headers["location"] == page
    with open_store(path) as store:
        assert len(store.corrections(key)) == 1


def test_a_statement_is_removed_and_put_back(path, key, huda):
    page = f"/edit/d/{key}/s/a10"
    answer = send(huda, page, fields(huda, page), action="remove")
    assert answer.headers["location"].startswith(f"/edit/d/{key}?done=c")
    assert "a10" not in statements(path, key)
    assert huda.get(page).status_code == 404
    correction = answer.headers["location"].rpartition("=")[2]
    done = huda.post(f"/history/{key}/undo", data={"form": word_of(huda), "correction": correction}, headers={"origin": BASE})
    assert done.headers["location"] == f"/history/{key}/a10"
    assert "a10" in statements(path, key)
    assert "taken back" in huda.get(f"/history/{key}/a10").text


def test_a_missed_statement_is_added_with_the_quotation_that_its_marks_tell(path, key, huda):
    content, cue = at('"ما التزمه الآخرون"'), at("تعهّدت")
    page = f"/edit/d/{key}/add?content={content.start - 1}-{content.end + 1}"
    shown = fields(huda, page)
    assert ("content_start", str(content.start - 1)) in shown
    answer = send(
        huda,
        f"/edit/d/{key}/add",
        shown,
        speaker="ليلى حداد",
        cue_start=[cue.start],
        cue_end=[cue.end],
        content_end=[content.end],
    )
    assert answer.status_code == 303, answer.text
    (new,) = statements(path, key).keys() - {s.id for s in nahrain().statements}
    made = statements(path, key)[new]
    assert (made.content, made.cue, made.quotation, made.speaker) == ((content,), (cue,), "direct", "ليلى حداد")
    assert "somebody added it" in huda.get(f"/history/{key}/{new}").text
    again = send(huda, f"/edit/d/{key}/add", shown, cue_start=[cue.start], cue_end=[cue.end], content_end=[content.end])
    assert again.status_code == 409


@pytest.mark.parametrize(
    "changes",
    [
        {"content_start": [""], "content_end": [""]},
        {"content_start": ["9"], "content_end": ["4"]},
        {"content_start": ["0"], "content_end": ["999999"]},
        {"content_start": ["x"], "content_end": ["9"]},
        {"content_start": ["1", "3"], "content_end": ["5", "9"]},
        {"act": "shout"},
        {"speaker": "x" * 301},
        {"cue_start": ["1"] * 60, "cue_end": ["2"] * 60},
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_saved(path, key, huda, changes):
    page = f"/edit/d/{key}/s/a10"
    answer = send(huda, page, fields(huda, page), **changes)
    assert answer.status_code == 400
    assert "Nothing was saved" in answer.text
    assert send(huda, f"/edit/d/{key}/add", fields(huda, f"/edit/d/{key}/add?content=5-20"), **changes).status_code == 400
    with open_store(path) as store:
        assert store.corrections(key) == ()


def test_the_form_shows_what_is_chosen_in_the_text_without_saving(path, key, huda):
    page = f"/edit/d/{key}/s/a10"
    place = at("استئناف")
    answer = send(huda, page, fields(huda, page), action="look", occasion_start=[place.start], occasion_end=[place.end])
    assert answer.status_code == 200
    assert f'<mark class="occasion" id="c{place.start}-{place.end}">استئناف</mark>' in answer.text
    with open_store(path) as store:
        assert store.corrections(key) == ()


def test_a_long_text_is_corrected_in_parts(path, key):
    desk = Desk(path, shown_chars=400)
    huda, lead = desk.editor("هدى"), nahrain().text.split("\n")[1][:40]
    listed, address = [], f"/edit/d/{key}"
    while address:
        page = markup.fromstring(huda.get(address).text)
        listed += [li.get("id") for li in page.xpath("//ol[@class='statements']/li")]
        assert sum(len(p.text_content()) for p in page.xpath("//p[@data-start]")) <= 400
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert listed == [s.id for s in nahrain().statements]
    last = nahrain().statements[-1].content[0]
    page = f"/edit/d/{key}/s/a12"
    shown = huda.get(page).text
    assert f'id="c{last.start}-{last.end}"' in shown and lead not in shown
    before = send(huda, page, fields(huda, page), part="1", act="deny")
    assert before.status_code == 200 and lead in before.text and 'value="deny" selected' in before.text
    assert statements(path, key)["a12"].act == "demand"  # another page of the text is looked at, nothing saved
    removed = send(huda, page, fields(huda, page), action="remove").headers["location"]
    assert int(removed.partition("part=")[2].partition("&")[0]) > 1


def test_of_two_editors_the_second_is_told_and_may_save_what_they_chose(path, key, desk, huda):
    omar, page = desk.editor("Omar"), f"/edit/d/{key}/s/a10"
    his, hers = fields(omar, page), fields(huda, page)
    assert send(huda, page, hers, act="deny").status_code == 303
    refused = send(omar, page, his, act="ask")
    assert refused.status_code == 409
    assert "somebody else changed this statement" in refused.text
    assert statements(path, key)["a10"].act == "deny"
    assert send(omar, page, his, action="remove").status_code == 409
    # the page that told him has the statement as it is now, and his own choice
    seen = refused.text.split('name="seen" value="')[1].split('"')[0]
    assert send(omar, page, [(n, v) for n, v in his if n != "seen"], act="ask", seen=seen).status_code == 303
    with open_store(path) as store:
        assert [(c.who, c.is_) for c in store.corrections(key)] == [("هدى", '"deny"'), ("Omar", '"ask"')]


def test_many_at_once_lose_nothing(path, key, desk):
    names = list(statements(path, key))[:8]
    clients = {n: desk.editor(n) for n in names}
    forms = {n: fields(clients[n], f"/edit/d/{key}/s/{n}") for n in names}
    threads = [
        threading.Thread(target=lambda n=n: send(clients[n], f"/edit/d/{key}/s/{n}", forms[n], time="2026-01-01")) for n in names
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert all(statements(path, key)[n].time == "2026-01-01" for n in names)


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": BASE, "sec-fetch-site": "cross-site"}]
)
def test_a_form_of_another_site_is_refused(path, key, huda, headers):
    page = f"/edit/d/{key}/s/a10"
    assert huda.post(page, data={**dict(fields(huda, page)), "action": "remove"}, headers=headers).status_code == 403
    assert "a10" in statements(path, key)


@pytest.mark.parametrize("word", ["", "wrong"])
def test_a_form_without_its_word_is_refused(path, key, huda, word):
    page = f"/edit/d/{key}/s/a10"
    assert send(huda, page, fields(huda, page), action="remove", form=word).status_code == 403
    assert "a10" in statements(path, key)


def test_who_did_not_come_with_a_token_may_do_nothing(key, desk, huda):
    stranger, page = desk.visitor(), f"/edit/d/{key}/s/a10"
    for address in (f"/edit/d/{key}", page, f"/edit/d/{key}/add", "/edit/entities", "/edit/gold.jsonl"):
        assert stranger.get(address).status_code == 403
    for address in (
        page,
        f"/edit/d/{key}/add",
        f"/edit/d/{key}/check",
        f"/history/{key}/undo",
        "/history/undo",
        "/edit/entities",
    ):
        assert send(stranger, address, fields(huda, page), action="remove").status_code == 403
    assert f"/edit/d/{key}" not in stranger.get(f"/d/{key}").text
    assert stranger.get(f"/history/{key}").status_code == 200


def test_names_are_made_one_and_two_again(path, key, huda):
    assert 'href="/edit/entities?gone=' in huda.get("/who", params={"name": "المرفأ"}).text
    page = huda.get("/edit/entities", params={"gone": "المرفأ", "kept": "مجلس الأمن"}).text
    choice = {
        name: page.split(f'name="{name}" value="')[2 if 'name="gone" value="المرفأ"' in page else 1].split('"')[0]
        for name in ("gone", "kept")
    }
    stale = {**choice, "gone": choice["gone"] + "ئ"}
    assert huda.post("/edit/entities", data={"form": word_of(huda), **stale}, headers={"origin": BASE}).status_code == 409
    answer = huda.post("/edit/entities", data={"form": word_of(huda), **choice}, headers={"origin": BASE})
    assert answer.headers["location"] == "/history"
    assert statements(path, key)["a8"].speaker == "مجلس الأمن"
    already = huda.get("/edit/entities", params={"gone": "المرفأ", "kept": "مجلس الأمن"}).text
    assert "Both are names of the same already: <bdi>مجلس الأمن</bdi>." in already and "Make them one" not in already
    history = huda.get("/history").text
    correction = history.split('name="correction" value="')[1].split('"')[0]
    assert "المرفأ" in history
    huda.post("/history/undo", data={"form": word_of(huda), "correction": correction}, headers={"origin": BASE})
    assert statements(path, key)["a8"].speaker == "المرفأ"
    same = {"form": word_of(huda), "gone": choice["kept"], "kept": choice["kept"]}
    refused = huda.post("/edit/entities", data=same, headers={"origin": BASE, "accept-language": "ar"})
    assert refused.status_code == 400 and "هذان الاسمان لمسمّى واحد أصلاً" in refused.text
    assert huda.post("/edit/entities", data={"form": word_of(huda), "gone": "x"}, headers={"origin": BASE}).status_code == 400


@pytest.mark.parametrize(
    ("name", "other", "words"),
    [
        ("الجمهورية الشمالية", "الاتحاد الجنوبي", "Both names are on record"),
        ("الجمهورية الشمالية", "المرفأ", "Change the order"),
        ("المرفأ", "الجمهورية الشمالية", "Make them one"),
        ("المرفأ", "لا أحد", "Nobody and nothing in the store is called so."),
    ],
)
def test_what_may_be_made_one_is_told_before(huda, name, other, words):
    page = markup.fromstring(huda.get("/edit/entities", params={"gone": name, "kept": other}).text)
    assert words in page.text_content()
    assert bool(page.xpath("//button[text()='Make them one']")) == (words == "Make them one")
    for turned in page.xpath("//a[text()='Change the order']/@href"):
        assert "Make them one" in huda.get(turned).text


def test_too_many_articles_at_once_are_left_to_the_command(path):
    huda = Desk(path, united=0).editor("هدى")
    with open_store(path) as store:
        gone, kept = (f"{n.entity} {n.name}" for n in (store.named(name)[0] for name in ("المرفأ", "مجلس الأمن")))
    answer = huda.post("/edit/entities", data={"form": word_of(huda), "gone": gone, "kept": kept}, headers={"origin": BASE})
    assert answer.status_code == 400
    assert "qawl correct" in answer.text


def test_what_was_read_whole_is_gold(key, huda):
    assert huda.get("/edit/gold.jsonl?only=checked").text == ""
    huda.post(f"/edit/d/{key}/check", data={"form": word_of(huda)}, headers={"origin": BASE})
    (row,) = map(json.loads, huda.get("/edit/gold.jsonl?only=checked").text.splitlines())
    assert [s["id"] for s in row["statements"]] == [s.id for s in nahrain().statements]


def test_nothing_of_a_text_or_of_a_person_is_markup(key, huda):
    page, evil = f"/edit/d/{key}/s/a10", '"><script>alert(1)</script>\u202e'
    assert send(huda, page, fields(huda, page), speaker=evil, time="<b>").status_code == 303
    for address in (page, f"/edit/d/{key}", f"/history/{key}", f"/history/{key}/a10", f"/d/{key}"):
        html = huda.get(address).text
        assert "<script>alert" not in html
        assert "<b>" not in html
    for address in (f"/edit/d/{key}", f"/history/{key}", f"/history/{key}/a10"):
        assert "\u202e" not in huda.get(address).text


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_page_is_in_the_readers_language(key, huda, lang):
    page = f"/edit/d/{key}/s/a10"
    send(huda, page, fields(huda, page), act="deny")
    words = {"ar": "سجلّ", "en": "History"}[lang]
    for address in (f"/history/{key}", f"/history/{key}/a10", page, f"/edit/d/{key}"):
        html = huda.get(f"{address}?lang={lang}").text
        assert f'<html lang="{lang}"' in html
        assert words in html


def test_payloads_stay_text_where_people_correct(keep):
    path, keys = keep(article("كلام"), *map(article, PAYLOADS))
    desk = Desk(path, editors=300)

    def shapes(key, words):
        with open_store(path) as store:
            store.correct(key, Change("s1", {"speaker": words + "!", "time": words}), words)
        pages = (f"/edit/d/{key}", f"/edit/d/{key}/s/s1", f"/history/{key}")
        names = {"gone": words, "kept": words}
        answers = [*(client.get(page) for page in pages), client.get("/edit/entities", params=names)]
        assert [a.status_code for a in answers] == [200] * 4
        return [
            [(e.tag, tuple(sorted(e.attrib))) for e in markup.fromstring(a.text).iter() if isinstance(e.tag, str)]
            for a in answers
        ]

    client = desk.editor("<b onclick=alert(1)>")
    plain = shapes(keys[0], "كلام")[:3]
    for key, payload in zip(keys[1:], PAYLOADS, strict=True):
        assert shapes(key, payload)[:3] == plain, payload
