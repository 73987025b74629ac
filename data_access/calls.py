"""Calls to the servicedesks: how many, how long they waited, and how many were answered in time."""

import pandas as pd

from dashboard.filters import Filters
from data_access.once import once
from data_access.series import judge, monthly_sums, scoped, share
from data_access.snapshot import Snapshot


@once
def _sums(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "calls")
    sums = monthly_sums(rows[rows["desk"] == filters.desk], filters)
    answered = sums["answered"].where(sums["answered"] > 0)
    return sums.assign(
        abandoned=sums["offered"] - sums["answered"], average_wait=sums["wait_seconds"] / answered
    )


@once
def offered(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls offered a month, as `judge` returns them."""
    return _judged(snapshot, filters, "calls", "offered")


@once
def average_wait(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Mean wait in seconds of the answered calls a month, as `judge` returns it."""
    return _judged(snapshot, filters, "average_wait", "average_wait")


@once
def abandoned(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Abandoned calls a month, as `judge` returns them."""
    return _judged(snapshot, filters, "abandoned", "abandoned")


@once
def service_level(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of the answered calls that waited within the limit, as `share` returns it."""
    sums = _sums(snapshot, filters)
    return share(snapshot, "service_level", filters.desk, sums, "within_limit", "answered")


@once
def answered_share(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of all calls that were answered, as `share` returns it."""
    return share(snapshot, "answered_share", filters.desk, _sums(snapshot, filters), "answered", "offered")


@once
def volumes(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls, abandoned calls and average wait side by side.

    Columns: month, calls, answered, abandoned, average_wait (seconds), state, completeness, word.
    """
    rows = offered(snapshot, filters)
    calls, lost = rows["value"], abandoned(snapshot, filters)["value"]
    return pd.DataFrame(
        {
            "month": rows["month"],
            "calls": calls,
            "answered": calls - lost,
            "abandoned": lost,
            "average_wait": average_wait(snapshot, filters)["value"],
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


def by_place(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's calls by the caller's hospital, or, where a hospital is chosen, by its sites; most first.

    Columns: place (name), calls, share (0-100 of all), average_wait (seconds), service_level (0-100).
    """
    rows, place = scoped(snapshot, filters, "calls"), "site" if filters.hospital else "hospital"
    sums = rows[rows["desk"] == filters.desk].groupby(place).sum(numeric_only=True)
    sums = sums.sort_values("offered", ascending=False, kind="stable")
    names = snapshot.organisation.sites if filters.hospital else snapshot.organisation.hospitals
    answered = sums["answered"].where(sums["answered"] > 0)
    return pd.DataFrame(
        {
            "place": [names[str(key)] for key in sums.index],
            "calls": sums["offered"],
            "share": 100 * sums["offered"] / sums["offered"].sum(),
            "average_wait": sums["wait_seconds"] / answered,
            "service_level": 100 * sums["within_limit"] / answered,
        }
    ).reset_index(drop=True)


def _judged(snapshot: Snapshot, filters: Filters, metric: str, column: str) -> pd.DataFrame:
    sums = _sums(snapshot, filters)
    rows = pd.DataFrame({"month": sums["month"], "value": sums[column]})
    return judge(snapshot, metric, filters.desk, rows)
