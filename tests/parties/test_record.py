import json

import pytest
from hypothesis import given

from conftest import texts
from qawl.errors import BadField, FileMissing, NotAnObject
from qawl.parties import Parties, usual_name

PARTIES = Parties.shipped()


def key(party):
    return party and party.key


@pytest.mark.parametrize(
    ("want", "names"),
    [
        (
            "state:US",
            ["الولايات المتحدة", "واشنطن", "US", "U.S.", "USA", "Washington", "the United States", "أمريكا", "أميركا", "امريكا"],
        ),
        ("state:GB", ["بريطانيا", "المملكة المتحدة", "UK", "U.K.", "London", "لندن"]),
        ("state:RU", ["روسيا", "موسكو", "Moscow", "وموسكو", "الاتحاد الروسي"]),
        ("state:JO", ["عمّان", "الأردن", "Amman"]),
        ("state:OM", ["عمان", "عُمان", "سلطنة عمان", "Muscat"]),
        ("org:nato", ["الناتو", "ناتو", "«الناتو»", 'حلف شمال الأطلسي "الناتو"', "الحلف الأطلسي", "NATO", "Nato", "the NATO"]),
        ("org:un", ["الأمم المتحدة", "UN", "U.N."]),
        ("org:kremlin", ["الكرملين", "the Kremlin"]),
        ("org:houthis", ["أنصار الله", "الحوثيّون", "Ansar Allah"]),
        ("person:jens-stoltenberg", ["ينس ستولتنبرغ", "ستولتنبرج", "Stoltenberg", "STOLTENBERG"]),
        ("person:recep-tayyip-erdogan", ["أردوغان", "إردوغان", "Erdoğan", "رجب طيب اردوغان"]),
        ("person:kim-jong-un", ["كيم جونغ أون", "Kim Jong Un", "كيم يونغ أون"]),
        ("person:saad-hariri", ["سعد الحريري", "سعدالدين الحريري"]),
    ],
)
def test_a_party_by_any_of_its_names(want, names):
    assert {name: key(PARTIES.find(name)) for name in names} == dict.fromkeys(names, want)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "!",
        "us",
        "who",
        "Us",
        "لموسكو",
        "بواشنطن",
        "الأسد",
        "Bush",
        "Clinton",
        "كيم",
        "الحريري",
        "ال",
        "و",
        "the",
        "العرب",
        "وزير",
    ],
)
def test_what_is_no_name_of_one_party(name):
    assert PARTIES.find(name) is None


@pytest.mark.parametrize(
    ("want", "words"),
    [
        ("RU", ["روسي", "الروسية", "روسيين", "الروسيات", "الروس", "Russian", "Russians", "russian", "والروسية"]),
        ("US", ["أميركي", "الأمريكية", "الأميركيين", "الأميركيون", "الأميركيتين", "American", "US"]),
        ("TR", ["التركية", "الأتراك", "Turkish", "Turks"]),
        ("KR", ["كوري جنوبي", "الكورية الجنوبية", "الكوريين الجنوبيين", "South Korean"]),
        ("ZA", ["جنوب أفريقي", "الجنوب أفريقية"]),
        ("MA", ["المغاربة", "مغربيّة"]),
        ("ML", ["الماليين"]),
        ("FR", ["الفرنسيتان", "French"]),
    ],
)
def test_a_state_by_its_adjective(want, words):
    assert {word: key(PARTIES.adjective(word)) for word in words} == dict.fromkeys(words, f"state:{want}")


@pytest.mark.parametrize(
    "word", ["", "العرب", "عربي", "المالية", "الغربية", "روسيا", "us", "UN", "Korean", "s", "ية", "الإسلامية"]
)
def test_what_is_no_adjective_of_a_state(word):
    assert PARTIES.adjective(word) is None


def test_a_word_belongs_to_a_state_by_adjective_or_name():
    assert [key(PARTIES.nation(w, "ar")) for w in ("الروسي", "بولندا")] == ["state:RU", "state:PL"]
    assert PARTIES.nation("حماس", "ar") is None


def test_usual_names():
    us = PARTIES.find("US")
    assert us
    assert (usual_name(us, "ar"), usual_name(us, "en"), usual_name(us, "ru")) == (
        "الولايات المتحدة",
        "United States",
        "United States",
    )


@given(texts())
def test_any_text_may_be_looked_up(text):
    assert PARTIES.find(text) is None or PARTIES.find(text) in list(PARTIES)
    assert PARTIES.adjective(text) is None or PARTIES.adjective(text).kind == "state"


