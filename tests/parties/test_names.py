from itertools import combinations

import pytest
from hypothesis import given

from conftest import texts
from qawl.parties import Parties, likeness, same_person, sameness

# Families: no two of a line are one person.
TRAPS = """
George W. Bush|Jeb Bush|George H. W. Bush|Laura Bush|Barbara Bush
جورج دبليو بوش|جيب بوش|لورا بوش|جورج إتش دبليو بوش
جورج بوش الابن|جورج بوش الأب
بشار الأسد|ماهر الأسد|حافظ الأسد|أسماء الأسد|باسل الأسد|رفعت الأسد
Bashar al-Assad|Maher al-Assad|Hafez al-Assad|Asma al-Assad
بشار الأسد|Maher al-Assad|Hafez al-Assad|Asma al-Assad
بشار حافظ الأسد|حافظ الأسد
إيمانويل ماكرون|بريجيت ماكرون
Emmanuel Macron|بريجيت ماكرون
Emmanuel Macron|Brigitte Macron
كيم جونغ أون|كيم يو جونغ|كيم جونغ إيل|كيم جونغ نام|كيم إيل سونغ
Kim Jong-un|Kim Yo-jong|Kim Jong-il|Kim Jong-nam|Kim Il-sung
كيم جونغ أون|Kim Yo-jong|Kim Jong-il
بيل كلينتون|هيلاري كلينتون|تشيلسي كلينتون
سعد الحريري|رفيق الحريري|بهاء الحريري|سعيد الحريري
دونالد ترامب|إيفانكا ترامب|ميلانيا ترامب|إريك ترامب
Donald Trump|Ivanka Trump|Melania Trump|Eric Trump
Muhammad bin Salman|Muhammad bin Zayed|Muhammad bin Nayef|Khalid bin Salman
محمد بن سلمان|محمد بن زايد|محمد بن نايف|خالد بن سلمان
محمد بن سلمان|Mohammed bin Zayed|Mohammed bin Nayef
Barack Obama|Michelle Obama
Barack Obama|ميشيل أوباما
نواز شريف|شهباز شريف
نواز شريف|Shehbaz Sharif
وليد جنبلاط|تيمور جنبلاط|كمال جنبلاط
مسعود بارزاني|مسرور بارزاني|نيجيرفان بارزاني
محمد صالح|محمود صالح|أحمد صالح|حامد صالح|حمد صالح
حسن نصر الله|حسين نصر الله
Hassan Khomeini|Hussein Khomeini
Hassan Khomeini|حسين الخميني
Hamad Saleh|أحمد صالح
"""

# Spellings of one name.
SPELLINGS = """
ستولتنبرغ|ستولتنبرج|Stoltenberg
غروشكو|جروشكو|Grushko
نتنياهو|نتانياهو|Netanyahu
لافروف|Lavrov
أردوغان|اردوغان|إردوغان|Erdoğan|Erdogan
زيلينسكي|زيلنسكي|Zelensky|Zelenskyy
غوتيريش|غوتيريس|Guterres
شي جين بينغ|شي جينبينغ|Xi Jinping
عبد الفتاح السيسي|عبدالفتاح السيسي|Abdel Fattah el-Sisi|Abdul Fattah al-Sisi
عبد العزيز بوتفليقة|عبدالعزيز بوتفليقة|Abdelaziz Bouteflika
عبد الله غول|عبدالله غول|Abdullah Gül
محمد مرسي|Mohamed Mursi|Mohammed Morsi
حسن نصر الله|حسن نصرالله|Hassan Nasrallah
رجب طيب أردوغان|Recep Tayyip Erdoğan
أورسولا فون دير لاين|Ursula von der Leyen
قيس سعيّد|قيس سعيد|Kais Saied
زيد رعد الحسين|Zeid Ra'ad Al Hussein
كيم جونغ أون|Kim Jong-un|Kim Jong Un
تميم بن حمد آل ثاني|Tamim bin Hamad Al Thani
فيديريكا موغيريني|Federica Mogherini
إلهان عمر|Ilhan Omar
"""


def pairs(lines):
    return [pair for line in lines.split("\n") for pair in combinations(line.split("|"), 2)]


@pytest.mark.parametrize(("a", "b"), pairs(TRAPS))
def test_never_two_persons_of_one_surname(a, b):
    assert sameness(a, b) == sameness(b, a) == "different"
    assert not same_person(a, b)


@pytest.mark.parametrize(("a", "b"), pairs(SPELLINGS))
def test_spellings_of_one_name(a, b):
    assert same_person(a, b) and same_person(b, a)
    assert likeness(a, b) >= 0.8


@pytest.mark.parametrize(
    ("a", "b"),
    [("George W. Bush", "George Walker Bush"), ("George W Bush", "جورج دبليو بوش"), ("George H. W. Bush", "جورج إتش دبليو بوش")],
)
def test_initials_stand_for_names(a, b):
    assert same_person(a, b)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("بوش", "George W. Bush"),
        ("George Bush", "George W. Bush"),
        ("جورج بوش", "جورج بوش الابن"),
        ("الأسد", "بشار الأسد"),
        ("Nasrallah", "حسن نصر الله"),
        ("von der Leyen", "أورسولا فون دير لاين"),
        ("سعد الحريري", "سعد الدين الحريري"),
        ("خالد العطية", "خالد بن محمد العطية"),
        ("تميم بن حمد", "تميم بن حمد آل ثاني"),
        ("Donald Trump", "Donald J. Trump"),
    ],
)
def test_a_name_that_leaves_parts_open_is_partial(short, long):
    assert sameness(short, long) == sameness(long, short) == "partial"
    assert not same_person(short, long)


@pytest.mark.parametrize(("short", "long"), [("بشار", "بشار الأسد"), ("حافظ الأسد", "بشار حافظ الأسد"), ("", "بوش"), ("!", "!")])
def test_a_given_name_alone_is_not(short, long):
    assert sameness(short, long) == "different"


def test_no_two_persons_of_the_record_are_one():
    persons = [p for p in Parties.shipped() if p.kind == "person"]
    for lang in ("ar", "en"):
        names = [p.names[lang] for p in persons]
        assert [pair for pair in combinations(names, 2) if pair[0][0] == pair[1][0] and same_person(*pair)] == []


@given(texts(20), texts(20))
def test_likeness_is_a_share_and_symmetric(a, b):
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == pytest.approx(likeness(b, a))
    assert sameness(a, b) == sameness(b, a)


def test_long_names_are_cut():
    assert 0 <= likeness("ab " * 100_000, "با " * 100_000) <= 1
    assert sameness("a b " * 10_000, "ا ب " * 10_000) in ("same", "partial", "different")
