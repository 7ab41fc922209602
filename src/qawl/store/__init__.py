"""The store: documents and records kept, to be found again. `Store` says what it does; here it is one SQLite file."""

from qawl.store.ingest import Tally, add, merge, update
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
    Identity,
    Listed,
    Named,
    Sort,
    Stood,
    Term,
)
from qawl.store.wishes import Addition, Change, Check, Removal, Undo, Wish, holding, is_checked, state_of

__all__ = [
    "FACETS",
    "Added",
    "Addition",
    "Answer",
    "Ask",
    "Change",
    "Check",
    "Correction",
    "Facet",
    "FacetName",
    "Failed",
    "Found",
    "Held",
    "Identity",
    "Listed",
    "Named",
    "Removal",
    "Sort",
    "SqliteStore",
    "Stood",
    "Store",
    "Tally",
    "Term",
    "Undo",
    "Wish",
    "add",
    "holding",
    "is_checked",
    "key_of",
    "merge",
    "open_store",
    "state_of",
    "update",
]
