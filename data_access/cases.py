"""Cases: how the contacts came in, and how many were solved at once or within their limit."""

import pandas as pd

from dashboard.filters import Filters
from data_access.once import once
from data_access.series import judge, monthly_sums, scoped, share
from data_access.snapshot import Snapshot


@once
def _of_desk(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "cases")
    return rows[rows["desk"] == filters.desk]


@once
def first_contact_resolution(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of the cases that came by telephone and were solved in that call, as `share` returns it."""
    rows = _of_desk(snapshot, filters)
    sums = monthly_sums(rows[rows["channel"] == "telephone"], filters)
    return share(snapshot, "first_contact_resolution", filters.desk, sums, "first_contact", "opened")


@once
def telephone_share(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of the contacts that came by telephone, as `share` returns it."""
    rows = _of_desk(snapshot, filters)
    phoned = rows["opened"].where(rows["channel"] == "telephone", 0)
    sums = monthly_sums(rows.assign(telephone=phoned), filters)
    return share(snapshot, "telephone_share", filters.desk, sums, "telephone", "opened")


@once
def channels(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The contacts by channel.

    Columns: month, contacts, telephone and portal (counts), telephone_share and portal_share (0-100), state,
    completeness, word.
    """
    rows = telephone_share(snapshot, filters)
    arrived = rows["value"].notna()
    telephone, contacts = rows["numerator"].where(arrived), rows["denominator"].where(arrived)
    return pd.DataFrame(
        {
            "month": rows["month"],
            "contacts": contacts,
            "telephone": telephone,
            "portal": contacts - telephone,
            "telephone_share": rows["value"],
            "portal_share": 100 - rows["value"],
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


def within_limit(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share within their limit of the cases solved in the month but not at first contact, both desks."""
    sums = monthly_sums(scoped(snapshot, filters, "cases"), filters)
    return share(snapshot, "cases_within_limit", "", sums, "within_limit", "resolved_later")


def flow(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened and solved a month, both desks. Columns: month, opened, resolved, and those of `judge`."""
    sums = monthly_sums(scoped(snapshot, filters, "cases"), filters)
    rows = sums.assign(resolved=sums["resolved"], value=sums["opened"])
    kept = rows[["month", "opened", "resolved", "value"]]
    return judge(snapshot, "cases_within_limit", "", kept).drop(columns=["value", "target", "shown"])
