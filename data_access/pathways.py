"""The right to diagnosis: pathways diagnosed within the limit, and how complete the reports are.

Small counts are withheld: within the limit and late are two parts of a whole, so neither is shown when one may not
be, nor the share that would give them away.
"""

from typing import Literal

import pandas as pd

from dashboard.filters import Filters
from dashboard.language import _
from data_access import withholding
from data_access.causes import Parts
from data_access.once import once
from data_access.referrals import HIDDEN, hide
from data_access.series import by_place, monthly_sums, scoped, share
from data_access.snapshot import Snapshot

Field = Literal["somatic", "psychiatry"]
METRICS: dict[Field, str] = {"somatic": "diagnosed_somatic", "psychiatry": "diagnosed_psychiatry"}


def _rows(snapshot: Snapshot, filters: Filters, field: Field) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "pathways")
    return rows[rows["field"] == field]


def _withheld(rows: pd.DataFrame, limit: int) -> withholding.Mask:
    within, arrived = rows["within_limit"], rows["arrived"]
    parts = (within, arrived - within, arrived)
    masks = [withholding.small(part, limit) for part in parts]
    return masks[0] | masks[1] | masks[2]


def _monthly(snapshot: Snapshot, filters: Filters, field: Field) -> pd.DataFrame:
    sums = monthly_sums(_rows(snapshot, filters, field), filters)
    expected = sums["expected"].where(sums["expected"] > 0)
    complete = (sums["arrived"] / expected).fillna(0.0)
    rows = share(
        snapshot, METRICS[field], "", sums, "within_limit", "arrived", completeness=complete.tolist()
    )
    arrived = rows["value"].notna()
    counts = rows.assign(
        numerator=rows["numerator"].astype(float).where(arrived),
        denominator=rows["denominator"].astype(float).where(arrived),
        late=(sums["arrived"] - sums["within_limit"]).astype(float).where(arrived),
        expected=sums["expected"].astype(float).where(arrived),
        arrived_share=(100 * complete).where(arrived),
    )
    mask = _withheld(sums, withholding.below(snapshot))
    return hide(counts, mask, "numerator", "denominator", "late", "expected", "arrived_share")


@once
def somatic(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Somatic pathways by month.

    Columns: those of `share` (numerator: within the limit; denominator: arrived), late, expected (counts),
    arrived_share (0-100 of the expected), withheld.
    """
    return _monthly(snapshot, filters, "somatic")


@once
def psychiatry(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Psychiatric pathways by month, as `somatic` returns them."""
    return _monthly(snapshot, filters, "psychiatry")


@once
def by_hospital(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's somatic pathways by hospital, the lowest share first.

    Columns: key, name, value (0-100 within the limit), within, late, arrived_share (0-100 of the expected),
    withheld, remark.
    """
    rows = _rows(snapshot, filters.narrowed, "somatic")
    place, names = (
        ("site", snapshot.organisation.sites)
        if filters.hospital
        else ("hospital", snapshot.organisation.hospitals)
    )
    sums = rows.groupby(place)[["expected", "arrived", "within_limit"]].sum()
    limit = withholding.below(snapshot)
    # The sums of all are shown by month: each of the two parts is a line of its own.
    late = sums["arrived"] - sums["within_limit"]
    mask = withholding.line(sums["within_limit"], limit) | withholding.line(late, limit)
    mask |= withholding.small(sums["arrived"], limit)
    arrived = sums["arrived"].where(sums["arrived"] > 0)
    expected = sums["expected"].where(sums["expected"] > 0)
    table = pd.DataFrame(
        {
            "key": [None if filters.hospital else str(key) for key in sums.index],
            "name": [names[str(key)] for key in sums.index],
            "value": (100 * sums["within_limit"] / arrived).mask(mask).to_numpy(),
            "within": sums["within_limit"].astype(float).mask(mask).to_numpy(),
            "late": late.astype(float).mask(mask).to_numpy(),
            "arrived_share": (100 * sums["arrived"] / expected).mask(mask).to_numpy(),
            "withheld": mask,
            "remark": [_(HIDDEN) if hidden else "" for hidden in mask],
        }
    )
    return table.sort_values("value", kind="stable", ignore_index=True)


def somatic_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The somatic pathways of the month by place; places whose counts are withheld are one part together."""
    rows = _rows(snapshot, filters, "somatic")
    limit = withholding.below(snapshot)
    parts = by_place(snapshot, filters, rows, "within_limit", "arrived")
    return {name: _pooled(part, limit) for name, part in parts.items()}


def _pooled(part: pd.DataFrame, limit: int) -> pd.DataFrame:
    late = part["denominator"] - part["numerator"]
    mask = withholding.line(part["numerator"], limit) | withholding.line(late, limit)
    if not mask.any():
        return part
    together = part[mask][["numerator", "denominator"]].sum().to_dict() | {"part": _("Små steder samlet")}
    return pd.concat([part[~mask], pd.DataFrame([together])], ignore_index=True)
