"""The command line: `qawl extract`, `qawl record`, `qawl export`, `qawl agreement`, `qawl evaluate`, `qawl schema`."""

from qawl.cli.main import main

__all__ = ["main"]
