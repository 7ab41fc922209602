"""A store of the samples, and the application on it."""

import pytest
from starlette.testclient import TestClient

from qawl.store import open_store
from qawl.types import Document
from qawl.web import Settings, create_app
from samples import nahrain, river
