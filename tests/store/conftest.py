import pytest

from qawl.store import open_store
from samples import nahrain
from stored import put


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "qawl.db") as held:
        yield held


@pytest.fixture
def key(store):
    return put(store, nahrain())
