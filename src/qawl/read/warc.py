"""WARC files, plain or gzip, to pages. A damaged part is reported, and reading goes on at the next whole record."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from qawl.errors import DamagedArchive, TooLarge
from qawl.read.failure import Failure
from qawl.read.forms import GZIP

_STEP = 1 << 20  # bytes looked through at once for the next record
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_PLAIN = re.compile(rb"(?:^|(?<=\n))WARC/1\.[01]\r?\n")
_HEAD = 512  # bytes that show whether a record begins
_PAGES = ("text/html", "application/xhtml+xml")
_TYPE = re.compile(r"[\w-]+")
_TYPES = (WarcRecordType.response, WarcRecordType.resource)


@dataclass(frozen=True)
class Capture:
    """A page of an archive: its place in it (`name:3`, the third page), and its record's id and offset in bytes."""

    place: str
    url: str | None
    record: str
    offset: int
    charset: str
    data: bytes


class Archive:
    """The pages of one archive: successful answers that are HTML. Others (images, redirects, errors) are passed over.

    file: a file that can be searched. most: the longest page, in bytes.
    """

    def __init__(self, file: BinaryIO, name: str, most: int) -> None:
        self._file, self._name, self._most = file, name, most
        self._pattern = _MEMBER if file.read(2) == GZIP else _PLAIN
        self._pages = 0
        self._at = 0  # where the record begins that is read now

    def __iter__(self) -> Iterator[Capture | Failure]:
        start: int | None = 0
        gap: OSError | None = None  # damage that lies somewhere between the last whole record and `start`
        none_yet = True
        while start is not None:
            self._at, inside = start, True  # inside: the record at `_at` is not read to its end
            try:
                for record in self._records(start):
                    if gap is not None:
                        yield self._damage("after", gap, start)
                        gap = None
                    self._at, inside, none_yet = start + record.stream_pos, True, False
                    if found := self._page(record):
                        yield found
                    inside = False
                break
            except OSError as error:
                start = self._next(self._at + 1)
                none_yet = False
                if inside or start is None:
                    yield self._damage("in" if inside else "after", error, start)
                gap = None if inside else error
        if none_yet:
            yield Failure(self._name, DamagedArchive("no record of a WARC in it"))

    def _damage(self, where: str, error: OSError, start: int | None) -> Failure:
        on = "nothing behind it can be read" if start is None else f"read on at byte {start:,}"
        return Failure(
            f"{self._name}@{self._at}", DamagedArchive(f"damaged {where} the record at byte {self._at:,}: {error}; {on}")
        )

    def _records(self, start: int) -> Iterator[WarcRecord]:
        self._file.seek(start)
        return iter(ArchiveIterator(self._file, parse_http=False))

    def _page(self, record: WarcRecord) -> Capture | Failure | None:
        """The record's page, or None where it holds none. Raises OSError where the record is damaged."""
        told = record.headers
        length = record.content_length
        if not _TYPE.fullmatch(told.get("WARC-Type") or ""):
            raise OSError("its head names no type")
        if record.record_type not in _TYPES:
            return None
        self._pages += 1
        place = f"{self._name}:{self._pages}"
        if length > self._most:
            return Failure(place, TooLarge(f"more than {self._most:,} bytes"))
        record.freeze()
        if record.content_length < length:
            raise OSError(f"cut short: {record.content_length:,} of {length:,} bytes are there")
        if "WARC-Block-Digest" in told and not record.verify_block_digest():
            raise OSError("its digest is that of something else")
        kind, charset = told.get("Content-Type") or "", ""
        if record.is_http:
            record.parse_http(auto_decode="all")
            answer = record.http_headers
            if answer is None or answer.status_code != 200:
                return None
            kind, charset = record.http_content_type or "", record.http_charset or ""
        if kind.partition(";")[0].strip().lower() not in _PAGES:
            return None
        data = record.reader.read(self._most + 1)  # unpacked as it is read
        if len(data) > self._most:
            return Failure(place, TooLarge(f"more than {self._most:,} bytes, unpacked"))
        url, name = told.get("WARC-Target-URI"), told.get("WARC-Record-ID") or ""
        return Capture(place, url and url.strip("<>"), name.strip("<>"), self._at, charset, data)

    def _next(self, start: int) -> int | None:
        """Where the next record begins, at `start` or after it."""
        at = start
        while True:
            self._file.seek(at)
            chunk = self._file.read(_STEP + _HEAD)
            for match in self._pattern.finditer(chunk):
                if match.start() < _STEP and _begins(chunk[match.start() : match.start() + _HEAD]):
                    return at + match.start()
            if len(chunk) < _STEP + _HEAD:
                return None
            at += _STEP


def _begins(head: bytes) -> bool:
    """Whether a record begins with these bytes."""
    if not head.startswith(GZIP):
        return True
    try:
        return zlib.decompressobj(31).decompress(head, 8).startswith(b"WARC/1.")
    except zlib.error:
        return False
