"""Uptime: of each shared system, and of all of them together."""

import math

from data_access.numbers.by_month import by_month
from data_access.numbers.indicators import indicator
from data_access.numbers.series import judge
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.months import span


@Tabled
@once
def uptime(snapshot: Snapshot, filters: Filters) -> Table:
    """Each shared system's uptime by month. Columns: system (key), name, month, and those of `judge`."""
    rows, systems = indicator(snapshot, "uptime"), snapshot.names("systems")
    months, given = (
        span(filters.first, filters.last),
        {(row["scope"], row["period"]): row["value"] for row in rows},
    )
    told = {row["scope"] for row in rows}
    pairs = [(system, month) for system in systems if system in told for month in months]
    table = Table(
        {
            "system": [system for system, _month in pairs],
            "name": [systems[system] for system, _month in pairs],
            "month": [month for _system, month in pairs],
            "value": [given.get(pair, math.nan) for pair in pairs],
        }
    )
    return judge(snapshot, "uptime", table["system"], table)


def has_uptime(snapshot: Snapshot, _filters: Filters) -> bool:
    """Say that a source has ever told of the uptime."""
    return bool(indicator(snapshot, "uptime"))


@by_month
def mean_uptime(snapshot: Snapshot, filters: Filters) -> Table:
    """The uptime of all by month, as `judge` returns it: as it is told, else the mean of the shared systems.

    Adds told and of: how many systems it is the mean of, and of how many that have told by then.
    """
    rows, months = indicator(snapshot, "uptime"), span(filters.first, filters.last)
    given = {row["period"]: row["value"] for row in rows if row["scope"] == ""}
    parts: dict[str, list[float]] = {}
    begun: dict[str, str] = {}
    for row in rows:
        if row["scope"] != "":
            parts.setdefault(row["period"], []).append(row["value"])
            begun[row["scope"]] = min(row["period"], begun.get(row["scope"], row["period"]))
    told = [0 if month in given else len(parts.get(month, ())) for month in months]
    means = {month: sum(values) / len(values) for month, values in parts.items()}
    table = Table(
        {
            "month": months,
            "value": [given.get(month, means.get(month, math.nan)) for month in months],
            "told": told,
            "of": [
                sum(first <= month for first in begun.values()) if size else 0
                for month, size in zip(months, told, strict=True)
            ],
        }
    )
    return judge(snapshot, "uptime", "", table)
