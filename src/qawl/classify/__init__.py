"""Classify: a statement's act, the type of its quotation, and how sure it is."""

from qawl.classify.confidence import FEATURES, Calibration, features
from qawl.classify.quotation import Quotations

__all__ = ["FEATURES", "Calibration", "Quotations", "features"]
