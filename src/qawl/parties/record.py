"""The record of parties, and looking up a name in it."""

import functools
import importlib.resources
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from qawl.errors import BadField, FileMissing, NotAnObject
from qawl.fold import REMEMBERED, fold
from qawl.marks import bare
from qawl.types import EntityKind

# Latin names up to this long are common words in lower case (us, who, car): they are found in capitals only.
_ACRONYM = 3
_ARTICLE = "ال"
_CONJUNCTIONS = ("و", "ف")
_EDITIONS = frozenset(("ar", "arabic", "en", "english"))
# A name this short may begin with a letter that only looks like a conjunction or an article.
_SURE_LENGTH = 4
# What an Arabic adjective in ي takes for gender and number, folded.
_ENDINGS = ("ه", "ون", "ين", "ان", "ات", "تان", "تين")

Names = dict[str, tuple[str, ...]]


class Party(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A party by its `key`: `state:` and the ISO 3166 code, `org:` or `person:` and a slug of its English name.

    `names` is the usual name in each language (ISO 639-1), `aliases` the other ones. Of states: `capitals` that stand for
    them, `adjectives` (Arabic: masculine singular without article; English: adjectives and demonyms), `plurals` that do not
    follow from those. Of organizations: `state`, the ISO code of the one they belong to; `house`: they stand for
    its leadership (`الكرملين`). Of persons: `state`, the one that they are known to speak for. `body`: the key of the
    organization that a person is known to speak for, or whose organ an organization is.
    """

    key: str
    kind: EntityKind
    names: dict[str, str]
    aliases: Names = {}
    capitals: Names = {}
    adjectives: Names = {}
    plurals: Names = {}
    state: str = ""
    house: bool = False
    body: str = ""

    def called(self) -> Iterator[tuple[str, str]]:
        """Every name that stands for the party, as (language, name); adjectives are none."""
        yield from self.names.items()
        for more in (self.aliases, self.capitals):
            for lang, names in more.items():
                for name in names:
                    yield lang, name


class Parties:
    """Parties by key, name and adjective. Immutable; where two parties have a name in common, the later one has it."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._parties = {p.key: p for p in parties}
        # folded name -> party: of each language, and of all ("")
        self._names: dict[str, dict[str, Party]] = {"": {}}
        self._acronyms: dict[str, Party] = {}
        # names that only their marks tell from another (عمّان, عُمان), as written
        self._marked: dict[str, Party] = {}
        self._adjectives: dict[str, Party] = {}
        # names of organizations with the words run together
        self._outlets: dict[str, Party] = {}
        for party in self._parties.values():
            self._add(party)
        self._find = functools.lru_cache(REMEMBERED)(self._of_name)
        self._state = functools.lru_cache(REMEMBERED)(self._of_adjective)

    def _add(self, party: Party) -> None:
        for lang, name in party.called():
            key = fold(name)
            if party.kind == "organization":
                self._outlets[_run_together(name)] = party
            if bare(name) != name:
                self._marked[name] = party
            elif _is_acronym(name, key):
                self._acronyms[key] = party
            else:
                self._names.setdefault(lang, {})[key] = party
                self._names[""][key] = party
        for words in (*party.adjectives.values(), *party.plurals.values()):
            for word in words:
                key = fold(word)
                (self._acronyms if _is_acronym(word, key) else self._adjectives)[key] = party

    @staticmethod
    @functools.cache
    def shipped() -> "Parties":
        """The parties that Qawl ships, loaded once."""
        folder = importlib.resources.files("qawl.parties") / "data"
        files = ("persons.json", "organizations.json", "states.json")
        return Parties(p for f in files for p in msgspec.json.decode((folder / f).read_bytes(), type=list[Party]))

    def extended(self, path: str | Path) -> "Parties":
        """These parties and those of a user's file: JSON (a list) or JSONL, of objects with the fields of `Party`.

        A party with a known key adds its names to it, and its usual names replace the known ones. A name that another party
        has goes to the file's. Raises `FileMissing`, `NotAnObject`, or `BadField` (wrong fields, kind or key, or two parties
        of the file with one name), with the line or entry.
        """
        merged = dict(self._parties)
        claimed: dict[tuple[str, str], str] = {}
        for where, new in _read(Path(path)):
            for lang, name in new.called():
                if not fold(name):
                    raise BadField(f"{where}: a name of {new.key} has no letter: {name!r}")
                if claimed.setdefault((lang, fold(name)), new.key) != new.key:
                    raise BadField(f"{where}: {name!r} is a name of {claimed[lang, fold(name)]} as well as of {new.key}")
            old = merged.pop(new.key, None)
            merged[new.key] = _merged(old, new, where) if old else new
        return Parties(merged.values())

    def __iter__(self) -> Iterator[Party]:
        return iter(self._parties.values())

    def __len__(self) -> int:
        return len(self._parties)

    def get(self, key: str) -> Party | None:
        """The party with a key."""
        return self._parties.get(key)

    def find(self, name: str, code: str = "") -> Party | None:
        """The party that a whole name stands for, if any: its usual name, an alias, or a capital.

        `code` is the language (ISO 639-1) whose names go before those of others. An article may be there or not, and
        `و`/`ف` may be written on to the front; prepositions may not (`لموسكو` finds nothing).
        """
        return self._find(name, code)

    def _of_name(self, name: str, code: str) -> Party | None:
        key = fold(name)
        found = self._marked.get(name) or (self._acronym(name, key) if key else None)
        if found or not key:
            return found
        names, everyone = self._names.get(code, {}), self._names[""]
        return next((p for form in _forms(key) if (p := names.get(form) or everyone.get(form))), None)

    def outlet(self, name: str) -> Party | None:
        """The organization whose outlet a label names, words run together or an edition after it: `almayadeen`, `bbc_arabic`."""
        label, _, edition = name.rpartition("_")
        whole = self._outlets.get(_run_together(name))
        return whole or (self._outlets.get(_run_together(label)) if edition.lower() in _EDITIONS else None)

    def adjective(self, word: str) -> Party | None:
        """The state that an adjective or demonym belongs to, in any gender and number, with or without article:
        `الروسية`, `الأميركيين`, `الأتراك`, `الكوريين الجنوبيين`, `Russians`.
        """
        return self._state(word)

    def _of_adjective(self, word: str) -> Party | None:
        key = fold(word)
        found = self._acronym(word, key) or self._adjectives.get(key)
        if found:
            return found if found.kind == "state" else None
        return (
            self._adjectives.get(" ".join(map(_without_article, key.split())))
            or self._adjectives.get(" ".join(map(_stem, key.split())))
            or (self._adjectives.get(key[:-1]) if key.endswith("s") else None)
        )

    def nation(self, word: str, lang: str) -> Party | None:
        """The state that a word belongs to by adjective, or names."""
        party = self.adjective(word) or self.find(word, lang)
        return party if party is not None and party.kind == "state" else None

    def _acronym(self, name: str, key: str) -> Party | None:
        return self._acronyms.get(key.replace(" ", "")) if name == name.upper() else None


def usual_name(party: Party, lang: str) -> str:
    """What a language usually calls the party; where that is not known, the English name, or else any."""
    return party.names.get(lang) or party.names.get("en") or next(iter(party.names.values()))


def _run_together(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum())


def _is_acronym(name: str, key: str) -> bool:
    return len(key) <= _ACRONYM and key.isascii() and name.isupper()


def _forms(key: str) -> Iterator[str]:
    """A folded name, then as it would be without or with an article, then without a conjunction."""
    yield key
    if key.startswith("the "):
        yield key[4:]
    elif not key.isascii():
        without = key.removeprefix(_ARTICLE)
        yield without if without != key and len(without) >= _SURE_LENGTH else _ARTICLE + key
        if key.startswith(_CONJUNCTIONS) and len(key) > _SURE_LENGTH:
            yield key[1:]


def _without_article(word: str) -> str:
    for conjunction in ("", *_CONJUNCTIONS):
        if word.startswith(conjunction + _ARTICLE):
            return word[len(conjunction) + len(_ARTICLE) :]
    return word


def _stem(word: str) -> str:
    """The masculine singular of an Arabic adjective in ي, without article."""
    word = _without_article(word)
    return next((word[: -len(e)] for e in _ENDINGS if word.endswith("ي" + e)), word)


def _merged(old: Party, new: Party, where: str) -> Party:
    if old.kind != new.kind:
        raise BadField(f"{where}: {new.key} is of kind {old.kind}, not {new.kind}")

    def both(a: Names, b: Names) -> Names:
        return {lang: tuple(dict.fromkeys((*a.get(lang, ()), *b.get(lang, ())))) for lang in {**a, **b}}

    aliases = both(both({lang: (name,) for lang, name in old.names.items()}, old.aliases), new.aliases)
    return Party(
        key=old.key,
        kind=old.kind,
        names={**old.names, **new.names},
        aliases=aliases,
        capitals=both(old.capitals, new.capitals),
        adjectives=both(old.adjectives, new.adjectives),
        plurals=both(old.plurals, new.plurals),
        state=new.state or old.state,
        house=new.house or old.house,
    )


_PREFIXES: dict[EntityKind, str] = {"state": "state:", "organization": "org:", "person": "person:"}


def _read(path: Path) -> Iterator[tuple[str, Party]]:
    """The parties of a user's file, each with where it stands."""
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise FileMissing(f"can't read {path}: {error.strerror}") from error
    if data.lstrip().startswith(b"["):
        try:
            rows = msgspec.json.decode(data, type=list[msgspec.Raw])
        except (msgspec.DecodeError, RecursionError) as error:
            raise NotAnObject(f"{path} is no JSON list: {error}") from error
        entries = [(f"{path}, entry {i}", bytes(row)) for i, row in enumerate(rows, 1)]
    else:
        entries = [(f"{path}, line {i}", line) for i, line in enumerate(data.splitlines(), 1) if line.strip()]
    for where, entry in entries:
        if not entry.lstrip().startswith(b"{"):
            raise NotAnObject(f"{where}: not a JSON object")
        try:
            party = msgspec.json.decode(entry, type=Party)
        except msgspec.ValidationError as error:
            raise BadField(f"{where}: {error}") from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise NotAnObject(f"{where}: not a JSON object: {error}") from error
        prefix = _PREFIXES[party.kind]
        if not party.key.removeprefix(prefix) or not party.key.startswith(prefix):
            raise BadField(f"{where}: the key of a {party.kind} is {prefix!r} and a slug, not {party.key!r}")
        if not party.names:
            raise BadField(f"{where}: {party.key} has no name")
        yield where, party
