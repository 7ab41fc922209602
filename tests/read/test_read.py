import gzip
import io
import json
import threading

import pytest

from pages import LEAD, PARAGRAPHS, TITLE, feed, members, page, record
from qawl.read import Failure, Limits, Options, documents
from server import serving

ARTICLE = "\n".join((TITLE, LEAD, *PARAGRAPHS))


def read(*sources, **options):
    return list(documents(sources, Options(**options)))


def codes(found):
    return [f.error.code if isinstance(f, Failure) else f.id.rpartition("/")[2] for f in found]


def test_a_text_file_is_one_document(tmp_path):
    path = tmp_path / "مقال.txt"
    path.write_text("قال الوزير", encoding="utf-8")
    (d,) = read(path, published="2026-05-12")
    assert (d.id, d.text, d.published) == (str(path), "قال الوزير", "2026-05-12")


def test_a_missing_file_is_a_failure(tmp_path):
    (f,) = read(tmp_path / "none.txt")
    assert f.error.code == "file-missing"
    assert "none.txt" in f.id


def test_every_form_by_name_and_by_content(tmp_path):
    forms = {
        "a.html": page().encode(),
        "a.rss": feed((TITLE, "https://wadi.test/1", f"<p>{LEAD}</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS))),
        "a.jsonl": json.dumps({"text": ARTICLE}).encode(),
        "a.warc": record(1, page()),
        "a.txt": ARTICLE.encode(),
    }
    for name, data in forms.items():
        for given, body in ((name, data), (name + ".gz", gzip.compress(data)), ("noname", data), ("packed", gzip.compress(data))):
            path = tmp_path / given
            path.write_bytes(body)
            (d,) = read(path)
            assert not isinstance(d, Failure), (name, given, d)
            assert d.text == ARTICLE, (name, given)


def test_a_page_of_an_archive_keeps_its_place(tmp_path):
    path = tmp_path / "a.warc.gz"
    parts = members(record(1, page()), record(2, "<html></html>"), record(3, page()))
    path.write_bytes(b"".join(parts))
    first, empty, third = read(path)
    assert (empty.id, empty.error.code) == (f"{path}:2 https://wadi.test/2", "no-article")
    assert (first.id, third.id, third.url) == (f"{path}:1", f"{path}:3", "https://wadi.test/3")
    assert json.loads(bytes(third.extra["warc"])) == {
        "file": str(path),
        "record": "urn:uuid:00000000-0000-0000-0000-000000000003",
        "offset": len(parts[0] + parts[1]),
    }


def test_folders_and_patterns(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/d.txt", "b/.hidden.txt", "b/picture.png"):
        (tmp_path / name).write_text("نص", encoding="utf-8")
    assert codes(read(tmp_path)) == ["a.txt", "d.txt", "c.txt"]
    assert codes(read(f"{tmp_path}/**/d.txt")) == ["d.txt"]
    assert codes(read(f"{tmp_path}/?.txt")) == ["a.txt", "c.txt"]
    assert codes(read(f"{tmp_path}/*.html")) == ["file-missing"]
    assert codes(read(tmp_path / "none")) == ["file-missing"]


def test_a_file_whose_name_looks_like_a_pattern(tmp_path):
    path = tmp_path / "a[1].txt"
    path.write_text("نص", encoding="utf-8")
    assert codes(read(path)) == ["a[1].txt"]


def test_standard_input(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(gzip.compress(record(1, page())))

    monkeypatch.setattr("sys.stdin", Stdin)
    (d,) = read("-")
    assert (d.id, d.text) == ("stdin:1", ARTICLE)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", b"<html></html>", "no-article"),
        ("a.rss", b"said the minister", "not-a-feed"),
        ("a.warc", b"said the minister", "damaged-archive"),
        ("a.txt.gz", gzip.compress(b"text")[:-6], "not-text"),
        ("a.txt.gz", b"\x1f\x8bno", "not-text"),
        ("bomb.html.gz", gzip.compress(b"x" * 1_000_000), "too-large"),
        ("bomb.jsonl.gz", gzip.compress(b'{"text": "' + b"x" * 1_000_000), "too-large"),
        ("long.html", b"<p>" + b"x" * 1_000_000, "too-large"),
    ],
)
def test_what_cannot_be_read_fails_alone(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("نص", encoding="utf-8")
    assert codes(read(tmp_path / name, tmp_path / "z.txt", limits=Limits(bytes=500_000))) == [code, "z.txt"]


def test_urls_feeds_and_what_feeds_link_to():
    with serving() as server:
        link = server.put("/1", page())
        listed = server.put(
            "/feed", feed((TITLE, link, LEAD), (TITLE, server.url("/gone"), LEAD)), Content_Type="application/rss+xml"
        )
        given = {"allow_hosts": frozenset(["127.0.0.1"]), "limits": Limits(host_pause=0.0)}
        (d,) = read(link, **given)
        assert (d.id, d.url, d.text) == (link, link, ARTICLE)
        said = read(listed, **given)
        assert [(d.id, d.text) for d in said] == [(u, f"{TITLE}\n{LEAD}") for u in (link, server.url("/gone"))]
        first, gone = read(listed, follow=True, **given)
        assert (first.text, gone.error.code) == (ARTICLE, "not-fetched")
        assert codes(read(link)) == ["refused-address"]


def test_a_feed_that_links_to_itself_ends():
    with serving() as server:
        itself = server.put("/feed", feed((TITLE, server.url("/feed"), LEAD)))
        found = read(itself, follow=True, allow_hosts=frozenset(["127.0.0.1"]), limits=Limits(host_pause=0.0))
        assert codes(found) == ["no-article"]


def test_hosts_are_asked_side_by_side_and_each_one_thing_at_a_time():
    with serving() as one, serving() as two:
        busy, most, both = {1: 0, 2: 0}, {1: 0, 2: 0}, []
        meet = threading.Barrier(2, timeout=5)

        def page_of(host):
            def answer(_):
                busy[host] += 1
                most[host] = max(most[host], busy[host])
                both.append(meet.wait())  # returns only while the other host is answering too
                busy[host] -= 1
                return 200, {"Content-Type": "text/html; charset=utf-8"}, page().encode()

            return answer

        for host, server in ((1, one), (2, two)):
            for path in ("/a", "/b"):
                server.pages[path] = page_of(host)
        urls = [one.url("/a"), one.url("/b"), two.url("/a", "localhost"), two.url("/b", "localhost")]
        found = read(*urls, allow_hosts=frozenset(["127.0.0.1", "localhost"]), limits=Limits(host_pause=0.0))
        assert [d.id for d in found] == urls
        assert most == {1: 1, 2: 1}


def test_who_stops_early_waits_for_nothing():
    with serving() as server:
        urls = [server.put(f"/{n}", page()) for n in range(30)]
        given = Options(allow_hosts=frozenset(["127.0.0.1"]), limits=Limits(host_pause=0.0))
        stream = documents(urls, given)
        assert next(stream).id == urls[0]
        stream.close()
        assert len(server.asked) < 30
