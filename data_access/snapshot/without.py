"""The same snapshot for whoever may not see some of it: nothing that is made of it can tell those figures."""

from dataclasses import replace
from functools import cache

from data_access.snapshot.snapshot import Snapshot
from vocabulary.metrics import METRICS, Metric

# What is known of patients' treatment: the frames, the sources that they come from, and the pages about it.
FRAMES = ("referrals", "referrals_withheld", "pathways", "pathways_withheld", "services", "providers")
SUBJECTS = ("referrals", "pathways")  # whose versions move with them
SAID = ("notes", "explanations", "written_notes", "targets")  # of a metric
SOURCES = ("henvisninger", "udredning")
PAGES = ("omvisitering", "udredning")
# A figure that has no source of its own, and what it is loaded as.
METRIC, INDICATOR = "readmissions", "readmissions_share"
MARK = "without patients"


def without_patients(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot without what is known of patients' treatment, under a version of its own.

    It is as in a house where those sources never came: a source that had told of no treatments would be another thing.
    """
    frames = dict(snapshot.frames)
    for name in FRAMES:
        frames[name] = frames[name].iloc[:0]
    for name, column in (("loads", "source"), ("sources", "key")):
        kept = ~frames[name][column].isin(SOURCES)
        frames[name] = frames[name][kept].reset_index(drop=True)
    limits = frames["limits"]
    frames["limits"] = limits[(limits["subject"] != "pathway") & (limits["key"] != "pathways")].reset_index(
        drop=True
    )
    values = frames["indicator_values"]
    frames["indicator_values"] = values[values["indicator"] != INDICATOR].reset_index(drop=True)
    # What is written of such figures, and what they are held against, tells of them too.
    for name in SAID:
        frames[name] = frames[name][~frames[name]["metric"].isin(of_patients())].reset_index(drop=True)
    versions = {name: version for name, version in snapshot.versions.items() if name not in SUBJECTS}
    return replace(snapshot, frames=frames, versions={**versions, MARK: 1})


def untold(snapshot: Snapshot) -> frozenset[str]:
    """Return the metrics that a snapshot is without, because they are not for whoever it is of."""
    return of_patients() if MARK in snapshot.versions else frozenset()


def told(snapshot: Snapshot) -> dict[str, Metric]:
    """Return the catalogue, without what is not for whoever the snapshot is of."""
    kept = untold(snapshot)
    return {key: metric for key, metric in METRICS.items() if key not in kept}


def kept_pages(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the keys of the pages that are not for whoever the snapshot is of."""
    return PAGES if MARK in snapshot.versions else ()


@cache
def of_patients() -> frozenset[str]:
    """Return the metrics that are of patients' treatment."""
    return frozenset({METRIC, *(key for key, metric in METRICS.items() if metric.source in SOURCES)})
