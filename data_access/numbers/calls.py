"""Calls to the servicedesks: how many, how long they waited, and how many were answered in time."""

from typing import Any

import numpy as np
import pandas as pd

from data_access.database.coverage import Covered
from data_access.numbers.by_month import by_month
from data_access.numbers.call_hours import HOLIDAYS, WEEKDAYS, hour_words, of_desk
from data_access.numbers.causes import Parts
from data_access.numbers.series import by_place as by_place_parts
from data_access.numbers.series import judge, limit_lacks, monthly_sums, place_key, place_name, scoped, share
from data_access.snapshot.desks import months_covered, places_lacking
from data_access.snapshot.frames import HOLIDAY
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import span
from vocabulary.status import Lack

COUNTS = (
    "offered", "answered", "within_limit", "wait_seconds", "waits", "limited", "outside", "placed",
)  # fmt: skip


@once
def _sums(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "calls")
    sums = monthly_sums(rows[rows["desk"] == filters.desk], filters, *COUNTS)
    sums["abandoned"] = sums["offered"] - sums["answered"]
    sums["average_wait"] = sums["wait_seconds"] / _some(sums["waits"])
    return sums


@once
def _covered(snapshot: Snapshot, filters: Filters) -> list[Covered]:
    return months_covered(snapshot, filters, span(filters.first, filters.last))


def _some(counts: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return the counts that something can be divided by; of nothing there is no mean and no share."""
    return counts.where(counts > 0)


@by_month
def offered(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls offered a month, as `judge` returns them."""
    return _judged(snapshot, filters, "calls", "offered")


@by_month
def average_wait(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Mean wait in seconds of the answered calls a month, as `judge` returns it."""
    sums = _sums(snapshot, filters)
    rows = pd.DataFrame({"month": sums["month"], "value": sums["average_wait"]})
    counts = zip(sums["waits"].tolist(), sums["answered"].tolist(), strict=True)
    lacks: list[Lack] = ["told" if answered and not waits else "" for waits, answered in counts]
    judged = judge(
        snapshot, "average_wait", filters.desk, rows, covered=_covered(snapshot, filters), lacks=lacks
    )
    return judged.assign(told=sums["waits"], of=sums["answered"])


@by_month
def abandoned(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Abandoned calls a month, as `judge` returns them."""
    return _judged(snapshot, filters, "abandoned", "abandoned")


@by_month
def service_level(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share within the limit of the answered calls whose wait and limit are known, as `share` returns it."""
    sums, metric = _sums(snapshot, filters), "service_level"
    lacks = limit_lacks(snapshot, metric, sums["month"])
    return share(
        snapshot,
        metric,
        filters.desk,
        sums,
        "within_limit",
        "limited",
        covered=_covered(snapshot, filters),
        of="answered",
        lack=lacks,
    )


@by_month
def answered_share(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of all calls that were answered, as `share` returns it."""
    sums, come = _sums(snapshot, filters), _covered(snapshot, filters)
    return share(snapshot, "answered_share", filters.desk, sums, "answered", "offered", covered=come)


@by_month
def volumes(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls, abandoned calls and average wait side by side.

    Columns: month, calls, answered, abandoned, average_wait (seconds), waits (the answered calls whose wait is told),
    state, completeness, word.
    """
    rows, waited = offered(snapshot, filters), average_wait(snapshot, filters)
    calls, lost = rows["value"], abandoned(snapshot, filters)["value"]
    return pd.DataFrame(
        {
            "month": rows["month"],
            "calls": calls,
            "answered": calls - lost,
            "abandoned": lost,
            "average_wait": waited["value"],
            "waits": waited["told"],
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


def service_level_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The answered calls of the month by weekday, hour and place: within the limit, of all."""
    return _parts(snapshot, filters, "within_limit", "limited")


def answered_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The calls of the month by weekday, hour and place: answered, of all."""
    return _parts(snapshot, filters, "answered", "offered")


def _parts(snapshot: Snapshot, filters: Filters, numerator: str, denominator: str) -> Parts:
    rows = of_desk(snapshot, filters)
    weekday = rows["weekday"].map({day: _(name) for day, name in (WEEKDAYS | {HOLIDAY: HOLIDAYS}).items()})
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


@by_month
def outside(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls while the desk was closed, which count nowhere else.

    Counted over the calls of which it is told whether the desk was open. Columns: month, outside, inside (calls), share
    (0-100 of both), state, completeness, word, lacks, told, of.
    """
    sums, metric = _sums(snapshot, filters), "calls_outside"
    offered, outside_, placed = (sums[name].to_numpy() for name in ("offered", "outside", "placed"))
    of = offered + outside_
    none = (placed == 0) & (of > 0)
    values = pd.DataFrame({"month": sums["month"], "value": np.where(none, np.nan, outside_)})
    lacks: list[Lack] = ["told" if gone else "" for gone in none.tolist()]
    come = _covered(snapshot, filters)
    rows = judge(snapshot, metric, filters.desk, values, covered=come, lacks=lacks)
    known = rows["value"].notna().to_numpy()
    return pd.DataFrame(
        {
            "month": rows["month"],
            "outside": rows["value"],
            "inside": np.where(known, placed - outside_, np.nan),
            "share": 100 * rows["value"] / np.where(known & (placed > 0), placed, np.nan),
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
            "lacks": rows["lacks"],
            "told": placed,
            "of": of,
        }
    )


def months_of_places(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the months that places are compared over: those of the desk in which no place is missing.

    Where there is no such month, all that have come.
    """
    asked, hospital = filters.narrowed, filters.hospital
    months = span(asked.first, asked.last)
    if hospital and filters.organisation == "then":
        months = [month for month in months if snapshot.organisation.existed(hospital, month)]
    found = zip(months, months_covered(snapshot, asked, months), strict=True)
    come = [month for month, covered in found if covered.completeness > 0]
    return [month for month in come if not places_lacking(snapshot, asked, month)] or come


def by_place(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's calls by the caller's hospital, or, where a hospital is chosen, by its sites; most first.

    Counted over `months_of_places`, so that they can be compared. Columns: key (the hospital's;
    missing for a site), place (name), calls, share (0-100 of all), average_wait (seconds), service_level (0-100), and
    the calls behind them: answered, waits (whose wait is told) and limited (that can be counted by a limit).
    """
    rows, place = scoped(snapshot, filters.narrowed, "calls"), "site" if filters.hospital else "hospital"
    rows = rows[(rows["desk"] == filters.desk) & rows["month"].isin(months_of_places(snapshot, filters))]
    sums = rows.groupby(place)[list(COUNTS)].sum()
    sums = sums.sort_values("offered", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "key": [place_key(filters, str(key)) for key in sums.index],
            "place": [place_name(snapshot, filters, str(key)) for key in sums.index],
            "calls": sums["offered"],
            "share": 100 * sums["offered"] / sums["offered"].sum(),
            "average_wait": sums["wait_seconds"] / _some(sums["waits"]),
            "service_level": 100 * sums["within_limit"] / _some(sums["limited"]),
            **{name: sums[name] for name in ("answered", "waits", "limited")},
        }
    ).reset_index(drop=True)


def _judged(snapshot: Snapshot, filters: Filters, metric: str, column: str) -> pd.DataFrame:
    sums = _sums(snapshot, filters)
    rows = pd.DataFrame({"month": sums["month"], "value": sums[column]})
    return judge(snapshot, metric, filters.desk, rows, covered=_covered(snapshot, filters))
