"""`qawl export`."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

import click

from qawl.cli.inputs import Inputs, reads_articles
from qawl.cli.messages import say_failed
from qawl.cli.output import whole
from qawl.cli.stored import ONLY, WORDS, is_store, records_in
from qawl.errors import UsageError
from qawl.export.dna import Codebook
from qawl.export.formats import FORMATS, Options, exported, of_suffix
from qawl.export.records import holds_records, read_records, records_of
from qawl.export.sample import COUNT, SEED
from qawl.read import Failure
from qawl.types import Record

_STDIN = "-"


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Else what OUTPUT ends in.")
@click.option(
    "--codebook",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="dna: CSV file of issue,concept: which issue is which of your concepts.",
)
@click.option("--count", type=click.IntRange(1), metavar="N", help=f"sample: so many statements.  [default: {COUNT}]")
@click.option("--seed", type=int, metavar="N", help=f"sample: another seed, another sample.  [default: {SEED}]")
@WORDS
@ONLY
@reads_articles
@click.pass_context
def export(
    ctx: click.Context,
    form: str | None,
    codebook: Path | None,
    count: int | None,
    seed: int | None,
    words: str,
    only: Literal["corrected", "checked"] | None,
    inputs: Inputs,
) -> None:
    """Write the statements of SOURCES in a format for other tools.

    SOURCES are stores, records as `extract --format jsonl` writes them, or articles, which are extracted. Without
    SOURCES, or for -, reads records from standard input. The output is written whole or not at all. Exit status as of extract.
    """
    chosen = form or of_suffix(inputs.output.name if inputs.output else "")
    if chosen is None:
        raise UsageError(f"name a format: --format {'|'.join(FORMATS)}")
    if (codebook and chosen != "dna") or ((count or seed is not None) and chosen != "sample"):
        raise UsageError("--codebook goes with --format dna, --count and --seed with --format sample")
    if not FORMATS[chosen].text and inputs.on_terminal:
        raise UsageError(f"{chosen} is no text: name a file with -o")
    options = Options(
        codebook=Codebook.read(codebook) if codebook else Codebook(),
        count=count or COUNT,
        seed=SEED if seed is None else seed,
    )
    source = _Source(inputs, words, only)
    records = iter(source)
    first = next(records, None)
    if first is not None or not source.failed:
        with whole(inputs.output) as out:
            for piece in exported(chain([first] if first else [], records), chosen, options):
                out.write(piece)
    if source.failed:
        ctx.exit(1)


class _Source:
    """The records of the inputs, and how many documents failed (each is said on stderr)."""

    def __init__(self, inputs: Inputs, words: str, only: Literal["corrected", "checked"] | None) -> None:
        self.failed = 0
        self._inputs, self._words, self._only = inputs, words, only

    def __iter__(self) -> Iterator[Record]:
        for outcome in self._outcomes():
            if isinstance(outcome, Failure):
                self.failed += 1
            else:
                yield outcome

    def _outcomes(self) -> Iterator[Record | Failure]:
        files = self._inputs.sources.files or (_STDIN,)
        self._inputs.sources.refuse_overwriting()
        stores = [*dict.fromkeys(f for f in files if f != _STDIN and is_store(Path(f)))]
        if (self._words or self._only) and not stores:
            raise UsageError("--words and --only go with a store")
        files = tuple(f for f in files if f not in stores)
        kept = [f for f in files if f == _STDIN or (Path(f).is_file() and holds_records(Path(f)))]
        if not stores and kept == [_STDIN] == list(files) and (sys.stdin is None or sys.stdin.isatty()):
            raise UsageError(
                "name a file, or pipe records in: qawl extract --format jsonl article.txt | qawl export --format csv"
            )
        for store in stores:
            yield from records_in(Path(store), self._words, self._only)
        for file in kept:
            for record in records_of(sys.stdin.buffer, "stdin") if file == _STDIN else read_records(Path(file)):
                if isinstance(record, Failure):
                    say_failed(record)
                yield record
        if articles := tuple(f for f in files if f not in kept):
            for _, outcome in self._inputs.of(articles).outcomes():
                yield outcome
