"""Sources that are waited for more than worked on are read side by side; what they give comes in their order."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from queue import Full, Queue

from qawl.read.failure import Failure
from qawl.read.options import AHEAD, SIDE_BY_SIDE
from qawl.types import Document

Source = str | Path
Read = Iterator[Document | Failure]

_TRY = 0.1  # seconds after which a thread that can't hand on looks whether it still should


def in_order(sources: Iterable[Source], read: Callable[[Source], Read], ahead: Callable[[Source], bool]) -> Read:
    """The documents of all sources, one source after the other.

    ahead: whether a source is read in a thread of its own as soon as it is near, at most SIDE_BY_SIDE at once; the others are
    read when it is their turn. A caller that stops early ends the threads, each with what it is doing at that time.
    """
    stop = threading.Event()
    near: deque[Read] = deque()
    try:
        for source in sources:
            near.append(_read_ahead(read, source, stop) if ahead(source) else read(source))
            if len(near) == SIDE_BY_SIDE:
                yield from near.popleft()
        while near:
            yield from near.popleft()
    finally:
        stop.set()


def _read_ahead(read: Callable[[Source], Read], source: Source, stop: threading.Event) -> Read:
    """Starts to read at once; the iterator gives what was read, and raises what reading raises."""
    queue: Queue[Document | Failure | BaseException | None] = Queue(AHEAD)

    def hand_on(item: Document | Failure | BaseException | None) -> bool:
        while not stop.is_set():
            try:
                queue.put(item, timeout=_TRY)
            except Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            for item in read(source):
                if not hand_on(item):
                    return
        except Exception as error:
            hand_on(error)
        else:
            hand_on(None)

    def taken() -> Read:
        while (item := queue.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    threading.Thread(target=work, daemon=True).start()
    return taken()
