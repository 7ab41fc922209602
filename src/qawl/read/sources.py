"""Sources to documents: files, folders, globs, URLs, standard input, whatever they hold."""

import contextlib
import glob
import gzip
import io
import json
import os
import shutil
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Self, cast

import msgspec

from qawl.errors import DamagedFeed, FileMissing, InputError, InternalError, NoArticle, NotText, QawlError, TooLarge
from qawl.marks import whole
from qawl.read.ahead import in_order
from qawl.read.bytes import decode
from qawl.read.failure import Failure
from qawl.read.forms import GZIP, PEEKED, form_by_content, form_by_name, is_readable, unpacked
from qawl.read.jsonl import read_lines
from qawl.read.messages import Article
from qawl.read.options import Form, Options
from qawl.read.parser import Parser
from qawl.read.warc import Archive, Capture
from qawl.read.web import Fetcher
from qawl.types import Document

Read = Iterator[Document | Failure]


def documents(sources: Iterable[str | Path], options: Options | None = None) -> Read:
    """The documents of the sources, in order, read as they are asked for, URLs somewhat ahead, side by side. What can't be read
    is a `Failure`; the others go on.

    A source is a file, a folder (its files whose names say that they can be read, and those of its folders), a pattern of names
    (`2022/**/*.html`), a URL, or `-` for standard input.
    """
    with Reader(options or Options()) as reader:
        yield from in_order(sources, reader.read, is_url)


def is_url(source: str | Path) -> bool:
    """Whether a source is fetched."""
    return str(source).lower().startswith(("http://", "https://"))


class Reader:
    """Reads source after source with one parsing process and one set of connections, both started when they are needed."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._parser = Parser(options.limits)
        self._fetcher: Fetcher | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._parser.__exit__()
        if self._fetcher is not None:
            self._fetcher.close()

    def read(self, source: str | Path) -> Read:
        """The documents of one source."""
        name = whole(str(source))
        if name == "-":
            yield from self._stream(sys.stdin.buffer, "stdin")
        elif is_url(name):
            yield from self._url(name, self._options.form)
        else:
            for path in _paths(Path(source)):
                yield from self._file(path) if isinstance(path, Path) else iter((path,))

    def _file(self, path: Path) -> Read:
        name = whole(str(path))
        try:
            with path.open("rb") as file:
                yield from self._stream(file, name, form_by_name(name))
        except OSError as error:
            yield Failure(name, FileMissing(error.strerror or str(error)))

    def _stream(self, stream: BinaryIO, name: str, named: Form | None = None) -> Read:
        """The documents of a stream. named: what its name says that it holds."""
        data = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
        head = data.peek(PEEKED)
        packed = head.startswith(GZIP)
        asked = self._options.form
        form = asked if asked != "auto" else named or form_by_content(unpacked(head))
        limits = self._options.limits
        if form == "warc":
            yield from self._archive(data, name)
            return
        opened = cast(BinaryIO, gzip.GzipFile(fileobj=data)) if packed else data
        text_most = limits.bytes if packed else limits.text_bytes
        try:
            if form == "jsonl":
                yield from read_lines(opened, name, self._options.published, text_most)
            else:
                most = text_most if form == "text" else limits.bytes
                body = opened.read(most + 1)
                if len(body) > most:
                    raise TooLarge(f"more than {most:,} bytes" + (", unpacked" if packed else ""))
                yield from self._body(body, name, form)
        except InputError as error:
            yield Failure(name, error)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            yield Failure(name, NotText(f"damaged gzip: {error}"))

    def _body(self, data: bytes, name: str, form: Form, charset: str = "", url: str | None = None) -> Read:
        """The documents of a text, page or feed."""
        try:
            if form == "text":
                yield Document(id=name, text=decode(data), published=self._options.published, url=url)
            elif form == "html":
                yield self._document(name, self._parser.page(data, charset, url))
            else:
                feed = self._parser.feed(data, charset, url)
                for number, entry in enumerate(feed.entries, 1):
                    yield from self._entry(f"{name}:{number}", entry)
                if feed.lost:
                    yield Failure(name, DamagedFeed(feed.lost))
        except (InputError, InternalError) as error:
            yield Failure(name, error)

    def _entry(self, place: str, entry: Article) -> Read:
        if self._options.follow and entry.url:
            yield from self._url(entry.url, "html")  # a feed that links to feeds, or to itself, ends here
        elif entry.text:
            yield self._document(entry.url or place, entry)
        else:
            yield Failure(place, NoArticle("an entry without words"))

    def _archive(self, data: BinaryIO, name: str) -> Read:
        with contextlib.ExitStack() as stack:
            if not data.seekable():
                spool = stack.enter_context(tempfile.TemporaryFile())
                shutil.copyfileobj(data, spool)
                data = spool
            data.seek(0)
            for found in Archive(data, name, self._options.limits.bytes):
                yield found if isinstance(found, Failure) else self._captured(found, name)

    def _captured(self, capture: Capture, name: str) -> Document | Failure:
        try:
            article = self._parser.page(capture.data, capture.charset, capture.url)
        except (InputError, InternalError) as error:
            return Failure(f"{capture.place} {capture.url or ''}".strip(), error)
        place = {"file": name, "record": capture.record, "offset": capture.offset}
        return self._document(capture.place, article, {"warc": msgspec.Raw(json.dumps(place, ensure_ascii=False).encode())})

    def _url(self, url: str, asked: Form) -> Read:
        with self._lock:
            fetch = self._fetcher = self._fetcher or Fetcher(self._options)
        try:
            answer = fetch(url)
        except QawlError as error:
            yield Failure(url, error)
            return
        kind, _, rest = answer.content_type.partition(";")
        charset = rest.partition("charset=")[2].strip(" \"'").partition(";")[0]
        found = form_by_content(answer.body[:PEEKED])
        form = asked if asked != "auto" else "html" if found == "text" and kind.strip().lower() == "text/html" else found
        if form in ("jsonl", "warc") or (asked == "auto" and answer.body.startswith(GZIP)):
            yield from self._stream(io.BytesIO(answer.body), url)
        else:
            yield from self._body(answer.body, url, form, charset, answer.url)

    def _document(self, name: str, article: Article, extra: dict[str, msgspec.Raw] | None = None) -> Document:
        return Document(
            id=name,
            text=article.text,
            lang=article.lang,
            published=article.published or self._options.published,
            outlet=article.outlet,
            title=article.title,
            author=article.author,
            url=article.url,
            posts=article.posts,
            extra=extra or {},
        )


def _paths(path: Path) -> Iterator[Path | Failure]:
    """The files that a path stands for, in order of their names."""
    name = whole(str(path))
    if path.is_dir():
        found = _below(path)
        missing = "a folder without a file that can be read"
    elif glob.has_magic(name) and not path.exists():
        anchor = Path(path.anchor)
        found = sorted(p for p in anchor.glob(str(path.relative_to(anchor))) if not p.is_dir())
        missing = "no file has such a name"
    else:
        found, missing = [path], ""
    yield from found
    if not found:
        yield Failure(name, FileMissing(missing))


def _below(folder: Path) -> list[Path]:
    """The files in a folder and its folders whose names say that they can be read; hidden ones left out."""
    walk = ((Path(within), name) for within, _, names in os.walk(folder) for name in names)
    return sorted(within / name for within, name in walk if is_readable(name) and not name.startswith("."))
