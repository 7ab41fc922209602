"""Evaluate: records against gold ones, confidence against outcome, and both against floors."""

from qawl.evaluate.calibration import Bin, Calibration, calibrate
from qawl.evaluate.derived import DERIVED_ACCURACIES, DERIVED_SCORES, DerivedReport, count_derived
from qawl.evaluate.figures import ACCURACIES, SCORES, Accuracy, Figure, Found, Miss, Report
from qawl.evaluate.floors import Shortfall, read_floors, shortfalls
from qawl.evaluate.given import Attributor, given_statements
from qawl.evaluate.gold import check_golds, read_documents
from qawl.evaluate.report import render_derived_json, render_derived_text, render_json, render_text, to_json
from qawl.evaluate.score import count
from qawl.evaluate.sources import SOURCE_KINDS, SourceKind, SourceKinds

__all__ = [
    "ACCURACIES",
    "DERIVED_ACCURACIES",
    "DERIVED_SCORES",
    "SCORES",
    "SOURCE_KINDS",
    "Accuracy",
    "Attributor",
    "Bin",
    "Calibration",
    "DerivedReport",
    "Figure",
    "Found",
    "Miss",
    "Report",
    "Shortfall",
    "SourceKind",
    "SourceKinds",
    "calibrate",
    "check_golds",
    "count",
    "count_derived",
    "given_statements",
    "read_documents",
    "read_floors",
    "render_derived_json",
    "render_derived_text",
    "render_json",
    "render_text",
    "shortfalls",
    "to_json",
]
