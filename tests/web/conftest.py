import msgspec
import pytest
from starlette.testclient import TestClient

from qawl.store import open_store
from qawl.types import Document
from qawl.web import Settings, create_app
from samples import follow_up, nahrain, river

LOCAL = "http://localhost"


def document(record):
    fields = Document.__struct_fields__
    return Document(**{name: getattr(record, name) for name in fields if name != "extra"})


@pytest.fixture
def keep(tmp_path):
    """Keeps records in a store; answers its path and their keys."""

    def kept(*records):
        path = tmp_path / "qawl.db"
        with open_store(path) as store:
            return path, [store.put(document(r), r, "test").key for r in records]

    return kept


class Stub:
    """Stands in for the pipeline: every text is the sample, with its own words where they are the sample's."""

    model_name = "by hand"

    def __call__(self, document):
        made = nahrain()
        if document.text.strip() != made.text.strip():
            made = msgspec.structs.replace(
                made, text=document.text, statements=(), entities=(), roles=(), meetings=(), positions=(), disputes=()
            )
        return msgspec.structs.replace(made, id=document.id, published=document.published, url=document.url, title=document.title)


@pytest.fixture
def stub():
    return Stub()


@pytest.fixture
def visit():
    """Makes a client of an application on a store."""
    opened = []

    def client(path, settings=None, sample=None):
        app = create_app(path, settings or Settings(), Stub(), sample)
        opened.append(TestClient(app, base_url=LOCAL, headers={"accept-language": "en"}, follow_redirects=False))
        return opened[-1]

    yield client
    for c in opened:
        c.close()


@pytest.fixture
def three(keep, visit):
    """A client of a store with the three samples, and their keys."""
    path, keys = keep(nahrain(), follow_up(), river())
    return visit(path), keys
