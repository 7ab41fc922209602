"""The parsing process: pages and feeds in on stdin, what they hold out on stdout, under limits of time and memory.

usage: python -m qawl.read.child SECONDS BYTES

Each message is its length (4 bytes, big-endian) and MessagePack. One answer without a job says that it is ready. A job that takes
more processor time than it may ends the process by SIGPROF: whoever asked sees it die.
"""

import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from qawl.errors import InputError, InternalError, TooHeavy
from qawl.read.feed import read_feed
from qawl.read.messages import Answer, Feed, Job, PageJob, Problem
from qawl.read.page import read_page


def main() -> None:
    """Answer jobs until stdin ends."""
    seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (_size() + memory, resource.RLIM_INFINITY))
    jobs = msgspec.msgpack.Decoder(Job)
    out = sys.stdout.buffer
    _write(out, Feed(()))
    while head := sys.stdin.buffer.read(4):
        job = jobs.decode(sys.stdin.buffer.read(int.from_bytes(head, "big")))
        signal.setitimer(signal.ITIMER_PROF, seconds)
        answer = _answer(job)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _write(out, answer)


def _answer(job: Job) -> Answer:
    try:
        if isinstance(job, PageJob):
            return read_page(job.data, job.charset, job.url)
        return read_feed(job.data, job.charset, job.url)
    except InputError as error:
        return Problem(error.code, str(error))
    except MemoryError:
        return Problem(TooHeavy.code, "it takes more memory to parse than a page may")
    except Exception as error:
        return Problem(InternalError.code, f"{type(error).__name__}: {error}")


def _size() -> int:
    """Bytes of address space in use; 0 where the system does not say."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[0]) * resource.getpagesize() if status.exists() else 0


def _write(out: BinaryIO, answer: Answer) -> None:
    body = msgspec.msgpack.encode(answer)
    out.write(len(body).to_bytes(4, "big") + body)
    out.flush()


if __name__ == "__main__":
    main()
