"""Many documents over several processes, in order, each process with its own model on one thread."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from qawl.errors import InternalError, QawlError
from qawl.pipeline import Pipeline
from qawl.read import Failure
from qawl.types import Document, Record

Make = Callable[[], Pipeline]
Outcome = Record | Failure
Done = tuple[Document | Failure, Outcome]
AHEAD = 4  # documents in hand for each worker: enough to keep it busy, few enough to keep memory flat

_pipeline: Pipeline | None = None


def attempt(pipeline: Pipeline, document: Document | Failure) -> Outcome:
    """The document's record, or the failure that it is or ends in: whatever one document does, the others go on."""
    if isinstance(document, Failure):
        return document
    try:
        return pipeline(document)
    except QawlError as error:
        return Failure(document.id, error)
    except Exception as error:
        return Failure(document.id, InternalError(f"{type(error).__name__}: {error}"))


def run(make: Make, documents: Iterable[Document | Failure], workers: int = 1) -> Iterator[Done]:
    """Each document with its outcome, in the order given, as they are done.

    make: makes a pipeline; called at once here, so that a wrong model or option is an error before any work is done,
    and where there are several workers in each of them (then it must be picklable).
    """
    pipeline = make()
    return _alone(pipeline, documents) if workers <= 1 else _Pool(make, workers).run(documents)


def _alone(pipeline: Pipeline, documents: Iterable[Document | Failure]) -> Iterator[Done]:
    for document in documents:
        yield document, attempt(pipeline, document)


class _Pool:
    """Worker processes. When one dies, the documents in hand are done again one by one, so that only the one that
    killed it fails.
    """

    def __init__(self, make: Make, workers: int) -> None:
        self._make, self._workers = make, workers
        self._pool = self._started()
        self._waiting: deque[tuple[Document | Failure, Future[Outcome]]] = deque()

    def run(self, documents: Iterable[Document | Failure]) -> Iterator[Done]:
        try:
            for document in documents:
                yield from self._submit(document)
                if len(self._waiting) >= self._workers * AHEAD:
                    yield from self._take()
            while self._waiting:
                yield from self._take()
        finally:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, context, _start, (self._make,))

    def _submit(self, document: Document | Failure) -> Iterator[Done]:
        try:
            future = self._pool.submit(_work, document)
        except BrokenProcessPool:
            yield from self._recover()
            future = self._pool.submit(_work, document)
        self._waiting.append((document, future))

    def _take(self) -> Iterator[Done]:
        document, future = self._waiting[0]
        try:
            outcome = future.result()
        except BrokenProcessPool:
            yield from self._recover()
            return
        self._waiting.popleft()
        yield document, outcome

    def _recover(self) -> Iterator[Done]:
        """What was in hand when a worker died, each alone in a new pool."""
        suspects = [document for document, _ in self._waiting]
        self._waiting.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._started()
        for document in suspects:
            try:
                yield document, self._pool.submit(_work, document).result()
            except BrokenProcessPool as error:
                failure = InternalError("its worker process died (out of memory?)")
                failure.__cause__ = error
                yield document, Failure(document.id, failure)
                self._pool = self._started()


def _start(make: Make) -> None:
    global _pipeline  # noqa: PLW0603 - the one place that a process can keep its model between tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    _pipeline = make()


def _work(document: Document | Failure) -> Outcome:
    assert _pipeline is not None
    return attempt(_pipeline, document)
