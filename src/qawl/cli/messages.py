"""What is said on stderr: one line each, with whatever a file or a text put into it shown, not obeyed."""

import click

from qawl.marks import shown
from qawl.read import Failure


def say(message: str) -> None:
    """A line for people."""
    click.echo(f"qawl: {shown(message)}", err=True)


def say_failed(failure: Failure) -> None:
    """Which document failed, the error's code, and why."""
    say(f"{failure.id}: {failure.error.code}: {failure.error}")
