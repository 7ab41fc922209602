import gzip
import time

import pytest

from qawl.errors import Disallowed, NotFetched, RefusedAddress, TooLarge
from qawl.read import Limits, Options
from qawl.read.web import Fetcher
from server import serving

LIMITS = Limits(bytes=100_000, host_pause=0.0, wait_seconds=5.0)


@pytest.fixture
def server():
    with serving() as given:
        yield given


@pytest.fixture
def fetch():
    made = []

    def make(url, *, hosts=("127.0.0.1",), limits=LIMITS, cache=None):
        made.append(Fetcher(Options(allow_hosts=frozenset(hosts), limits=limits, cache=cache)))
        return made[-1](url)

    yield make
    for fetcher in made:
        fetcher.close()


def test_a_page_under_our_name(server, fetch):
    answer = fetch(server.put("/a", "نص"))
    assert answer.body.decode() == "نص"
    assert answer.content_type == "text/html; charset=utf-8"
    assert server.paths() == ["/robots.txt", "/a"]
    assert all(headers["User-Agent"].startswith("Qawl") for _, headers in server.asked)


def test_redirects_are_followed_and_the_last_address_is_told(server, fetch):
    server.put("/b", "نص")
    assert fetch(server.put("/a", status=302, Location="/b")).url == server.url("/b")


def test_a_redirect_to_an_arabic_address(server, fetch):
    server.put("/%D8%AE%D8%A8%D8%B1", "نص")
    assert fetch(server.put("/a", status=301, Location="/خبر".encode().decode("latin-1"))).body.decode() == "نص"


@pytest.mark.parametrize(
    "to", ["http://[::1]/", "http://169.254.169.254/latest/", "http://[64:ff9b::7f00:1]/", "http://localhost/"]
)
def test_a_redirect_to_a_private_address_is_refused(server, fetch, to):
    with pytest.raises(RefusedAddress):
        fetch(server.put("/a", status=302, Location=to))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_private_address_is_refused_and_not_connected_to(server, fetch, host):
    server.put("/a", "نص")
    with pytest.raises(RefusedAddress, match="--allow-host"):
        fetch(server.url("/a", host), hosts=())
    assert server.asked == []


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://wadi.test/", "gopher://x"])
def test_other_schemes_are_not_followed(server, fetch, to):
    with pytest.raises(NotFetched, match="not an http"):
        fetch(server.put("/a", status=302, Location=to))


def test_a_circle_of_redirects(server, fetch):
    with pytest.raises(NotFetched, match="redirects"):
        fetch(server.put("/a", status=302, Location="/a"))


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_answer_that_is_no_page(server, fetch, status):
    with pytest.raises(NotFetched, match=str(status)):
        fetch(server.put("/a", "x", status=status))


def test_a_page_past_the_limit(server, fetch):
    with pytest.raises(TooLarge):
        fetch(server.put("/a", b"x" * 100_001))


def test_a_small_answer_that_unpacks_to_more_than_the_limit(server, fetch):
    with pytest.raises(TooLarge):
        fetch(server.put("/a", gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip"))


def test_a_packed_page(server, fetch):
    assert fetch(server.put("/a", gzip.compress(b"text"), Content_Encoding="gzip")).body == b"text"


def test_an_answer_cut_short(server, fetch):
    with pytest.raises(NotFetched):
        fetch(server.put("/a", b"text", Content_Length="400"))


def test_a_host_that_is_not_there(fetch):
    with pytest.raises(NotFetched):
        fetch("http://127.0.0.1:1/")


@pytest.mark.parametrize("url", ["http://", "http:///a", "http://[::1", "http://a b/", "http://127.0.0.1:99999/"])
def test_what_is_no_url(fetch, url):
    with pytest.raises(NotFetched):
        fetch(url)


class TestRobots:
    def test_what_a_site_asks_not_to_fetch(self, server, fetch):
        server.put("/robots.txt", "User-agent: *\nDisallow: /private/*.html$\nAllow: /")
        with pytest.raises(Disallowed):
            fetch(server.put("/private/a.html", "x"))
        assert fetch(server.put("/a.html", "x")).body == b"x"
        assert "/private/a.html" not in server.paths()

    def test_our_own_name(self, server, fetch):
        server.put("/robots.txt", "User-agent: Qawl\nDisallow: /\n\nUser-agent: *\nAllow: /")
        with pytest.raises(Disallowed):
            fetch(server.put("/a", "x"))

    def test_a_redirect_is_asked_about_too(self, server, fetch):
        server.put("/robots.txt", "User-agent: *\nDisallow: /b")
        with pytest.raises(Disallowed):
            fetch(server.put("/a", status=302, Location="/b"))

    def test_rules_that_cannot_be_had(self, server, fetch):
        server.put("/robots.txt", "x", status=503)
        with pytest.raises(Disallowed):
            fetch(server.put("/a", "x"))

    def test_rules_are_asked_for_once_and_the_pause_is_kept(self, server):
        server.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.2")
        fetcher = Fetcher(Options(allow_hosts=frozenset(["127.0.0.1"]), limits=LIMITS))
        start = time.monotonic()
        for path in ("/a", "/b"):
            fetcher(server.put(path, "x"))
        fetcher.close()
        assert time.monotonic() - start >= 0.2
        assert server.paths().count("/robots.txt") == 1


class TestCache:
    def test_a_page_that_has_not_changed_is_not_sent_again(self, server, fetch, tmp_path):
        def answer(headers):
            return (304, {}, b"") if headers.get("If-None-Match") == '"1"' else (200, {"ETag": '"1"'}, b"first")

        server.pages["/a"] = answer
        for _ in range(2):
            assert fetch(server.url("/a"), cache=tmp_path).body == b"first"
        assert server.asked[-1][1]["If-None-Match"] == '"1"'

    def test_a_page_that_has(self, server, fetch, tmp_path):
        for body, stamp in ((b"first", "Sun, 10 May 2026 10:00:00 GMT"), (b"second", "Mon, 11 May 2026 10:00:00 GMT")):
            server.put("/a", body, Last_Modified=stamp)
            assert fetch(server.url("/a"), cache=tmp_path).body == body
        assert server.asked[-1][1]["If-Modified-Since"] == "Sun, 10 May 2026 10:00:00 GMT"

    def test_a_damaged_file_of_it_counts_as_none(self, server, fetch, tmp_path):
        server.put("/a", b"first", ETag='"1"')
        fetch(server.url("/a"), cache=tmp_path)
        (file,) = tmp_path.glob("*.page")
        file.write_bytes(b"\xc1")
        assert fetch(server.url("/a"), cache=tmp_path).body == b"first"
        assert "If-None-Match" not in server.asked[-1][1]
