"""Calls to the servicedesks: how many, how long they waited, and how many were answered in time."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from data_access.database.coverage import Covered
from data_access.numbers.by_month import by_month
from data_access.numbers.series import (
    counts_of,
    judge,
    limit_lacks,
    monthly_sums,
    place_key,
    place_name,
    place_of,
    share,
    without,
)
from data_access.numbers.tabled import Tabled
from data_access.snapshot.cube import Counts, without_months
from data_access.snapshot.desks import months_covered, places_lacking
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.months import span
from vocabulary.status import Lack

COUNTS = (
    "offered", "answered", "within_limit", "wait_seconds", "waits", "limited", "outside", "placed",
)  # fmt: skip


@once
def _sums(snapshot: Snapshot, filters: Filters) -> dict[str, Counts]:
    rows = counts_of(snapshot, filters, "calls").of("desk", filters.desk)
    sums = monthly_sums(rows, filters, *COUNTS)
    sums["abandoned"] = sums["offered"] - sums["answered"]
    sums["average_wait"] = sums["wait_seconds"] / _some(sums["waits"])
    return sums


@once
def _covered(snapshot: Snapshot, filters: Filters) -> list[Covered]:
    return months_covered(snapshot, filters, _months(filters))


def _months(filters: Filters) -> list[str]:
    return span(filters.first, filters.last)


def _some(counts: Counts) -> Counts:
    """Return the counts that something can be divided by; of nothing there is no mean and no share."""
    return np.where(counts > 0, counts, np.nan)


@by_month
def offered(snapshot: Snapshot, filters: Filters) -> Table:
    """Calls offered a month, as `judge` returns them."""
    return _judged(snapshot, filters, "calls", _sums(snapshot, filters)["offered"])


@by_month
def average_wait(snapshot: Snapshot, filters: Filters) -> Table:
    """Mean wait in seconds of the answered calls a month, as `judge` returns it."""
    sums = _sums(snapshot, filters)
    waits, answered = (sums[name].tolist() for name in ("waits", "answered"))
    lacks: list[Lack] = ["told" if of and not told else "" for told, of in zip(waits, answered, strict=True)]
    judged = _judged(snapshot, filters, "average_wait", sums["average_wait"], lacks)
    return judged.adding(told=waits, of=answered)


@by_month
def abandoned(snapshot: Snapshot, filters: Filters) -> Table:
    """Abandoned calls a month, as `judge` returns them."""
    return _judged(snapshot, filters, "abandoned", _sums(snapshot, filters)["abandoned"])


def _judged(
    snapshot: Snapshot, filters: Filters, metric: str, values: Counts, lacks: Sequence[Lack] | None = None
) -> Table:
    rows = Table({"month": _months(filters), "value": values.tolist()})
    come = _covered(snapshot, filters)
    return judge(snapshot, metric, filters.desk, rows, covered=come, lacks=lacks)


@by_month
def service_level(snapshot: Snapshot, filters: Filters) -> Table:
    """Share within the limit of the answered calls whose wait and limit are known, as `share` returns it."""
    sums, months, metric = _sums(snapshot, filters), _months(filters), "service_level"
    return share(
        snapshot,
        metric,
        filters.desk,
        months,
        sums,
        "within_limit",
        "limited",
        covered=_covered(snapshot, filters),
        of="answered",
        lack=limit_lacks(snapshot, metric, months),
    )


@by_month
def answered_share(snapshot: Snapshot, filters: Filters) -> Table:
    """Share of all calls that were answered, as `share` returns it."""
    sums, come = _sums(snapshot, filters), _covered(snapshot, filters)
    months = _months(filters)
    return share(snapshot, "answered_share", filters.desk, months, sums, "answered", "offered", covered=come)


@by_month
def volumes(snapshot: Snapshot, filters: Filters) -> Table:
    """Calls, abandoned calls and average wait side by side.

    Columns: month, calls, answered, abandoned, average_wait (seconds), waits (the answered calls whose wait is told),
    state, completeness, word.
    """
    rows, lost, waited = (each.table(snapshot, filters) for each in (offered, abandoned, average_wait))
    calls = rows["value"]
    return Table(
        {
            "month": rows["month"],
            "calls": calls,
            "answered": [all_ - gone for all_, gone in zip(calls, lost["value"], strict=True)],
            "abandoned": lost["value"],
            "average_wait": waited["value"],
            "waits": waited["told"],
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


@by_month
def outside(snapshot: Snapshot, filters: Filters) -> Table:
    """Calls while the desk was closed, which count nowhere else.

    Counted over the calls of which it is told whether the desk was open. Columns: month, outside, inside (calls), share
    (0-100 of both), state, completeness, word, lacks, told, of.
    """
    sums = _sums(snapshot, filters)
    closed, placed = (sums[name] for name in ("outside", "placed"))
    of = sums["offered"] + closed
    none = (placed == 0) & (of > 0)
    lacks: list[Lack] = ["told" if gone else "" for gone in none.tolist()]
    rows = _judged(snapshot, filters, "calls_outside", np.where(none, np.nan, closed), lacks)
    unknown = np.isnan(rows["value"])
    share_of = 100 * np.array(rows["value"]) / np.where(~unknown & (placed > 0), placed, np.nan)
    return Table(
        {
            "month": rows["month"],
            "outside": rows["value"],
            "inside": without((placed - closed).astype(float).tolist(), unknown.tolist()),
            "share": share_of.tolist(),
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
            "lacks": rows["lacks"],
            "told": placed.tolist(),
            "of": of.tolist(),
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


@Tabled
def by_place(snapshot: Snapshot, filters: Filters) -> Table:
    """The period's calls by the caller's hospital, or, where a hospital is chosen, by its sites; most first.

    Counted over `months_of_places`, so that they can be compared. Columns: key (the hospital's;
    missing for a site), place (name), calls, share (0-100 of all), average_wait (seconds), service_level (0-100), and
    the calls behind them: answered, waits (whose wait is told) and limited (that can be counted by a limit).
    """
    asked, place = filters.narrowed, place_of(filters)
    rows = counts_of(snapshot, asked, "calls", place).of("desk", filters.desk)
    rows = without_months(rows, set(_months(asked)).difference(months_of_places(snapshot, filters)))
    keys = rows.present(place)
    sums = rows.sums(place, keys, rows.counts)
    columns = {
        "calls": sums["offered"],
        "share": 100 * sums["offered"] / _some(sums["offered"].sum()),
        "average_wait": sums["wait_seconds"] / _some(sums["waits"]),
        "service_level": 100 * sums["within_limit"] / _some(sums["limited"]),
        **{name: sums[name] for name in ("answered", "waits", "limited")},
    }
    named: dict[str, list[Any]] = {
        "key": [place_key(filters, key) for key in keys],
        "place": [place_name(snapshot, filters, key) for key in keys],
    }
    most_first = np.argsort(-sums["offered"], kind="stable").tolist()
    return Table({**named, **{name: each.tolist() for name, each in columns.items()}}).at(most_first)
