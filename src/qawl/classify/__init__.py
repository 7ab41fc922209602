"""Classify: a statement's act, the type of its quotation, when it was said, and how sure it is."""

from qawl.classify.act import act_of
from qawl.classify.confidence import FEATURES, Calibration, features
from qawl.classify.quotation import Quotations
from qawl.classify.stance import StanceTagger
from qawl.classify.times import times
from qawl.classify.when import when

__all__ = ["FEATURES", "Calibration", "Quotations", "StanceTagger", "act_of", "features", "times", "when"]
