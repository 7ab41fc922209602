"""Resolve: who speaks, through the whole document, and which parties it names."""

from qawl.resolve.entities import Entities
from qawl.resolve.features import FEATURES
from qawl.resolve.ranker import Ranker
from qawl.resolve.speakers import Resolver
from qawl.resolve.titles import with_titles

__all__ = ["FEATURES", "Entities", "Ranker", "Resolver", "with_titles"]
