import pytest

from pages import PARAGRAPHS, POST, POSTED, TITLE, feed, page
from qawl.errors import NotAFeed
from qawl.read.feed import read_feed

HTML = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{POST}"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_rss(encoding):
    (e,) = read_feed(
        feed((TITLE, "https://wadi.test/1", HTML.replace("—", "-") if encoding != "utf-8" else HTML), encoding=encoding)
    ).entries
    assert e.text.split("\n") == [TITLE, *PARAGRAPHS[:2], *POSTED]
    assert (e.title, e.outlet, e.url, e.published, e.lang) == (TITLE, "صحيفة الوادي", "https://wadi.test/1", "2026-05-10", "ar")
    assert [s.of(e.text) for s in e.posts] == ["\n".join(POSTED)]


def test_atom_and_its_relative_links():
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>الوادي</title><entry><title>{TITLE}</title><link href="/1"/>
    <updated>2026-05-12T00:00:00Z</updated><published>2026-05-10T23:00:00+04:00</published><author><name>سلمى</name></author>
    <summary>{PARAGRAPHS[0]}</summary><content type="html">&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;&lt;p&gt;{PARAGRAPHS[1]}&lt;/p&gt;</content></entry></feed>"""
    (e,) = read_feed(atom.encode(), url="https://wadi.test/feed").entries
    assert e.text.split("\n") == [TITLE, *PARAGRAPHS[:2]]
    assert (e.url, e.published, e.author) == ("https://wadi.test/1", "2026-05-10", "سلمى")


@pytest.mark.parametrize(
    "data", [b"", b"<?xml version='1.0'?><catalog/>", page().encode(), b"said the minister", b"/etc/hostname"]
)
def test_no_feed(data):
    with pytest.raises(NotAFeed):
        read_feed(data)


def test_a_feed_cut_short_gives_what_is_there():
    whole = feed((TITLE, "https://wadi.test/1", HTML), (TITLE, "https://wadi.test/2", HTML))
    assert read_feed(whole).lost == ""
    for place in (b"wadi.test/2", b"</item>"):
        found = read_feed(whole[: whole.rindex(place)])
        assert [e.url for e in found.entries] == ["https://wadi.test/1"]
        assert "breaks off after 1 whole" in found.lost
    assert read_feed(whole.replace(b"<channel>", b"<channel> R & D ")).lost == ""  # bad XML, but whole


@pytest.mark.parametrize("after", [b"<script>x</script>", b"\n<!-- made in 3 ms -->\nx", b"<!---->" * 40 + b"x"])
def test_what_stands_after_a_feed_is_nothing_lost(after):
    found = read_feed(feed((TITLE, "https://wadi.test/1", HTML)) + after)
    assert (len(found.entries), found.lost) == (1, "")


def test_entities_that_multiply_do_not():
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "x">' + "".join(
        f'<!ENTITY a{n} "{("&a" + str(n - 1 or "") + ";") * 10}">' for n in range(1, 12)
    )
    data = f'{bomb}]><rss version="2.0"><channel><title>&a11;</title><item><title>t</title></item></channel></rss>'
    assert sum(len(e.text) for e in read_feed(data.encode()).entries) < 1_000
