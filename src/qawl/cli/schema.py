"""`qawl schema`."""

import click
import msgspec

from qawl.types import schema as record_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of one line of `extract --format jsonl`."""
    click.echo(msgspec.json.format(msgspec.json.encode(record_schema()), indent=2).decode())
