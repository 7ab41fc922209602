import pytest
from hypothesis import given, strategies

from qawl.store.copies import ALIKE, bands, sequences, shared
from qawl.store.keys import first_day
from qawl.store.revisions import changes

WORDS = [f"كلمة{n}" for n in range(300)]


def text(*parts):
    return " ".join(w for a, b in parts for w in WORDS[a:b])


def test_a_text_cut_short_is_a_copy_and_another_is_none():
    whole, short, other = (sequences(text(p)) for p in ((0, 200), (0, 150), (190, 300)))
    assert shared(whole, short) > ALIKE > shared(whole, other) > 0
    assert set(bands(whole)) & set(bands(short))
    assert shared(whole, whole) == 1.0


def test_short_texts_are_compared_with_none():
    assert bands(sequences(text((0, 10)))) == []


@given(*[strategies.lists(strategies.sampled_from("أبجد"), min_size=1, max_size=12).map("\n".join)] * 2)
def test_what_is_no_change_is_in_both_versions(old, new):
    found = changes(old, new)
    left = []
    for text, spans in ((old, [a for a, _ in found]), (new, [b for _, b in found])):
        assert all(0 <= s.start <= s.end <= len(text) for s in spans)
        starts = [sum(len(x) + 1 for x in text.split("\n")[:n]) for n in range(text.count("\n") + 1)]
        left.append([x for x, at in zip(text.split("\n"), starts, strict=True) if not any(s.start <= at < s.end for s in spans)])
    assert left[0] == left[1]
    assert bool(found) == (old != new)


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2026-05-12", "2026-05-12"),
        ("2026-05", "2026-05-01"),
        ("2026", "2026-01-01"),
        ("2026-W20", "2026-05-11"),
        ("2026-05-12T10:00", "2026-05-12"),
        ("P3D", "2026-06-01"),
        ("PRESENT_REF", "2026-06-01"),
        (None, "2026-06-01"),
    ],
)
def test_the_first_day_of_a_time(time, day):
    assert first_day(time, "2026-06-01") == day
