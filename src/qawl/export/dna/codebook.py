"""A codebook: which of our issues is which of the user's concepts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qawl.derive.grouping import by_words
from qawl.errors import BadField
from qawl.export.sheet import read_rows
from qawl.fold import fold

_COLUMNS = ("issue", "concept")


@dataclass(frozen=True)
class Codebook:
    """Pairs of an issue, in words, and the concept that it is. Without pairs every issue is a concept of its own."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Codebook":
        """From a CSV file with the columns `issue` and `concept`, as a spreadsheet saves it (comma, semicolon or tab).

        Raises FileMissing, NotText, and BadField for a file without these columns or a line without both.
        """
        rows = read_rows(path)
        if not rows or not set(_COLUMNS) <= rows[0].keys():
            raise BadField(f"{path}: a codebook has a line `issue,concept` first, and a pair in each line below")
        pairs = tuple((row["issue"].strip(), row["concept"].strip()) for row in rows if any(row.values()))
        for number, pair in enumerate(pairs, 2):
            if not all(pair):
                raise BadField(f"{path}: line {number} has no {_COLUMNS[pair.index('')]}")
        return cls(pairs)

    def concepts(self, issues: Sequence[str]) -> list[str]:
        """The concept of each issue: the codebook's for that issue, else for one with the same content words, else the first
        issue's words among those with the same content words.
        """
        exact = {fold(issue): concept for issue, concept in reversed(self.pairs)}
        known = [issue for issue, _ in self.pairs]
        groups = by_words([*known, *issues])
        named = dict(zip(reversed(groups[: len(known)]), (concept for _, concept in reversed(self.pairs)), strict=True))
        out = []
        for issue, group in zip(issues, groups[len(known) :], strict=True):
            out.append(exact.get(fold(issue)) or named.setdefault(group, issue))
        return out
