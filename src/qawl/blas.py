"""One thread for numpy's matrices, unless the environment says how many: those of a document are small, and threads that wait for
each other cost more than they save. Takes effect where it is imported before numpy, which reads the number once.
"""

import os

_THREADS = "OPENBLAS_NUM_THREADS"

if _THREADS not in os.environ:
    os.environ[_THREADS] = "1"
    import numpy as np  # noqa: F401

    del os.environ[_THREADS]  # other programs started from here have their own matrices
