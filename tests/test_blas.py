import os
import subprocess
import sys

SHOWN = "import os, qawl; print(os.environ.get('OPENBLAS_NUM_THREADS', 'unset'))"


def test_the_environment_stays_as_it_was():
    without = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    for env, shown in ((without, "unset"), ({**without, "OPENBLAS_NUM_THREADS": "2"}, "2")):
        done = subprocess.run([sys.executable, "-c", SHOWN], env=env, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == shown
