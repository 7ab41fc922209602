"""How long each export takes, and the memory it needs.

usage: python -m bench.export RECORDS.jsonl [--documents 2000]

RECORDS is what `qawl extract --format jsonl` wrote; it is repeated until there are so many documents.
"""

import argparse
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from qawl.export.formats import FORMATS

CHILD = """
import resource, sys, time
from qawl.cli import main
start = time.perf_counter()
main(sys.argv[1:], standalone_mode=False)
print(f"{time.perf_counter() - start:8.2f} s {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB", end=" ")
"""


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("records", type=Path)
    p.add_argument("--documents", type=int, default=2000)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "records.jsonl"
        lines = a.records.read_bytes().splitlines(keepends=True)
        source.write_bytes(b"".join(islice(cycle(lines), a.documents)))
        for name in FORMATS:
            out = Path(folder) / f"out.{name}"
            call = [sys.executable, "-c", CHILD, "export", "--format", name, "-o", str(out), str(source)]
            said = subprocess.run(call, capture_output=True, text=True, check=True).stdout
            print(f"{name:10}{said}{out.stat().st_size / 1e6:8.1f} MB written")


if __name__ == "__main__":
    main()