NAHRAIN = {"key": "org:nahrain", "kind": "organization", "names": {"ar": "مجلس النهرين", "en": "Nahrain Council"}, "state": "IQ"}
RUSSIA = {"key": "state:RU", "kind": "state", "names": {"fr": "Russie"}, "aliases": {"ar": ["بلاد القياصرة"]}}


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_users_file(tmp_path, form):
    rows = [json.dumps(x, ensure_ascii=False) for x in (NAHRAIN, RUSSIA)]
    file = tmp_path / f"parties.{form}"
    file.write_text("[" + ",\n".join(rows) + "]" if form == "json" else "\n\n".join(rows) + "\n", encoding="utf-8-sig")
    extended = PARTIES.extended(file)
    assert len(extended) == len(PARTIES) + 1
    assert key(extended.find("مجلس النهرين")) == "org:nahrain"
    assert {key(extended.find(x)) for x in ("بلاد القياصرة", "Russie", "روسيا", "Moscow")} == {"state:RU"}
    assert key(extended.adjective("الروسية")) == "state:RU"
    assert PARTIES.find("Russie") is None


def test_a_users_usual_name_goes_first_and_the_old_one_is_kept(tmp_path):
    file = tmp_path / "p.jsonl"
    file.write_text('{"key": "state:US", "kind": "state", "names": {"ar": "أميركا"}}', encoding="utf-8")
    us = PARTIES.extended(file).find("الولايات المتحدة")
    assert us and usual_name(us, "ar") == "أميركا"


def test_a_name_goes_to_the_users_party(tmp_path):
    file = tmp_path / "p.jsonl"
    file.write_text('{"key": "org:x", "kind": "organization", "names": {"en": "Reuters"}}', encoding="utf-8")
    extended = PARTIES.extended(file)
    assert (key(extended.find("Reuters")), key(extended.find("رويترز"))) == ("org:x", "org:reuters")


def test_the_language_decides_between_two(tmp_path):
    file = tmp_path / "p.jsonl"
    file.write_text('{"key": "org:x", "kind": "organization", "names": {"fr": "Oman"}}', encoding="utf-8")
    extended = PARTIES.extended(file)
    assert (key(extended.find("Oman", "fr")), key(extended.find("Oman", "en"))) == ("org:x", "state:OM")


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"[1, 2]", NotAnObject, "entry 1"),
        (b'[{"key"', NotAnObject, "no JSON list"),
        (b"\n{bad", NotAnObject, "line 2"),
        (b"x", NotAnObject, "line 1"),
        (b"[" * 100_000, NotAnObject, "no JSON list"),
        (b'{"a":' * 100_000, BadField, "unknown field"),
        (b'{"key": "org:x", "kind": "organization", "names": {"en": "\xff"}}', NotAnObject, "line 1"),
        (b'{"key": "org:x"}', BadField, "kind"),
        (b'{"key": "org:x", "kind": "club", "names": {"en": "X"}}', BadField, "club"),
        (b'{"key": "org:x", "kind": "organization", "names": {"en": "X"}, "alias": []}', BadField, "alias"),
        (b'{"key": "x", "kind": "organization", "names": {"en": "X"}}', BadField, "org:"),
        (b'{"key": "org:", "kind": "organization", "names": {"en": "X"}}', BadField, "org:"),
        (b'{"key": "org:x", "kind": "organization", "names": {}}', BadField, "no name"),
        (b'{"key": "org:x", "kind": "organization", "names": {"en": "!"}}', BadField, "no letter"),
        (
            b'{"key": "org:x", "kind": "organization", "names": {"en": "Foo"}}\n{"key": "org:y", "kind": "organization", "names": {"en": "foo"}}',
            BadField,
            "line 2.*org:x",
        ),
    ],
)
def test_bad_files(tmp_path, content, error, message):
    file = tmp_path / "parties.jsonl"
    file.write_bytes(content)
    with pytest.raises(error, match=message):
        PARTIES.extended(file)


def test_missing_files(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(FileMissing):
            PARTIES.extended(path)


def test_a_label_names_its_outlet_and_no_part_of_it_another():
    parties = Parties.shipped()
    keys = [p.key if (p := parties.outlet(label)) else None for label in ("almayadeen", "bbc_arabic", "un_news", "who_x", "")]
    assert keys == ["org:al-mayadeen", "org:bbc", None, None, None]
