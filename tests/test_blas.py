import os
import subprocess
import sys

SHOWN = "import os, qawl; print(os.environ.get('OPENBLAS_NUM_THREADS', 'unset'))"

# prints the number of threads that numpy finds when it is imported
FOUND = """
import os, sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            print(os.environ.get("OPENBLAS_NUM_THREADS"))
sys.meta_path.insert(0, Finder())
import qawl
"""


def test_numpy_is_imported_with_one_thread():
    without = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", FOUND], env=without, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_the_environment_stays_as_it_was():
    without = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    for env, shown in ((without, "unset"), ({**without, "OPENBLAS_NUM_THREADS": "2"}, "2")):
        done = subprocess.run([sys.executable, "-c", SHOWN], env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == shown
