import gzip
import io

import pytest

from pages import members, page, record
from qawl.read import Failure
from qawl.read.warc import Archive

RECORDS = [record(n, page(title=f"خبر رقم {n}")) for n in range(1, 6)]


def read(data, most=1_000_000):
    return list(Archive(io.BytesIO(data), "a.warc", most))


def urls(found):
    return [f.error.code if isinstance(f, Failure) else f.url.rpartition("/")[2] for f in found]


@pytest.mark.parametrize("parts", [RECORDS, members(*RECORDS)], ids=["plain", "gzip"])
def test_pages_with_their_place(parts):
    found = read(b"".join(parts))
    assert urls(found) == ["1", "2", "3", "4", "5"]
    third = found[2]
    assert (third.place, third.record, third.offset) == (
        "a.warc:3",
        "urn:uuid:00000000-0000-0000-0000-000000000003",
        len(parts[0] + parts[1]),
    )
    assert "خبر رقم 3" in third.data.decode()


def test_what_is_no_page_is_passed_over():
    others = [record(6, "x", kind="image/png"), record(7, "x", status="404 Not Found"), record(8, "", status="301 Moved")]
    assert urls(read(b"".join(others + RECORDS[:1]))) == ["1"]


@pytest.mark.parametrize("parts", [RECORDS, members(*RECORDS)], ids=["plain", "gzip"])
def test_an_archive_cut_short(parts):
    found = read(b"".join(parts)[:-100])
    assert urls(found) == ["1", "2", "3", "4", "damaged-archive"]
    assert f"at byte {len(b''.join(parts[:4])):,}" in str(found[-1].error)


@pytest.mark.parametrize(
    ("parts", "at"),
    [(RECORDS, 0), (RECORDS, 20), (members(*RECORDS), 0), (members(*RECORDS), 20), (members(*RECORDS), 600)],
    ids=["plain, its first bytes", "plain, its head", "gzip, its first bytes", "gzip, its head", "gzip, its middle"],
)
def test_a_damaged_member_and_what_follows_it(parts, at):
    data = bytearray(b"".join(parts))
    start = len(parts[0] + parts[1]) + at
    data[start : start + 30] = b"\x00" * 30
    found = read(bytes(data))
    assert urls(found) == ["1", "2", "damaged-archive", "4", "5"]


def test_a_digest_that_is_that_of_something_else():
    wrong = RECORDS[1].replace(
        b"Content-Type: application", b"WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\nContent-Type: application", 1
    )
    assert urls(read(RECORDS[0] + wrong + RECORDS[2])) == ["1", "damaged-archive", "3"]


def test_a_wrong_length_loses_only_what_it_covers():
    head, _, rest = RECORDS[1].partition(b"Content-Length: ")
    wrong = head + b"Content-Length: 9" + rest
    found = read(RECORDS[0] + wrong + b"".join(RECORDS[2:]))
    assert urls(found) == ["1", "damaged-archive", "3", "4", "5"]


@pytest.mark.parametrize("data", [b"", b"hello", gzip.compress(b"hello")])
def test_no_archive(data):
    assert "damaged-archive" in urls(read(data))


def test_a_page_that_unpacks_to_more_than_the_limit():
    bomb = record(9, gzip.compress(b"<p>" + b" " * 3_000_000), more="Content-Encoding: gzip\r\n")
    fine = record(8, gzip.compress(page().encode()), more="Content-Encoding: gzip\r\n")
    assert urls(read(b"".join(members(RECORDS[0], bomb, fine)))) == ["1", "too-large", "8"]
