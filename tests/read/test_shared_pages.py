from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2].parent / "shared" / "html"
BENCH = Path(__file__).parents[2]


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared, with real pages, is absent")
def test_real_pages_are_read_as_a_person_sees_them(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCH))
    from bench.reading import outcomes

    for page in outcomes(SHARED):
        assert (page.title, page.date, page.lost, page.extra) == (True, True, 0, 0), page
