"""Pages and feeds parsed in a process of their own, so that none can take more time or memory than it may."""

import select
import signal
import subprocess
import sys
import threading
from typing import Self

import msgspec

from qawl import errors
from qawl.errors import InputError, InternalError, QawlError, TooHeavy
from qawl.read.messages import Answer, Article, Feed, FeedJob, Job, PageJob, Problem
from qawl.read.options import Limits

JOBS_EACH = 200
"""Jobs after which the process is replaced: what libraries keep of pages goes with it."""

WALL_FACTOR = 6
"""How many times the limit of processor time a job may take by the clock, for machines that are busy with other things."""

_CODES: dict[str, type[QawlError]] = {
    kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, QawlError)
}
_ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


class Parser:
    """Starts its process with the first job, and a new one after a job that ended it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()  # sources that are read side by side share the process
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closed = True
        with self._lock:
            self._stop()

    def page(self, data: bytes, charset: str = "", url: str | None = None) -> Article:
        """The article of a page. Raises `NoArticle`, `NotText`, `TooHeavy`, or `InternalError`."""
        answer = self._ask(PageJob(data, charset, url))
        assert isinstance(answer, Article)
        return answer

    def feed(self, data: bytes, charset: str = "", url: str | None = None) -> Feed:
        """The entries of a feed. Raises `NotAFeed`, `NotText`, `TooHeavy`, or `InternalError`."""
        answer = self._ask(FeedJob(data, charset, url))
        assert isinstance(answer, Feed)
        return answer

    def _ask(self, job: Job) -> Answer:
        with self._lock:
            if self._closed:
                raise InternalError("reading has ended")
            return self._asked(job)

    def _asked(self, job: Job) -> Answer:
        if self._jobs >= JOBS_EACH:
            self._stop()
        if self._process is None or self._process.poll() is not None:
            self._start()
        self._jobs += 1
        try:
            self._send(msgspec.msgpack.encode(job))
            answer = self._receive(self._limits.page_seconds * WALL_FACTOR)
        except (EOFError, BrokenPipeError) as error:
            raise self._ended() from error
        except BaseException:
            self._stop()  # interrupted: its answer would be taken for that of the next job
            raise
        if isinstance(answer, Problem):
            if answer.code == TooHeavy.code:
                self._stop()
            raise _CODES.get(answer.code, InputError)(answer.message)
        return answer

    def _start(self) -> None:
        self._stop()
        command = [sys.executable, "-m", "qawl.read.child", str(self._limits.page_seconds), str(self._limits.page_memory)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=-1
        )
        try:
            self._receive(None)
        except EOFError as error:
            self._stop()
            raise InternalError("the parsing process does not start") from error

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process, self._jobs = None, 0

    def _send(self, body: bytes) -> None:
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.write(len(body).to_bytes(4, "big") + body)
        self._process.stdin.flush()

    def _receive(self, seconds: float | None) -> Answer:
        """The next answer. Raises `EOFError` where the process ends first, `TooHeavy` after so many seconds."""
        assert self._process is not None and self._process.stdout is not None
        out = self._process.stdout
        if not select.select([out], [], [], seconds)[0]:
            raise TooHeavy(f"not parsed after {seconds:.0f} s")
        head = out.read(4)
        body = out.read(int.from_bytes(head, "big"))
        if len(head) < 4 or len(body) < int.from_bytes(head, "big"):
            raise EOFError
        return _ANSWERS.decode(body)

    def _ended(self) -> InputError | InternalError:
        """Why the process ended in the middle of a job."""
        assert self._process is not None
        status = self._process.wait()
        self._stop()
        if status == -signal.SIGPROF:
            return TooHeavy(f"it takes more than {self._limits.page_seconds:g} s to parse")
        return TooHeavy(f"its parsing process died (status {status}; out of memory?)")
