"""The articles that Qawl ships, in a store of their own: what the application shows while there is nothing else to show."""

import hashlib
import importlib.resources
import os
from pathlib import Path

from qawl import __version__
from qawl.errors import StoreError
from qawl.meaning import load as load_meaning
from qawl.parallel import Make
from qawl.read import documents
from qawl.store import add, mean, open_store
from qawl.store.connection import migrations


def sample_store(folder: Path, make: Make) -> Path:
    """The store of the shipped articles in a folder, made at the first call (some seconds).

    make: makes the pipeline, if it is needed. Raises `StoreError` where the folder can't be written to.
    """
    with importlib.resources.as_file(importlib.resources.files("qawl.web") / "sample.jsonl") as articles:
        content = hashlib.blake2b(articles.read_bytes(), digest_size=4).hexdigest()
        path = folder / f"sample-{__version__}-{len(migrations())}-{content}.db"
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            if path.exists():
                return path
            folder.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            with open_store(part) as store:
                for _ in add(store, make, documents([articles])):
                    pass
                for _ in mean(store, load_meaning()):
                    pass
            part.replace(path)
        except OSError as error:
            raise StoreError(f"{folder}: {error.strerror or error}") from error
    return path
