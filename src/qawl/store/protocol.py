"""What every store does, whatever database holds it."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from qawl.read import Failure
from qawl.store.types import Added, Answer, Ask, Correction, Failed, Held, Listed, Met, Named, SaidAt, Stood
from qawl.store.wishes import Wish
from qawl.types import Document, Record


class Store(Protocol):
    """Documents with their records. Every method that writes is one transaction: it does all or nothing.

    All raise `StoreError` where the database fails; those that take a key `NoSuch` where no document has it.
    """

    def close(self) -> None:
        """Let go of the database."""

    def has(self, key: str) -> bool:
        """Whether a document is there (`qawl.store.key_of`)."""

    def put(self, document: Document, record: Record, code: str, added: str | None = None) -> Added:
        """Keep a document and the record that `code` (a version of Qawl) made of it; nothing where it is there already.

        `added`: when, as ISO 8601, if not now.
        """

    def replace(self, key: str, record: Record, code: str) -> None:
        """Keep another record of a document; ids of statements and people's corrections stay (`qawl.store.carry`)."""

    def document(self, key: str) -> Document:
        """A document as it was read."""

    def record(self, key: str, *, corrected: bool = True) -> Record:
        """A document's record, with people's corrections or as it was extracted."""

    def listed(self, *, latest: bool = False) -> Iterator[str]:
        """Keys of all documents in the order in which they were added; of the latest versions only, if so asked."""

    def latest(self, limit: int) -> tuple[Listed, ...]:
        """The documents that were published last, then those without a date, added last first; at most so many."""

    def about(self, keys: tuple[str, ...]) -> tuple[Listed, ...]:
        """Documents as a list shows them, in the order in which they were added; a key that there is not is passed over."""

    def made(self, key: str) -> tuple[str, str, str]:
        """Model and code that made a document's record, and when the document was added."""

    def outdated(self, model: str, code: str) -> tuple[str, ...]:
        """Keys of documents whose record another model or code made."""

    def versions(self, key: str) -> tuple[str, ...]:
        """Keys of all versions of a document's page, the oldest first."""

    def copies(self, key: str) -> tuple[str, ...]:
        """Keys of other documents that say nearly the same."""

    def correct(self, key: str, wish: Wish, who: str) -> tuple[Correction, ...]:
        """Do what somebody (`who`) wishes to be corrected in a document; the corrections that this came to.

        Raises `NoSuch`, `BadCorrection` where a field can't have a value, `Stale` where somebody else was faster.
        """

    def unite(self, gone: int, into: int, who: str, most: int | None = None, seen: tuple[str, str] | None = None) -> Correction:
        """Make an entity the same as another in all documents, those to come included.

        seen: the names of both as whoever asks saw them, if that matters: numbers are given again. Raises `NoSuch`; `Stale` where
        a number is another name's; `BadCorrection` where the first is on record (`Entity.key`); `TooMany` for more than `most`
        documents.
        """

    def undo(self, correction: str, who: str, most: int | None = None) -> Correction:
        """Take back a correction of the whole store; one of a document is taken back by `correct`. Raises like `unite`."""

    def corrections(self, key: str | None) -> tuple[Correction, ...]:
        """What people changed in a document, or (None) of the whole store: which entities are one. The first first."""

    def corrected(self) -> tuple[str, ...]:
        """Keys of documents that somebody corrected or checked, whether or not that was taken back."""

    def restore(self, key: str | None, corrections: tuple[Correction, ...]) -> int:
        """Take over corrections from another store, those that are not there already; how many they were."""

    def unmeant(self, model: str, after: int, most: int) -> tuple[tuple[int, str], ...]:
        """Statements whose content has no vector of a model: number, and content; at most so many, with numbers after one."""

    def mean(self, model: str, vectors: Iterable[tuple[int, str, bytes]]) -> None:
        """Keep vectors that a model made of contents: number and content of the statement, and int8 numbers. What is no longer
        there, or has another content by now, is passed over.
        """

    def fail(self, failure: Failure, code: str) -> None:
        """Put what can't be read or extracted into quarantine; it leaves when a document with that id is put."""

    def failed(self) -> tuple[Failed, ...]:
        """What is in quarantine."""

    def forget(self, failed: Iterable[Failed]) -> None:
        """Let out of quarantine."""

    def named(self, name: str) -> tuple[Named, ...]:
        """The entities that a name may mean."""

    def aliases(self, entities: tuple[int, ...]) -> tuple[str, ...]:
        """All names of entities; titles and descriptions are none."""

    def find(self, ask: Ask, facet_seconds: float | None = None) -> Answer:
        """Statements, or documents, that answer a question. facet_seconds: a facet that takes more processor time is left out."""

    def positions(
        self, entities: tuple[int, ...], limit: int | None = None, since: str | None = None, until: str | None = None
    ) -> tuple[Stood, ...]:
        """The positions of entities, and those that they speak for, by date; limited, the latest ones. Dates as in `Ask`."""

    def meetings(
        self,
        entities: tuple[int, ...] | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 100,
        skip: int = 0,
    ) -> tuple[Met, ...]:
        """Meetings of which a date or who was there is known, the latest first; only those at which one of the entities was."""

    def said_at(self, numbers: tuple[int, ...]) -> tuple[SaidAt, ...]:
        """Statements made on some occasion, in the documents that report meetings (`Met.number`)."""

    def outlets(self) -> tuple[str, ...]:
        """All outlets, those with most documents first."""

    def offices(self, entities: tuple[int, ...]) -> tuple[Held, ...]:
        """The offices of entities, by date."""

    def text(self, key: str) -> str:
        """A document's text."""
