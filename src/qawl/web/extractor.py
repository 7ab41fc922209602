"""Texts extracted while a reader waits: the model loaded once, so many texts at a time."""

import threading
from collections.abc import Callable

from qawl.errors import Busy
from qawl.pipeline import Pipeline
from qawl.types import Document, Record
from qawl.web.settings import Settings


class Extractor:
    """Extracts with one pipeline, made at the first text. May be shared between threads."""

    def __init__(self, make: Callable[[], Pipeline], settings: Settings) -> None:
        self._make = make
        self._pipeline: Pipeline | None = None
        self._loading = threading.Lock()
        self._turns = threading.BoundedSemaphore(settings.extractions)
        self._wait = settings.extraction_wait_seconds

    def __call__(self, document: Document) -> Record:
        """The record of a document. Raises `Busy` where its turn does not come in time, and what the pipeline raises."""
        if not self._turns.acquire(timeout=self._wait):
            raise Busy("as many texts as can be are being read at the moment")
        try:
            return self.pipeline(document)
        finally:
            self._turns.release()

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline, made if it has not been."""
        with self._loading:
            if self._pipeline is None:
                self._pipeline = self._make()
            return self._pipeline
