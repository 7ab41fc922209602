"""The command line: `qawl extract` and its sisters."""

from qawl.cli.main import main

__all__ = ["main"]
