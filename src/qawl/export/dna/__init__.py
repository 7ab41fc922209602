"""Export to the Discourse Network Analyzer (DNA 3)."""

from qawl.export.dna.codebook import Codebook, sheet
from qawl.export.dna.project import to_dna

__all__ = ["Codebook", "sheet", "to_dna"]
