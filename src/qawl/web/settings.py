"""What the web application may spend and whom it answers: every limit is named here."""

from dataclasses import dataclass

HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names by which browsers may call the application (the Host header, without port): those of this machine."""

QUERY_SECONDS = 1.0
"""Processor time that all questions of one page to the store may take together."""

FACET_SECONDS = 0.2
"""Processor time that one facet may take; one that takes more is not shown."""

MAX_ROWS = 1_000
"""Most rows of a list, a table or an export."""

MAX_BODY_BYTES = 2_000_000
"""Most bytes of what is sent with a request."""

MAX_PASTED_BYTES = 200_000
"""Most bytes, as UTF-8, of a text that is pasted to be read."""

MAX_URL_CHARS = 2_000
"""Longest address that is typed to be fetched."""

FETCH_SECONDS = 20.0
"""Longest time that fetching such an address may take, redirects and robots.txt included."""

EXTRACTIONS = 2
"""Texts that are extracted at once; others wait."""

EXTRACTION_WAIT_SECONDS = 20.0
"""How long a text waits for its turn before the page says that the machine is busy."""

EDITOR_SECONDS = 12 * 3600
"""How long whoever came with a token may correct; then another token is needed."""

EDITORS = 50
"""People who may correct at once; whoever came first has to come again."""

MAX_NAME_CHARS = 80
"""Longest name of somebody who corrects."""

MAX_FIELD_CHARS = 300
"""Longest speaker, time or number that a form of a correction takes."""

MAX_SPANS = 50
"""Most spans of one role that such a form takes."""

MAX_UNITED = 500
"""Most documents that one correction made in the browser may change; `qawl correct --unite` has no such limit."""

SHOWN_CHARS = 50_000
"""Characters of a document that one page shows; the rest is on further pages."""

LATEST = 20
"""Documents of the start page."""

COPIES = 20
"""Documents that say nearly the same, of one document's page."""

HITS = 20
"""Answers on a page of a search."""

FEED = 50
"""Entries of a feed."""

TIMELINE = 150
"""Statements on a page of the timeline."""

MEETINGS = 60
"""Reports of meetings on a page of them."""

PROFILE = 12
"""Offices, addressees, issues, positions and statements of an entity that its page shows, each at most."""

ISSUES = 30
"""Issues that a comparison shows."""

PARTIES = 4
"""Parties, or outlets, that can be compared at once."""

POSITIONS = 400
"""Latest positions of each party that a comparison rests on."""

COVERAGE = 400
"""Statements on an event that two outlets are compared by: the latest."""


@dataclass(frozen=True)
class Settings:
    """The limits of one application, of the constants above, and what it may do.

    edit: whether people may correct statements. fetch_hosts: hosts that may be fetched from though they are not public.
    """

    hosts: frozenset[str] = HOSTS
    edit: bool = False
    fetch_hosts: frozenset[str] = frozenset()
    query_seconds: float = QUERY_SECONDS
    facet_seconds: float = FACET_SECONDS
    rows: int = MAX_ROWS
    body_bytes: int = MAX_BODY_BYTES
    pasted_bytes: int = MAX_PASTED_BYTES
    url_chars: int = MAX_URL_CHARS
    fetch_seconds: float = FETCH_SECONDS
    extractions: int = EXTRACTIONS
    extraction_wait_seconds: float = EXTRACTION_WAIT_SECONDS
    editor_seconds: float = EDITOR_SECONDS
    editors: int = EDITORS
    name_chars: int = MAX_NAME_CHARS
    field_chars: int = MAX_FIELD_CHARS
    spans: int = MAX_SPANS
    united: int = MAX_UNITED
    shown_chars: int = SHOWN_CHARS
    latest: int = LATEST
    copies: int = COPIES
    hits: int = HITS
    feed: int = FEED
    timeline: int = TIMELINE
    meetings: int = MEETINGS
    profile: int = PROFILE
    issues: int = ISSUES
    parties: int = PARTIES
    positions: int = POSITIONS
    coverage: int = COVERAGE
