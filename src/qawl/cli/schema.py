"""`qawl schema`."""

import click
import msgspec

from qawl.cli.output import Output
from qawl.types import schema as record_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of one line of `extract --format jsonl`."""
    with Output(None) as out:
        out.write(msgspec.json.format(msgspec.json.encode(record_schema()), indent=2) + b"\n")
