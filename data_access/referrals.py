"""Referrals onward: treatments at private hospitals, by month and by every dimension they are counted in."""

from typing import Literal

import pandas as pd

from dashboard.filters import Filters
from data_access.series import monthly_sums, scoped
from data_access.snapshot import Snapshot

Dimension = Literal["hospital", "service", "provider", "agreement"]
_NAMES = {"hospital": "hospitals", "service": "services", "provider": "providers"}
_AGREEMENTS = {"own": "Egne aftaler", "extended_choice": "Udvidet frit valg"}


def monthly(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Treatments referred a month. Columns: month, treatments."""
    return monthly_sums(scoped(snapshot, filters, "referrals"), filters)[["month", "treatments"]]


def ranked(snapshot: Snapshot, filters: Filters, by: Dimension) -> pd.DataFrame:
    """The period's treatments by a dimension, most first. Columns: name, treatments, share (0-100 of all)."""
    sums = scoped(snapshot, filters, "referrals").groupby(by)["treatments"].sum()
    sums = sums.sort_values(ascending=False, kind="stable")
    names = _AGREEMENTS if by == "agreement" else snapshot.names(_NAMES[by])
    return pd.DataFrame(
        {
            "name": [names[str(key)] for key in sums.index],
            "treatments": sums.to_numpy(),
            "share": (100 * sums / sums.sum()).to_numpy(),
        }
    )
