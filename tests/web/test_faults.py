import re

import pytest
from lxml import html
from starlette.testclient import TestClient

from qawl import errors
from qawl.errors import QawlError
from qawl.web.faults import fault

ALL = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, QawlError)]


@pytest.mark.parametrize("kind", ALL)
def test_every_error_has_a_status_and_says_what_to_do(kind):
    told = fault(kind("why"))
    assert 400 <= told.status <= 503 and told.code == kind.code and told.what and told.next and told.message == "why"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.NoSuch, 404),
        (errors.TooSlow, 503),
        (errors.StoreBusy, 503),
        (errors.CrossSite, 403),
        (errors.NoArticle, 422),
        (errors.ModelError, 500),
    ],
)
def test_the_nearest_kind_counts(kind, status):
    assert fault(kind("")).status == status


# these can't come of a page: their kind's words would do
GENERAL = {
    *(errors.QawlError, errors.InputError, errors.StoreError, errors.WebError, errors.UsageError, errors.BadRequest),
    *(errors.FileMissing, errors.NotAnObject, errors.BadField, errors.NotAFeed, errors.DamagedFeed, errors.DamagedArchive),
    *(errors.InternalError, errors.OutputError, errors.GoldError),
}


@pytest.mark.parametrize("kind", [k for k in ALL if k not in GENERAL])
def test_every_code_has_its_own_words(kind):
    assert fault(kind("")).what != fault(kind.__base__("")).what


@pytest.mark.parametrize(
    "address",
    [
        *("/nothing", "/d/nothing", "/search?act=x", "/search?page=0", "/search?since=x", "/who?name=x", "/edit/entities"),
        *("/search?q=" + "كلمة+" * 40, "/compare?party=a&party=b&party=c&party=d&party=e", "/coverage.xml", "/timeline?stance=x"),
    ],
)
def test_an_arabic_page_of_an_error_has_english_only_as_a_detail(three, address):
    answer = three[0].get(address, headers={"accept-language": "ar"})
    (main,) = html.fromstring(answer.text).xpath("//main")
    for part in main.xpath(".//details | .//bdi"):  # what the program says, and what was asked
        part.drop_tree()
    said = re.sub(r"qawl [a-z -]+", "", main.text_content())
    assert answer.status_code >= 400 and said.strip() and not re.search("[A-Za-z]", said), said


def test_a_fault_of_ours_is_a_page_with_all_headers(three, monkeypatch):
    def fail(_):
        raise RuntimeError("secret")

    monkeypatch.setattr("qawl.web.pages.start.reading", fail)
    client = TestClient(three[0].app, base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get("/", headers={"accept-language": "en"})
    assert answer.status_code == 500 and "Something went wrong in Qawl" in answer.text and "secret" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
