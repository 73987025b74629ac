"""What cases are told apart by, and the figures of each part of a period, or of the month of a share."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import numpy as np

from data_access.numbers.causes import Parts
from data_access.numbers.chance import ALARMS, below_rest
from data_access.numbers.series import arrived, by_place, counts_of, parts_by, place_of
from data_access.numbers.tabled import Tabled
from data_access.snapshot.cube import Counts, Cube
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Table
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

Dimension = Literal["priority", "kind", "channel", "handler"]
NOT_TOLD = ""  # the rollup's key of the cases of which a dimension is not told
NOT_TOLD_NAME = N_("Ikke oplyst")
NAMES = {
    "priority": {
        "critical": N_("Kritisk"),
        "high": N_("Høj"),
        "medium": N_("Medium"),
        "normal": N_("Normal"),
    },
    "kind": {"incident": N_("Fejl"), "service_request": N_("Bestilling")},
    "channel": {"telephone": N_("Telefon"), "portal": N_("Selvbetjeningsportal")},
    "handler": {"cimt": N_("CIMT"), "supplier": N_("Leverandør")},
}
# The cases of each, as the subject of a sentence that says what pulls a share down.
CASES = {
    "priority": {
        "critical": N_("Kritiske sager"),
        "high": N_("Sager med høj kritikalitet"),
        "medium": N_("Sager med medium kritikalitet"),
        "normal": N_("Sager med normal kritikalitet"),
        NOT_TOLD: N_("Sager uden oplyst kritikalitet"),
    },
    "kind": {
        "incident": N_("Sager om fejl"),
        "service_request": N_("Bestillinger"),
        NOT_TOLD: N_("Sager uden oplyst type"),
    },
    "channel": {
        "telephone": N_("Sager på telefon"),
        "portal": N_("Sager fra portalen"),
        NOT_TOLD: N_("Sager uden oplyst kanal"),
    },
    "handler": {
        "cimt": N_("Sager hos CIMT"),
        "supplier": N_("Sager hos leverandøren"),
        NOT_TOLD: N_("Sager uden oplyst løser"),
    },
}
DIMENSIONS: dict[Dimension, str] = {
    "priority": N_("Kritikalitet"),
    "kind": N_("Type"),
    "channel": N_("Kanal"),
    "handler": N_("Løser"),
}
BREAKDOWN = (
    "dimension", "part", "opened", "tracked", "resolved", "first_share", "within_share", "within", "limited",
)  # fmt: skip
_COUNTS = (
    "opened", "tracked", "resolved", "first_contact", "first_contact_told", "within_limit", "limited",
)  # fmt: skip


@Tabled
def breakdown(snapshot: Snapshot, filters: Filters) -> Table:
    """The period's cases along every dimension.

    Columns: dimension, part, opened, tracked (of these the ones of which it is told whether they are solved), resolved
    (of which that is told), first_share (solved at first contact, 0-100 of the opened of which that
    is told), within_share (within the limit, 0-100 of those solved later that have one), within and limited (its
    counts). No rows where no month came.
    """
    asked = filters.narrowed
    if not arrived(snapshot, METRICS["cases_opened"].source, asked):
        return Table({name: [] for name in BREAKDOWN})
    rows = counts_of(snapshot, asked, "cases")
    parts = [_by_part(rows, by) for by in DIMENSIONS]
    return Table({name: [each for part in parts for each in part[name]] for name in BREAKDOWN})


def _by_part(rows: Cube, by: Dimension) -> Table:
    """Return the counts by a dimension; of one that is told of no case there is only what is not told."""
    found = rows.present(by)
    known = [] if found == [NOT_TOLD] else list(NAMES[by])
    keys = [*known, NOT_TOLD] if NOT_TOLD in found else known
    sums = rows.sums(by, keys, {name: rows[name] for name in _COUNTS})
    untold = (sums["tracked"] == 0) & (sums["opened"] > 0) & (sums["resolved"] == 0)
    return Table(
        {
            "dimension": [_(DIMENSIONS[by])] * len(keys),
            "part": [part_name(by, key) for key in keys],
            "opened": sums["opened"].tolist(),
            "tracked": sums["tracked"].tolist(),
            "resolved": np.where(untold, np.nan, sums["resolved"]).tolist(),
            "first_share": _percent(sums["first_contact"], sums["first_contact_told"]).tolist(),
            "within_share": _percent(sums["within_limit"], sums["limited"]).tolist(),
            "within": sums["within_limit"].tolist(),
            "limited": sums["limited"].tolist(),
        }
    )


def below_the_rest(rows: Sequence[Row]) -> list[bool]:
    """Say of each row of `breakdown` whether its share within the limit lies below the rest's by more than chance."""
    parts = Counter(row["dimension"] for row in rows)
    within, limited = (np.array([row[name] for row in rows]) for name in ("within", "limited"))
    same = np.array([[row["dimension"] == other["dimension"] for other in rows] for row in rows])
    several = np.array([parts[row["dimension"]] > 1 for row in rows])
    chance = below_rest(within, limited, same @ within, same @ limited)
    below: list[bool] = (several & (chance < ALARMS / max(int(several.sum()), 1))).tolist()
    return below


def part_name(by: Dimension, key: str) -> str:
    """Return what a part of a dimension is called."""
    return _(NAMES[by].get(key, NOT_TOLD_NAME))


def _percent(part: Counts, whole: Counts) -> Counts:
    return 100 * part / np.where(whole > 0, whole, np.nan)


def first_contact_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The telephone cases of the month by place, kind and priority: solved at first contact, of all."""
    rows = counts_of(snapshot, filters, "cases", place_of(filters))
    rows = rows.of("desk", filters.desk).of("channel", "telephone")
    return _parts(snapshot, filters, rows, ("kind", "priority"), "first_contact", "first_contact_told")


def within_limit_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The cases behind the share within the limit of the month, along every dimension that they are counted in."""
    rows = counts_of(snapshot, filters, "cases", place_of(filters))
    return _parts(snapshot, filters, rows, tuple(DIMENSIONS), "within_limit", "limited")


def _parts(
    snapshot: Snapshot,
    filters: Filters,
    rows: Cube,
    dimensions: Sequence[Dimension],
    numerator: str,
    denominator: str,
) -> Parts:
    parts = {}
    for by in dimensions:
        keys = rows.present(by)
        names = [_(CASES[by][key]) for key in keys]
        parts[DIMENSIONS[by]] = parts_by(rows, by, keys, names, numerator, denominator)
    return parts | by_place(snapshot, filters, rows, numerator, denominator)
