"""Documents into a store: extracted by many processes, written by one, one transaction a document."""

from collections.abc import Iterable, Iterator

import msgspec

from qawl import __version__
from qawl.errors import NoArticle
from qawl.fold import words
from qawl.meaning import Meaning, compact
from qawl.parallel import Make, Outcome, run
from qawl.read import Failure
from qawl.store.carry import adopted
from qawl.store.keys import key_of
from qawl.store.protocol import Store
from qawl.store.types import Added
from qawl.types import Document, Record

BATCH = 256
"""Contents whose vectors are made and written at a time."""

Told = tuple[Document | Failure, Added | Failure]


class Tally(msgspec.Struct):
    """How many documents were added, were there already, failed; how many of the added are versions or copies of others; how many
    corrections of people came with them.
    """

    added: int = 0
    known: int = 0
    failed: int = 0
    revisions: int = 0
    copies: int = 0
    corrections: int = 0

    def count(self, outcome: Added | Failure) -> None:
        """Count one document."""
        if isinstance(outcome, Failure):
            self.failed += 1
            return
        self.known += not outcome.new
        self.added += outcome.new
        self.revisions += outcome.revises is not None
        self.copies += bool(outcome.copies)
        self.corrections += outcome.corrections


def add(
    store: Store, make: Make, documents: Iterable[Document | Failure], workers: int = 1, tally: Tally | None = None
) -> Iterator[Told]:
    """Extract and keep the documents that are not there yet; each with what became of it, in order, when it is written.

    What fails goes into quarantine, as does a text without words. Broken off at any point, the same call goes on from there.
    make: makes a pipeline (`qawl.load`), here and in each of several workers. tally: counts everything, and those that are there
    already as soon as they are read: they do not come out.
    """
    counts = tally or Tally()

    def unknown() -> Iterator[Document | Failure]:
        for document in documents:
            if isinstance(document, Failure):
                yield document
            elif next(words(document.text), None) is None:
                yield Failure(document.id, NoArticle("a text without words"))
            elif store.has(key_of(document)):
                counts.known += 1
            else:
                yield document

    for document, outcome in run(make, unknown(), workers):
        became = _kept(store, document, outcome)
        counts.count(became)
        yield document, became


def update(store: Store, make: Make, workers: int = 1, *, everything: bool = False, tally: Tally | None = None) -> Iterator[Told]:
    """Extract anew what another model or version of Qawl made (or everything); ids of statements and corrections stay.

    A document that fails now keeps the record that it had, and is named in quarantine. tally: counts them.
    """
    counts = tally or Tally()
    keys = tuple(store.listed()) if everything else store.outdated(make().model_name, __version__)
    documents = (store.document(key) for key in keys)
    for (document, outcome), key in zip(run(make, documents, workers), keys, strict=True):
        became: Added | Failure
        if isinstance(outcome, Failure):
            store.fail(outcome, __version__)
            became = outcome
        else:
            store.replace(key, outcome, __version__)
            became = Added(key, new=True)
        counts.count(became)
        yield document, became


def merge(store: Store, other: Store) -> Iterator[Added]:
    """Take over what another store has: documents with their records, and people's corrections of those that both have, also
    where another model made the record there (`qawl.store.carry.adopted`).
    """
    for key in tuple(other.listed()):
        _, code, added = other.made(key)
        theirs, corrections = other.record(key, corrected=False), other.corrections(key)
        outcome = store.put(other.document(key), theirs, code, added)
        if corrections and not outcome.new:
            ours = store.record(key, corrected=False)
            record, corrections = adopted(ours, theirs, store.corrections(key), corrections)
            if record != ours:
                store.replace(key, record, store.made(key)[1])
        yield msgspec.structs.replace(outcome, corrections=store.restore(key, corrections))
    store.restore(None, other.corrections(None))


def mean(store: Store, meaning: Meaning) -> Iterator[int]:
    """Give every statement that has none the vector of its content; how many have one now, a batch at a time.

    Each batch is one transaction: broken off, the same call goes on from there.
    """
    done, after = 0, 0
    while batch := store.unmeant(meaning.name, after, BATCH):
        vectors = compact(meaning([content for _, content in batch]))
        store.mean(meaning.name, [(*known, vector) for known, vector in zip(batch, vectors, strict=True)])
        done, after = done + len(batch), batch[-1][0]
        yield done


def _kept(store: Store, document: Document | Failure, outcome: Outcome) -> Added | Failure:
    if isinstance(document, Document) and isinstance(outcome, Record):
        return store.put(document, outcome, __version__)
    failure = document if isinstance(document, Failure) else outcome
    assert isinstance(failure, Failure)  # a failure to read is passed on as it is
    store.fail(failure, __version__)
    return failure
