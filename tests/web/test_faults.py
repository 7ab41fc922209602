import pytest
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


def test_a_fault_of_ours_is_a_page_with_all_headers(three, monkeypatch):
    def fail(_):
        raise RuntimeError("secret")

    monkeypatch.setattr("qawl.web.pages.start.reading", fail)
    client = TestClient(three[0].app, base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get("/", headers={"accept-language": "en"})
    assert answer.status_code == 500 and "Something went wrong in Qawl" in answer.text and "secret" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
