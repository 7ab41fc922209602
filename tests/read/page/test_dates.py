import pytest

from qawl.read.page.dates import from_url, from_value, from_words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-05-10T01:30:00+0400", "2026-05-10"),
        ("20260510", "2026-05-10"),
        ("Sun, 10 May 2026 01:30:00 +0400", "2026-05-10"),
        ("2026/5/10", "2026-05-10"),
        ("2026-13-40", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_values_of_machines(value, expected):
    assert from_value(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الجمعة 8 فيفري 2026", "2026-02-08"),
        ("تم نشره الجمعة 24 نيسان / أبريل 2026 09:22 مساءً", "2026-04-24"),
        ("الأربعاء، ٢٨ آب/أغسطس ٢٠٢٦", "2026-08-28"),
        ("3 كانون الثاني 2026", "2026-01-03"),
        ("May 10, 2026", "2026-05-10"),
        ("10th of May 2026", "2026-05-10"),
        ("17:27 17.03.2026", "2026-03-17"),
        ("11 شوال 1447هـ - 10 مايو 2026م", "2026-05-10"),
        ("31 فبراير 2026", None),
        ("الساعة 10 مساء", None),
    ],
)
def test_dates_in_words(text, expected):
    assert from_words(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://wadi.test/2026/05/10/water", "2026-05-10"),
        ("https://wadi.test/2026/world/5/10/water", "2026-05-10"),
        ("https://wadi.test/news/2026-05-10-1.38", "2026-05-10"),
        ("https://wadi.test/world/202605101044893040-water/", "2026-05-10"),
        ("https://wadi.test/article/164913/water", None),
        (None, None),
    ],
)
def test_dates_of_urls(url, expected):
    assert from_url(url) == expected
