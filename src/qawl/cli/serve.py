"""`qawl serve`."""

from pathlib import Path

import click

from qawl.cli.messages import say
from qawl.cli.sources import default_cache
from qawl.cli.store import OPTION, store_path
from qawl.errors import StoreError
from qawl.pipeline import load
from qawl.store import open_store

PORT = 8700
"""The port where none is named."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at: this machine only, if not named.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port to listen at.")
@click.option("--edit", is_flag=True, help="Let whoever has the token that is printed correct statements.")
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="A name by which browsers may call this machine.")
@OPTION
def serve(store: Path | None, host: str, port: int, edit: bool, hosts: tuple[str, ...]) -> None:
    """Open the store in a browser: read, search, compare. Where it is empty or missing, the shipped articles are shown.

    Ctrl-C ends it.
    """
    # here, so that no other command waits for them
    import uvicorn  # noqa: PLC0415

    from qawl.web import Settings, create_app  # noqa: PLC0415
    from qawl.web.sample import sample_store  # noqa: PLC0415
    from qawl.web.settings import HOSTS  # noqa: PLC0415

    path = store_path(store)
    filled = False
    if path.is_file() and path.stat().st_size:
        with open_store(path, create=False) as held:  # tells at once what is wrong with it, and brings an older one up to date
            filled = bool(held.latest(1))
    if not filled:
        say("reading the articles that Qawl ships, shown while the store is empty")
    try:
        sample = sample_store(default_cache(), load)
    except StoreError as error:
        if not filled:
            raise
        say(f"without the shipped articles: {error}")
        sample = None
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    settings = Settings(hosts=HOSTS | {host, *hosts}, edit=edit)
    app = create_app(path, settings, sample=sample, announce=lambda token: say(f"to correct, once: {address}edit?token={token}"))
    say(f"{address} (Ctrl-C ends)")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
