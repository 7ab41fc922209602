"""The command line: `qawl read`, `qawl extract`, `qawl record`, `qawl evaluate`, `qawl schema`."""

from qawl.cli.main import main

__all__ = ["main"]
