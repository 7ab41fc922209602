"""What a page of answers shows, as its address says it: nothing else decides, so every address is a permalink."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from qawl.errors import BadDate, BadRequest
from qawl.meaning import load as load_meaning
from qawl.query import ask, like
from qawl.read.jsonl import check_date
from qawl.store import Ask, FacetName, Sort, Store
from qawl.types import Act, QuotationType, Stance

LONGEST = 500
"""Characters of a field of an address."""

MOST = 20
"""Values of a field that may be given several times."""

LAST_PAGE = 1_000
"""The last page of a list that can be asked for."""

_CHOICES: dict[str, tuple[str, ...]] = {
    "act": get_args(Act),
    "stance": get_args(Stance),
    "quotation": get_args(QuotationType),
    "sort": get_args(Sort),
    "within": ("content", "text", "meaning"),
}
_SEVERAL = frozenset(("act", "stance", "quotation", "outlet", "textlang"))


@dataclass(frozen=True)
class State:
    """A question of a reader's. `q` are words as typed, `within` where to look for them: in what was said (`content`), in the
    whole `text`, or for what means the same (`meaning`: words, or a statement's link). Names are of any language, dates are days,
    months or years. `textlang` is the language of the documents, `page` counts from 1.
    """

    q: str = ""
    within: str = "content"
    about: str = ""
    speaker: str = ""
    party: str = ""
    voice: str = ""
    to: str = ""
    channel: str = ""
    act: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    quotation: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    textlang: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    sort: str = "relevance"
    page: int = 1

    @property
    def by_meaning(self) -> bool:
        """Whether statements are compared with `q` by meaning."""
        return self.within == "meaning" and bool(self.q)

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What narrows the answers down, besides words: (field, value) each."""
        names = ("about", "voice", "speaker", "party", "to", "channel", "act", "stance", "quotation", "outlet", "textlang")
        out = [(name, value) for name in names for value in _listed(getattr(self, name)) if value]
        if self.since and self.since == self.until:
            return (*out, ("month", self.since))
        return (*out, *((name, value) for name in ("since", "until") if (value := getattr(self, name))))

    def given(self) -> list[tuple[str, str]]:
        """The fields that are not as they are when nothing is asked."""
        plain = State()
        values = ((f.name, getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) != getattr(plain, f.name))
        return [(name, str(value)) for name, several in values for value in _listed(several)]

    def url(self, path: str, **changes: Any) -> str:
        """The address of a page with this state, or with some of its fields changed; on page 1 if not said otherwise."""
        query = urlencode(replace(self, **{"page": 1, **changes}).given())
        return f"{path}?{query}" if query else path

    def with_(self, path: str, name: str, value: str) -> str:
        """The address with one filter more; a month is a span of dates."""
        if name == "month":
            return self.url(path, since=value, until=value)
        field = _FIELDS.get(name, name)
        return self.url(path, **{field: tuple(dict.fromkeys((*getattr(self, field), value))) if field in _SEVERAL else value})

    def without(self, path: str, name: str, value: str) -> str:
        """The address with one filter less."""
        if name == "month":
            return self.url(path, since="", until="")
        field = _FIELDS.get(name, name)
        return self.url(path, **{field: tuple(v for v in getattr(self, field) if v != value) if field in _SEVERAL else ""})

    def has(self, name: str, value: str) -> bool:
        """Whether a value of a facet narrows the answers down."""
        if name == "month":
            return self.since == self.until == value
        return value in _listed(getattr(self, _FIELDS.get(name, name)))

    def ask(self, store: Store, limit: int, facets: tuple[FacetName, ...] = (), values: int = 10) -> Ask:
        """The question for a store. Raises `NoSuch` and `UsageError` as `qawl.query.ask` and `qawl.query.like`."""
        near = like(store, self.q, load_meaning()) if self.by_meaning else None
        return ask(
            store,
            self.q if near is None else "",
            like=near,
            speaker=self.speaker or None,
            party=self.party or None,
            voice=self.voice or None,
            to=self.to or None,
            channel=self.channel or None,
            about=self.about,
            whole=self.within == "text",
            act=self.act or None,
            stance=self.stance or None,
            quotation=self.quotation or None,
            outlet=self.outlet or None,
            lang=self.textlang or None,
            since=self.since or None,
            until=self.until or None,
            sort=self.sort,
            limit=limit,
            skip=(self.page - 1) * limit,
            facets=facets,
            values=values,
        )


_FIELDS: Mapping[str, str] = {"lang": "textlang", "addressee": "to"}  # of facets that have another name in addresses


def state_of(params: QueryParams) -> State:
    """The state that an address gives. Fields that no page knows are passed over, empty ones are not there.

    Raises `BadRequest` for a value that a field can't have.
    """
    found: dict[str, Any] = {}
    for name in (f.name for f in fields(State)):
        values = tuple(dict.fromkeys(v.strip() for v in params.getlist(name) if v.strip()))
        if values:
            found[name] = _checked(name, values)
    return State(**found)


def _checked(name: str, values: tuple[str, ...]) -> Any:
    if len(values) > MOST or any(len(v) > LONGEST for v in values):
        raise BadRequest(f"{name} is too long")
    if wrong := next((v for v in values if v not in _CHOICES.get(name, values)), None):
        raise BadRequest(f"{name} is one of {', '.join(_CHOICES[name])}, not {wrong}")
    if name in _SEVERAL:
        return values
    value = values[0]
    if name in ("since", "until"):
        try:
            check_date(value)
        except BadDate as error:
            raise BadRequest(f"{name} is a day (2026-05-12), a month (2026-05) or a year, not {value}") from error
    if name == "page":
        if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= LAST_PAGE:
            raise BadRequest(f"page is a number from 1 to {LAST_PAGE}, not {value}")
        return int(value)
    return value


def _listed(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)
