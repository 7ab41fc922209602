"""The store: documents and records kept, to be found again. `Store` says what it does; here it is one SQLite file."""

from qawl.store.ingest import Tally, add, mean, merge, update
from qawl.store.keys import key_of
from qawl.store.protocol import Store
from qawl.store.sqlite import SqliteStore, open_store
from qawl.store.types import (
    FACETS,
    Added,
    Answer,
    Ask,
    Correction,
    Facet,
    FacetName,
    Failed,
    Found,
    Held,
    Like,
    Listed,
    Met,
    Named,
    SaidAt,
    Sort,
    Stood,
    Term,
)

__all__ = [
    "FACETS",
    "Added",
    "Answer",
    "Ask",
    "Correction",
    "Facet",
    "FacetName",
    "Failed",
    "Found",
    "Held",
    "Like",
    "Listed",
    "Met",
    "Named",
    "SaidAt",
    "Sort",
    "SqliteStore",
    "Stood",
    "Store",
    "Tally",
    "Term",
    "add",
    "key_of",
    "mean",
    "merge",
    "open_store",
    "update",
]
