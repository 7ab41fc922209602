"""The web application: a store read in a browser. `create_app` makes it; `qawl serve` runs it."""

from qawl.web.app import create_app
from qawl.web.settings import Settings

__all__ = ["Settings", "create_app"]
