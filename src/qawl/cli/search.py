"""`qawl search`, `qawl timeline`, `qawl who`, `qawl compare`: what comes out of a store."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from qawl import meaning
from qawl.cli.messages import say
from qawl.cli.sources import date
from qawl.cli.store import in_formats, in_formats_or_one, uses_store, write_rows
from qawl.errors import UsageError
from qawl.export.answers import answers_of, line_of, lines_of_said, lines_of_stands
from qawl.export.lists import compare_table, hits_table, said_table, who_table
from qawl.query import ask, like
from qawl.query import compare as compare_all
from qawl.query import search as search_all
from qawl.query import timeline as timeline_of
from qawl.query import who as who_is
from qawl.store import FACETS, Store
from qawl.types import Act, QuotationType, Stance

# `-word` is a word to leave out: no option of one letter may take it
_DASHES = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
_MOST = 2**31 - 1  # what the store can count to, with room
_AT_LEAST_ONE = click.IntRange(1, _MOST)
_LIMIT = click.option("--limit", type=_AT_LEAST_ONE, default=20, show_default=True, help="Answers shown.")


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that narrow a search down, as its argument `filters`."""
    options = (
        click.option("--speaker", metavar="NAME", help="Who speaks, by any name, in any language."),
        click.option("--party", metavar="NAME", help="For whom: a state or body, whoever speaks for it."),
        click.option("--act", type=click.Choice(get_args(Act)), multiple=True),
        click.option("--stance", type=click.Choice(get_args(Stance)), multiple=True),
        click.option("--to", metavar="NAME", help="To whom."),
        click.option("--channel", metavar="NAME", help="Through what: an agency, a statement."),
        click.option("--outlet", metavar="NAME", multiple=True),
        click.option("--since", callback=date, metavar="DATE", help="Said then or later; a month or year will do."),
        click.option("--until", callback=date, metavar="DATE", help="Said then or before."),
        click.option("--quotation", type=click.Choice(get_args(QuotationType)), multiple=True),
    )

    @functools.wraps(command)
    def call(*args: Any, **given: Any) -> None:
        if wrong := next((w for w in given.get("words", ()) if w.startswith("--")), None):
            raise UsageError(f"no such option: {wrong}")
        if short := next((w for w in given.get("words", ()) if w in ("-o", "-h")), None):
            raise UsageError(f"{short} is --{'output' if short == '-o' else 'help'} here: a dash may begin a word to leave out")
        names = ("speaker", "party", "to", "channel", "since", "until")
        filters = {name: given.pop(name) for name in names}
        filters |= {name: given.pop(name) or None for name in ("act", "stance", "outlet", "quotation")}
        command(*args, filters=filters, **given)

    wrapped: Callable[..., None] = call
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


@click.command(context_settings=_DASHES)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@_filters
@click.option(
    "--in", "within", type=click.Choice(["content", "text"]), default="content", show_default=True, help="Where to look."
)
@click.option("--facet", "facets", type=click.Choice(FACETS), multiple=True, help="Count the answers by it.")
@click.option("--sort", type=click.Choice(["relevance", "date", "confidence"]), default="relevance", show_default=True)
@_LIMIT
@click.option("--skip", type=click.IntRange(0, _MOST), default=0, help="Answers passed over.")
@click.option("--like", "near", metavar="TEXT|LINK", help="Like a text, or a statement, in meaning; nearest first.")
@in_formats_or_one
@uses_store()
def search(
    store: Store,
    words: tuple[str, ...],
    filters: dict[str, Any],
    within: str,
    facets: tuple[Any, ...],
    sort: Any,
    limit: int,
    skip: int,
    near: str | None,
    form: str,
    output: Path | None,
) -> None:
    """Find statements in whose content all WORDS stand (or, --in text, documents); without WORDS, all that the options allow.

    '"..."' is a phrase, -word is left out. Words are found however they are marked or
    spelled, with what is written on to them too, those as typed first. --like finds what means the same in other words or another
    language.
    """
    counted = facets or (("speaker", "act", "outlet") if within == "content" else ("outlet",))
    whole = within == "text"
    if near is not None and whole:
        raise UsageError("--like compares contents, not whole texts")
    alike = like(store, near, meaning.load()) if near is not None else None
    shown = {"whole": whole, "sort": sort, "limit": limit, "skip": skip, "facets": counted}
    page = search_all(store, ask(store, " ".join(words), like=alike, **filters, **shown))
    write_rows(form, output, [line_of(h) for h in page.hits], lambda: hits_table(page), lambda: answers_of(page))
    if alike and store.unmeant(alike.model, 0, 1):
        say("some statements can't be compared yet: qawl update makes what they lack")
    if not page.total and filters["speaker"] and not store.named(filters["speaker"]):
        say(f"nobody in the store is called {filters['speaker']}")
    elif not page.total and words and not whole:
        say("no content has these words; --in text looks in whole texts")


@click.command(context_settings=_DASHES)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@_filters
@_LIMIT
@in_formats
@uses_store()
def timeline(store: Store, words: tuple[str, ...], filters: dict[str, Any], limit: int, form: str, output: Path | None) -> None:
    """Show the latest statements that a search finds by date, each once with all reports of it and what differs in them."""
    said = timeline_of(store, ask(store, " ".join(words), **filters, limit=limit))
    write_rows(form, output, lines_of_said(said), lambda: said_table(said))


@click.command()
@click.argument("entity")
@click.option("--limit", type=_AT_LEAST_ONE, default=10, show_default=True, help="Statements and positions shown.")
@in_formats
@uses_store()
def who(store: Store, entity: str, limit: int, form: str, output: Path | None) -> None:
    """Show who ENTITY is, by any name: offices, latest statements, positions."""
    profile = who_is(store, entity, limit)
    write_rows(form, output, [profile], lambda: who_table(profile))


@click.command()
@click.argument("parties", nargs=-1, required=True)
@click.option("--issue", default="", metavar="WORDS", help="Only issues with these words.")
@click.option("--limit", type=_AT_LEAST_ONE, default=20, show_default=True, help="Issues shown.")
@in_formats
@uses_store()
def compare(store: Store, parties: tuple[str, ...], issue: str, limit: int, form: str, output: Path | None) -> None:
    """Show where PARTIES stand, side by side, issue by issue; those on which most of them stand first."""
    rows = compare_all(store, parties, issue)[:limit]
    write_rows(form, output, lines_of_stands(rows, parties), lambda: compare_table(rows, parties))
