"""The `qawl` command and what its subcommands share."""

import sys
from typing import Any

import click

from qawl import __version__
from qawl.cli.add import add, failed, merge, update
from qawl.cli.agreement import agreement
from qawl.cli.correct import correct
from qawl.cli.evaluate import evaluate
from qawl.cli.export import export
from qawl.cli.extract import extract
from qawl.cli.messages import say
from qawl.cli.read import read
from qawl.cli.record import record
from qawl.cli.schema import schema
from qawl.cli.search import compare, search, timeline, who
from qawl.cli.serve import serve
from qawl.cli.show import show_link
from qawl.cli.store import OPTION
from qawl.errors import QawlError, UsageError


class _Group(click.Group):
    """Turns the package's errors into one line on stderr and an exit status: 2 for a wrong call, 1 for the rest."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand."""
        try:
            return super().invoke(ctx)
        except QawlError as error:
            say(f"{error.code}: {error}")
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except BrokenPipeError:
            # the reader went away (`qawl extract … | head`): nothing is wrong, and nothing more can be written
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="qawl")
@OPTION
def main(store: object) -> None:  # the commands that use a store ask for it (qawl.cli.store)
    """Who said what, in the news: attributed statements, each with the exact characters it came from."""


_COMMANDS = (
    *(read, extract, record, add, update, merge, failed, search, show_link, timeline, who, compare, correct, serve),
    *(export, agreement, evaluate, schema),
)
for command in _COMMANDS:
    main.add_command(command)
