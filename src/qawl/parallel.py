"""Many documents over several processes, in order, each process with its own model on one thread."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from qawl.errors import InputError
from qawl.pipeline import Pipeline
from qawl.read import Failure
from qawl.types import Document, Record

Outcome = Record | Failure
AHEAD = 4  # documents in hand for each worker: enough to keep it busy, few enough to keep memory flat

_pipeline: Pipeline | None = None


def attempt(pipeline: Pipeline, document: Document | Failure) -> Outcome:
    """The document's record, or the failure that it is or ends in."""
    if isinstance(document, Failure):
        return document
    try:
        return pipeline(document)
    except InputError as error:
        return Failure(document.id, error)


def run(
    make: Callable[[], Pipeline], documents: Iterable[Document | Failure], workers: int = 1
) -> Iterator[tuple[Document | Failure, Outcome]]:
    """Each document with its outcome, in the order given, as they are done.

    make: makes a pipeline; called once in every worker (so it must be picklable where there are several).
    """
    if workers <= 1:
        pipeline = make()
        for document in documents:
            yield document, attempt(pipeline, document)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (make,)) as pool:
        waiting: deque[tuple[Document | Failure, Future[Outcome]]] = deque()
        for document in documents:
            waiting.append((document, pool.submit(_work, document)))
            if len(waiting) >= workers * AHEAD:
                yield _take(waiting)
        while waiting:
            yield _take(waiting)


def _take(waiting: "deque[tuple[Document | Failure, Future[Outcome]]]") -> tuple[Document | Failure, Outcome]:
    document, future = waiting.popleft()
    try:
        return document, future.result()
    except BrokenProcessPool as error:
        failure = InputError("its worker process died (out of memory?)")
        failure.__cause__ = error
        return document, Failure(document.id, failure)


def _start(make: Callable[[], Pipeline]) -> None:
    global _pipeline  # noqa: PLW0603 - the one place that a process can keep its model between tasks
    _pipeline = make()


def _work(document: Document | Failure) -> Outcome:
    assert _pipeline is not None
    return attempt(_pipeline, document)
