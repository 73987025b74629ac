"""How many of the systems keep their targets for response times, and from when on a place has been measured."""

import math
from dataclasses import dataclass, replace

import numpy as np

from data_access.numbers.by_month import by_month
from data_access.numbers.causes import Parts
from data_access.numbers.response_times import METRIC, figures, matrix
from data_access.numbers.series import arrived, share
from data_access.snapshot import streams
from data_access.snapshot.cube import cube
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters, Organisation
from vocabulary.language import N_
from vocabulary.metrics import METRICS
from vocabulary.months import span
from vocabulary.status import Lack, meets


@dataclass
class _Met:
    """How many systems of a month met their target, have a figure and a target, could have a figure, and so on."""

    met: int = 0
    aimed: int = 0
    valued: int = 0
    limited: int = 0
    unlimited: int = 0


@by_month
def within_sla(snapshot: Snapshot, filters: Filters) -> Table:
    """How many of the measured systems with a target met it by month, as `share` returns it."""
    rows = figures(snapshot, filters)
    begun = _begun(snapshot, (filters.organisation, filters.hospital))
    come = set(arrived(snapshot, METRICS[METRIC].source, filters))
    months = span(filters.first, filters.last)
    counts = {month: _Met() for month in months}
    names = ("system", "month", "measured", "value", "target", "lacks")
    for system, month, measured, value, target, lack in zip(*(rows[name] for name in names), strict=True):
        count, has_value, has_target = counts[month], not math.isnan(value), not math.isnan(target)
        # A system that was measured before, and is said to be, is one of them in a month that tells nothing of it too.
        waited = measured and month in come and begun.get(system, "~") <= month
        count.valued += has_value or lack != "" or waited
        count.limited += has_value
        count.aimed += has_value and has_target
        count.met += has_value and has_target and meets(METRICS[METRIC], value, target)
        count.unlimited += lack == "limit"
    lacks: list[Lack] = [
        "target" if count.limited else "limit" if count.unlimited else "told" for count in counts.values()
    ]
    sums = {name: [getattr(count, name) for count in counts.values()] for name in ("met", "aimed", "valued")}
    come_of = streams.covered(snapshot, METRICS[METRIC].source, filters)
    return share(
        snapshot,
        "systems_within_sla",
        "",
        months,
        sums,
        "met",
        "aimed",
        covered=come_of,
        of="valued",
        lack=lacks,
    )


def is_measured(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that response times are measured at the hospitals chosen, at any time."""
    return bool(_begun(snapshot, (filters.organisation, filters.hospital)))


@fact
def _begun(snapshot: Snapshot, where: tuple[Organisation, str | None]) -> dict[str, str]:
    """Return the first month in which each system was measured at the places chosen."""
    rows = cube(snapshot, "samples", Filters("", "~", *where))
    systems, first = np.unique(rows.keys["system"], return_index=True)
    names, months = rows.names["system"], rows.names["month"]
    begun = rows.keys["month"][first].tolist()
    return {names[system]: months[month] for system, month in zip(systems.tolist(), begun, strict=True)}


def systems(snapshot: Snapshot, filters: Filters) -> Parts:
    """The systems of the month, each counted as one, and as one that met its own target or not."""
    month = filters.month or filters.last
    rows = matrix.table(snapshot, replace(filters, first=month, last=month))
    known = [row for row in rows.records if not (math.isnan(row["value"]) or math.isnan(row["target"]))]
    met = [float(meets(METRICS[METRIC], row["value"], row["target"])) for row in known]
    names = [row["name"] for row in known]
    return {N_("System"): Table({"part": names, "numerator": met, "denominator": [1.0] * len(met)})}
