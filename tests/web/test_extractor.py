import threading

import pytest

from qawl.errors import Busy
from qawl.types import Document
from qawl.web import Settings
from qawl.web.extractor import Extractor


def test_the_pipeline_is_made_once_and_late():
    made = []
    extract = Extractor(lambda: made.append(1) or (lambda document: document.id), Settings())
    assert not made
    assert [extract(Document(id=n, text="")) for n in "ab"] == ["a", "b"] and made == [1]


def test_who_waits_too_long_is_told():
    entered, leave = threading.Event(), threading.Event()

    def slow(_):
        entered.set()
        leave.wait(10)

    extract = Extractor(lambda: slow, Settings(extractions=1, extraction_wait_seconds=0.01))
    first = threading.Thread(target=extract, args=(Document(id="a", text=""),))
    first.start()
    entered.wait(10)
    with pytest.raises(Busy):
        extract(Document(id="b", text=""))
    leave.set()
    first.join()
    extract(Document(id="c", text=""))


def test_a_failure_gives_the_turn_back():
    def failing(_):
        raise ValueError

    extract = Extractor(lambda: failing, Settings(extractions=1, extraction_wait_seconds=0.01))
    for _ in range(2):
        with pytest.raises(ValueError):
            extract(Document(id="a", text=""))
