"""Where results go, and the form they take on the way."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Self

import msgspec
from rich.console import Console, RenderableType

from qawl.errors import OutputError
from qawl.export import csv_header, csv_rows, table, to_json
from qawl.types import Record


class Output:
    """Standard output or a file, as bytes; a failed write (a full disk) is an `OutputError`, what is written stays."""

    def __init__(self, path: Path | None, called: Path | None = None) -> None:
        """called: what errors call the file, where that is not its path."""
        self._path, self._called = path, called or path
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            try:
                self._file = self._path.open("wb")
            except OSError as error:
                raise self._failed(error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._file is not None:
            try:
                self._file.close()
            except OSError as failure:
                if error is None:
                    raise self._failed(failure) from failure

    def write(self, data: bytes) -> None:
        """Write, and hand on at once: who follows the output sees each document when it is done."""
        try:
            file = self._file or sys.stdout.buffer
            file.write(data)
            file.flush()
        except BrokenPipeError:
            if self._file is None:  # Python flushes stdout once more at exit, into the closed pipe
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> OutputError:
        return OutputError(f"{self._called or 'standard output'}: {error.strerror or error}")

    @property
    def is_terminal(self) -> bool:
        """Whether somebody reads it on a terminal."""
        return self._file is None and sys.stdout.isatty()


@contextmanager
def whole(path: Path | None) -> Iterator[Output]:
    """An `Output` whose file takes its place only when all of it is written: after an error what was there before is still there.

    Standard output, a pipe or a device is written to as usual.
    """
    if path is None or (path.exists() and not path.is_file()):
        with Output(path) as out:
            yield out
        return
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with Output(part, path) as out:
            yield out
        try:
            part.replace(target)
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def show(renderable: RenderableType, out: Output) -> None:
    """Print what is made to be read: as the terminal is, or without colours and 100 columns wide. Markup in it is text."""
    if out.is_terminal:
        Console(highlight=False, soft_wrap=False).print(renderable, markup=False, highlight=False)
        return
    plain = Console(width=100, highlight=False, no_color=True, force_terminal=False)
    with plain.capture() as capture:
        plain.print(renderable, markup=False, highlight=False)
    out.write("\n".join(line.rstrip() for line in capture.get().split("\n")).encode())


class Writer:
    """Writes records in one of the formats. `json` is one array, the others go on as documents come."""

    def __init__(self, form: Literal["table", "json", "jsonl", "csv"], out: Output) -> None:
        self._form, self._out, self._count = form, out, 0

    def __enter__(self) -> Self:
        if self._form == "csv":
            self._out.write(csv_header().encode())
        elif self._form == "json":
            self._out.write(b"[")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._form == "json" and error is None:
            self._out.write(b"\n]\n")

    def write(self, record: Record, extra: Mapping[str, msgspec.Raw]) -> None:
        """Write one record."""
        if self._form == "jsonl":
            self._out.write(to_json(record, extra) + b"\n")
        elif self._form == "json":
            body = msgspec.json.format(to_json(record, extra), indent=1)
            self._out.write((b",\n" if self._count else b"\n") + body)
        elif self._form == "csv":
            self._out.write(csv_rows(record).encode())
        else:
            show(table(record), self._out)
        self._count += 1
