"""Evaluate: predicted statements against gold ones, confidence against outcome, and both against floors."""

from qawl.evaluate.calibration import Bin, Calibration, calibrate
from qawl.evaluate.figures import ACCURACIES, SCORES, Accuracy, Figure, Found, Miss, Report
from qawl.evaluate.floors import Shortfall, read_floors, shortfalls
from qawl.evaluate.gold import check_golds, read_documents
from qawl.evaluate.report import render_json, render_text, to_json
from qawl.evaluate.score import count

__all__ = [
    "ACCURACIES",
    "SCORES",
    "Accuracy",
    "Bin",
    "Calibration",
    "Figure",
    "Found",
    "Miss",
    "Report",
    "Shortfall",
    "calibrate",
    "check_golds",
    "count",
    "read_documents",
    "read_floors",
    "render_json",
    "render_text",
    "shortfalls",
    "to_json",
]
