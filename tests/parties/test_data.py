import collections
import importlib.resources
import re

import msgspec
import pytest

from qawl.fold import fold
from qawl.marks import bare
from qawl.parties import Parties

FILES = {"states.json": "state", "organizations.json": "organization", "persons.json": "person"}
DATA = importlib.resources.files("qawl.parties") / "data"


@pytest.mark.parametrize(("file", "kind"), FILES.items())
def test_each_file_holds_one_kind_sorted_by_key(file, kind):
    rows = msgspec.json.decode((DATA / file).read_bytes())
    keys = [row["key"] for row in rows]
    assert keys == sorted(set(keys))
    assert {row["kind"] for row in rows} == {kind}
    prefix = "org" if kind == "organization" else kind
    assert all(re.fullmatch(prefix + (":[A-Z]{2}" if kind == "state" else ":[a-z0-9]+(-[a-z0-9]+)*"), key) for key in keys)


def test_every_party_has_a_name_in_both_languages_in_its_script():
    for party in Parties.shipped():
        assert set(party.names) >= {"ar", "en"}, party.key
        assert re.search("[ء-ي]", party.names["ar"]), party.key
        assert re.search("[A-Z]", party.names["en"], re.IGNORECASE), party.key


def test_no_name_is_claimed_by_two_parties():
    owners = collections.defaultdict(set)
    for party in Parties.shipped():
        for _, name in party.called():
            owners[fold(name) if bare(name) == name else name].add(party.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_no_adjective_is_claimed_by_two_states():
    owners = collections.defaultdict(set)
    for party in Parties.shipped():
        for words in (*party.adjectives.values(), *party.plurals.values()):
            for word in words:
                assert party.kind == "state"
                owners[fold(word)].add(party.key)
    assert {word: keys for word, keys in owners.items() if len(keys) > 1} == {}


def test_every_name_finds_its_party():
    parties = Parties.shipped()
    for party in parties:
        for lang, name in party.called():
            assert parties.find(name) == party == parties.find(name, lang), name


def test_what_belongs_to_a_state_names_one():
    parties = Parties.shipped()
    owned = [p for p in parties if p.state or p.house]
    assert all(p.kind != "state" and parties.get(f"state:{p.state}") for p in owned)


def test_all_states_are_there():
    codes = {p.key.removeprefix("state:") for p in Parties.shipped() if p.kind == "state"}
    assert len(codes) == 193 + len({"PS", "VA", "XK", "TW", "EH"})
    assert {"PS", "VA", "XK", "TW", "EH", "RU", "US", "SA", "SS", "TL", "ME"} <= codes


def test_adjectives_are_masculine_singular_without_article():
    for party in Parties.shipped():
        for word in party.adjectives.get("ar", ()):
            assert word.endswith("ي") and not word.startswith("ال"), (party.key, word)
