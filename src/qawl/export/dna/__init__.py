"""Export to the Discourse Network Analyzer (DNA 3)."""

from qawl.export.dna.codebook import Codebook
from qawl.export.dna.project import to_dna

__all__ = ["Codebook", "to_dna"]
