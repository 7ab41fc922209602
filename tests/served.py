"""The web application served on this machine, for a browser; and what axe-core finds in a page."""

import socket
import threading
import time
from contextlib import contextmanager

import uvicorn
from axe_playwright_python.sync_playwright import Axe

from qawl.web import Settings, create_app

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def serving(path, settings=None, pipeline=None, announce=lambda _: None):
    """The address of an application served on this machine while it is asked."""
    app = create_app(path, settings or Settings(), pipeline, announce=announce)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def barriers(page):
    """What axe-core finds in a page that is serious: (rule, elements)."""
    found = Axe().run(page, options={"runOnly": _RULES}).response["violations"]
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")]
