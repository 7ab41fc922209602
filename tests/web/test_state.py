import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from qawl.errors import BadRequest
from qawl.web.state import State, state_of

FULL = "q=السد -الهدنة&within=text&speaker=سالم الراوي&act=deny&act=reject&outlet=A %26 B&since=2026-05&until=2026-05-20&sort=date&page=3"


def query(url):
    return QueryParams(url.partition("?")[2])


def test_an_address_says_all_and_only_what_is_asked():
    state = state_of(QueryParams(FULL))
    assert state.act == ("deny", "reject") and state.outlet == ("A & B",) and state.page == 3
    assert state_of(query(state.url("/search", page=3))) == state
    assert state_of(query(state.url("/search"))).page == 1
    assert State().url("/search") == "/search"
    assert state_of(QueryParams("q=&act=&unknown=1")) == State()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), st.lists(st.text("ab &=#%?", max_size=8), max_size=4))
def test_whatever_is_typed_comes_back(q, outlets):
    state = state_of(QueryParams([("q", q), *(("outlet", o) for o in outlets)]))
    assert state_of(query(state.url("/search"))) == state


@pytest.mark.parametrize(
    ("name", "value"), [("act", "deny"), ("outlet", "A"), ("speaker", "حداد"), ("month", "2026-05"), ("addressee", "حداد")]
)
def test_a_facet_is_set_and_taken_away(name, value):
    start = state_of(QueryParams("q=السد&act=reject&page=4"))
    there = state_of(query(start.with_("/search", name, value)))
    assert there.has(name, value) and there.page == 1 and there.act[0] == "reject"
    assert not start.has(name, value)
    assert state_of(query(there.without("/search", name, value))) == state_of(QueryParams("q=السد&act=reject"))


@pytest.mark.parametrize(
    "asked",
    [
        "act=shout",
        "sort=up",
        "within=titles",
        "since=yesterday",
        "page=0",
        "page=x",
        "page=٣",
        "page=1001",
        "q=" + "a" * 501,
        "&".join(f"outlet={n}" for n in range(21)),
    ],
)
def test_what_a_field_cannot_have_is_refused(asked):
    with pytest.raises(BadRequest):
        state_of(QueryParams(asked))
