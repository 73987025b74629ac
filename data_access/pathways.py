"""The right to diagnosis: pathways diagnosed within the limit, and how complete the reports are."""

from typing import Literal

import pandas as pd

from dashboard.filters import Filters
from data_access.series import monthly_sums, scoped
from data_access.snapshot import Snapshot

Field = Literal["somatic", "psychiatry"]


def monthly(snapshot: Snapshot, filters: Filters, field: Field) -> pd.DataFrame:
    """Pathways of a field by month.

    Columns: month, expected, arrived, within_limit (counts), value (0-100 of the arrived within the limit) and
    completeness (0-1: arrived of expected).
    """
    rows = scoped(snapshot, filters, "pathways")
    sums = monthly_sums(rows[rows["field"] == field], filters)
    arrived, expected = (sums[name].where(sums[name] > 0) for name in ("arrived", "expected"))
    counts = sums[["month", "expected", "arrived", "within_limit"]]
    return counts.assign(value=100 * sums["within_limit"] / arrived, completeness=sums["arrived"] / expected)
