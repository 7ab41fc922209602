"""Reports as lines of text, for people, and as JSON, for programs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from qawl.evaluate.calibration import Calibration
from qawl.evaluate.derived import DERIVED_ACCURACIES, DERIVED_SCORES, DerivedReport
from qawl.evaluate.figures import ACCURACIES, SCORES, Accuracy, Figure, Miss, Report
from qawl.evaluate.sources import SOURCE_KINDS

# Wider than every figure's name.
_NAME = 17

_N = TypeVar("_N", bound=str)


def render_text(report: Report, by: Iterable[str] = (), misses: int = 0) -> list[str]:
    """The report as lines without line ends.

    by: fields of the gold documents to break the figures down by. misses: how many of the misses to list at most.
    """
    lines = [f"{report.documents} documents, {report.statements} statements", "", *_scores(report.scores, SCORES)]
    lines += _accuracies("of the pairs", report.accuracies, ACCURACIES)
    lines += _accuracies("speaker by kind", report.speakers, SOURCE_KINDS)
    lines += ["", f"{'gold quotation':{_NAME}}statement R  content R   gold"]
    lines += [f"{kind:{_NAME}}{f.statement:11.3f}{f.content:11.3f}{f.gold:7}" for kind, f in report.quotations.items()]
    if report.calibration:
        lines += ["", *_calibration(report.calibration)]
    for field in by:
        lines += ["", *_breakdown(report, field)]
    if misses > 0 and report.misses:
        lines += ["", f"misses ({min(misses, len(report.misses))} of {len(report.misses)})"]
        lines += map(_miss, report.misses[:misses])
    return lines


def to_json(report: Report, by: Iterable[str] = ()) -> dict[str, Any]:
    """The report as an object that `json.dumps` takes.

    {"documents", "statements", "figures": as `Report.figures`, "quotation": {type: {"gold", "statement_recall",
    "content_recall"}}, "speakers": {kind of source: {"accuracy", "of"}}, "calibration": {"count", "error", "brier",
    "bins": [...]} or null, "by": {field: {value: {"documents", "figures", "speakers"}}}}.
    """
    return {
        "documents": report.documents,
        "statements": report.statements,
        "figures": report.figures(),
        "quotation": {
            kind: {"gold": f.gold, "statement_recall": f.statement, "content_recall": f.content}
            for kind, f in report.quotations.items()
        },
        "speakers": _speakers(report),
        "calibration": asdict(report.calibration) if report.calibration else None,
        "by": {
            field: {
                value: {"documents": r.documents, "figures": r.figures(), "speakers": _speakers(r)}
                for value, r in report.by(field).items()
            }
            for field in by
        },
    }


def render_json(report: Report, by: Iterable[str] = ()) -> str:
    """`to_json` as text, indented, without a final line end."""
    return json.dumps(to_json(report, by), ensure_ascii=False, indent=1)


def render_derived_text(report: DerivedReport) -> list[str]:
    """The report on the derived record as lines without line ends."""
    lines = [f"{report.documents} documents", "", *_scores(report.scores, DERIVED_SCORES)]
    return lines + _accuracies("of the pairs", report.accuracies, DERIVED_ACCURACIES)


def render_derived_json(report: DerivedReport) -> str:
    """The report on the derived record, {"documents", "figures": as `DerivedReport.figures`}, as text."""
    return json.dumps({"documents": report.documents, "figures": report.figures()}, ensure_ascii=False, indent=1)


def _speakers(report: Report) -> dict[str, dict[str, float]]:
    return {kind: {"accuracy": a.accuracy, "of": a.of} for kind, a in report.speakers.items()}


def _scores(scores: Mapping[str, Figure], order: Iterable[str]) -> list[str]:
    lines = [f"{'':{_NAME}}    P      R      F1    gold  predicted"]
    for name in order:
        f = scores[name]
        if f.gold or f.pred:
            lines.append(f"{name:{_NAME}}{f.p:.3f}  {f.r:.3f}  {f.f1:.3f}{f.gold:8}{f.pred:11}")
    return lines


def _accuracies(title: str, accuracies: Mapping[_N, Accuracy], order: Iterable[_N]) -> list[str]:
    """A table of accuracies after a blank line; nothing where there are none."""
    lines = [f"{name:{_NAME}}{a.accuracy:8.3f}{a.of:7}" for name in order if (a := accuracies.get(name))]
    return ["", f"{title:{_NAME}}accuracy     of", *lines] if lines else []


def _calibration(c: Calibration) -> list[str]:
    lines = [
        f"calibration error {c.error:.3f}, Brier score {c.brier:.3f}, over {c.count} predicted statements",
        f"{'confidence':{_NAME}}predicted   mean  right",
    ]
    for b in c.bins:
        numbers = f"{b.confidence:7.3f}{b.right:7.3f}" if b.count else f"{'-':>7}{'-':>7}"
        lines.append(f"{f'{b.low:.1f} to {b.high:.1f}':{_NAME}}{b.count:9}{numbers}")
    return lines


def _breakdown(report: Report, field: str) -> list[str]:
    # the value comes last: an Arabic one would reorder the numbers that follow it on screen
    lines = ["documents  statement F1  content F1  who_said_what F1  " + field]
    for value, r in report.by(field).items():
        statement, content, who = (r.scores[name].f1 for name in ("statement", "content", "who_said_what"))
        lines.append(f"{r.documents:9}{statement:14.3f}{content:12.3f}{who:18.3f}  {value}")
    return lines


def _miss(miss: Miss) -> str:
    return " | ".join((miss.document, miss.statement, miss.kind, " ".join(miss.detail.split())))
