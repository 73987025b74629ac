"""What of an edition tells of patients' treatment, which not everybody may see: found by what stands in it."""

from typing import Any

from data_access.editions import forms
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.without import of_patients, without_patients
from layouts.report.declared import Report

Document = dict[str, Any]
_ROWS = ("headlines", "targets", "promises", "definitions")  # each with the metric that it is of


def tells(document: Document) -> bool:
    """Say that an edition has figures of patients' treatment, in whichever chapter they stand."""
    if any(chapter["of_patients"] for chapter in document["chapters"]):
        return True
    metrics = {metric for part in forms.parts(document) for metric in part["metrics"]}
    metrics |= {_metric(row) for name in _ROWS for row in document[name]}
    return bool(metrics & of_patients())


def leaves_out(report: Report, left_out: tuple[str, ...]) -> bool:
    """Say that a draft leaves out all chapters of patients' treatment: the edition is for everybody, and tells none."""
    return all(chapter.key in left_out for chapter in report.chapters if chapter.of_patients)


def without(document: Document) -> Document:
    """Return an edition without what it tells of patients' treatment."""
    kept = {name: [row for row in document[name] if _metric(row) not in of_patients()] for name in _ROWS}
    chapters = [chapter for chapter in document["chapters"] if not chapter["of_patients"]]
    return document | kept | {"chapters": chapters}


@fact
def figures_without(snapshot: Snapshot, _key: str) -> Snapshot:
    """Return a snapshot without patients' figures, made once of each."""
    return without_patients(snapshot)


def _metric(row: Document) -> str:
    return str(row["metric"] if "metric" in row else row["key"])
