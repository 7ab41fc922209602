"""Search by meaning: what is like a text, or like a statement of the store."""

import re

from qawl.errors import NoSuch, UsageError
from qawl.meaning import Meaning, compact
from qawl.store import Like, Store

LEAST = 0.25
"""The cosine from which on contents are alike; docs/store.md says how it was chosen."""

LONGEST = 10_000
"""Characters of a text that is compared."""

_LINK = re.compile(r"(d[0-9a-f]{16})/(\S+)")


def quoted(store: Store, wanted: str) -> str | None:
    """The content of the statement that a link names, None for words that are no link. Raises `NoSuch` for a link to nothing."""
    link = _LINK.fullmatch(wanted.strip())
    return _content(store, link[1], link[2]) if link else None


def like(store: Store, wanted: str, meaning: Meaning, least: float = LEAST) -> Like:
    """What `Ask.like` takes. wanted: some words, a sentence best, in any language of the model; or a statement's link.

    least: the cosine from which on a content counts. Raises `NoSuch` for a link to nothing, `UsageError` for an empty text.
    """
    link = _LINK.fullmatch(wanted.strip())
    text, but = (wanted.strip(), None) if link is None else (_content(store, link[1], link[2]), (link[1], link[2]))
    if not text:
        raise UsageError("nothing to compare with: name words, or a statement's link")
    (vector,) = compact(meaning([text[:LONGEST]]))
    return Like(model=meaning.name, vector=vector, least=least, but=but)


def _content(store: Store, key: str, statement: str) -> str:
    record = store.record(key)
    found = next((s for s in record.statements if s.id == statement), None)
    if found is None:
        raise NoSuch(f"no statement {statement} in {key}")
    return " […] ".join(c.of(record.text) for c in found.content)
