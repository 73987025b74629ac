"""Calls to the servicedesks: how many, how long they waited, and how many were answered in time."""

import pandas as pd

from data_access.numbers.call_hours import WEEKDAYS, hour_words, of_desk
from data_access.numbers.causes import Parts
from data_access.numbers.series import by_place as by_place_parts
from data_access.numbers.series import judge, monthly_sums, place_key, place_name, scoped, share
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_, _


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


def service_level_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The answered calls of the month by weekday, hour and place: within the limit, of all."""
    return _parts(snapshot, filters, "within_limit", "answered")


def answered_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The calls of the month by weekday, hour and place: answered, of all."""
    return _parts(snapshot, filters, "answered", "offered")


def _parts(snapshot: Snapshot, filters: Filters, numerator: str, denominator: str) -> Parts:
    rows = of_desk(snapshot, filters)
    weekday = rows["weekday"].map({day: _(name) for day, name in WEEKDAYS.items()})
    hour = rows["hour"].map(hour_words)
    parts = {
        name: rows.groupby(by, sort=False)[[numerator, denominator]].sum().rename_axis("part").reset_index()
        for name, by in ((N_("Ugedag"), weekday), (N_("Tidspunkt"), hour))
    }
    named = {
        name: part.rename(columns={numerator: "numerator", denominator: "denominator"})
        for name, part in parts.items()
    }
    return by_place_parts(snapshot, filters, rows, numerator, denominator) | named


@once
def outside(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls while the desk was closed, which count nowhere else.

    Columns: month, outside, inside (calls), share (0-100 of both), state, completeness, word.
    """
    sums = _sums(snapshot, filters)
    rows = _judged(snapshot, filters, "calls_outside", "outside")
    arrived = rows["value"].notna()
    both = (sums["offered"] + sums["outside"]).where(arrived)
    return pd.DataFrame(
        {
            "month": rows["month"],
            "outside": rows["value"],
            "inside": sums["offered"].astype(float).where(arrived),
            "share": 100 * rows["value"] / both.where(both > 0),
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


def by_place(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's calls by the caller's hospital, or, where a hospital is chosen, by its sites; most first.

    Columns: key (the hospital's; missing for a site), place (name), calls, share (0-100 of all), average_wait
    (seconds), service_level (0-100).
    """
    rows, place = scoped(snapshot, filters.narrowed, "calls"), "site" if filters.hospital else "hospital"
    sums = rows[rows["desk"] == filters.desk].groupby(place).sum(numeric_only=True)
    sums = sums.sort_values("offered", ascending=False, kind="stable")
    answered = sums["answered"].where(sums["answered"] > 0)
    return pd.DataFrame(
        {
            "key": [place_key(filters, str(key)) for key in sums.index],
            "place": [place_name(snapshot, filters, str(key)) for key in sums.index],
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
