"""Response times: the matrix of systems and months, and where a bad figure comes from.

A system's figure is the unweighted mean over its cells (site, action class) of the share of samples within
the limit of the class. 100 means every action at every site.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from data_access.numbers.by_month import near
from data_access.numbers.series import arrived_only, counts_of, judge, targets_of
from data_access.numbers.tabled import Tabled
from data_access.snapshot import streams
from data_access.snapshot.cube import Cube
from data_access.snapshot.once import fact, once
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS
from vocabulary.months import distance, shift, span
from vocabulary.status import Lack

METRIC = "response_time"


@once
def cells_with_limit(snapshot: Snapshot, filters: Filters) -> Cube:
    """Return the cells that have a limit: month, system, site, action_class, and share (0-100) of samples within it."""
    return _cells_with_limit(snapshot, _around(snapshot, filters)).between(filters.first, filters.last)


def _around(snapshot: Snapshot, filters: Filters) -> Filters:
    """Return the choice with the newest years as its period, and without what changes no cell: it is found again."""
    return replace(near(snapshot, filters), system=None, service=None, desk="")


@once
def _cells_with_limit(snapshot: Snapshot, filters: Filters) -> Cube:
    rows = counts_of(snapshot, filters, "samples", "site")
    rows = rows.only(rows["limited"] > 0)
    return rows.counting(share=100 * rows["within_limit"] / rows["limited"], cells=np.ones(len(rows)))


@Tabled
@once
def matrix(snapshot: Snapshot, filters: Filters) -> Table:
    """Every system in every month of the period, in the order of the systems.

    Columns: system (key), name, measured (flag), month, value, told and of (the samples that have a limit, and all),
    hits and tries (samples), and those of `judge`. A system that is not measured has its rows without a value.
    """
    rows = figures(snapshot, filters)
    return judged_cells(snapshot, filters, rows["system"], rows, rows["lacks"])


def figures(snapshot: Snapshot, filters: Filters) -> Table:
    """Return the rows of `matrix` before they are judged: without level, words, and what is printed."""
    around = _around(snapshot, filters)
    begin, end, all_ = (
        distance(around.first, month) for month in (filters.first, filters.last, shift(around.last, 1))
    )
    rows = _all_figures(snapshot, around)
    systems = range(0, len(rows), max(all_, 1))
    return rows.at([system + place for system in systems for place in range(begin, end + 1)])


@once
def _all_figures(snapshot: Snapshot, filters: Filters) -> Table:
    months, known = span(filters.first, filters.last), _systems(snapshot, "")
    systems = [(system, month) for system in known for month in months]
    keys = [(system["key"], month) for system, month in systems]
    rows = counts_of(snapshot, filters, "samples")
    sums = rows.sums_of_both("system", "month", keys, {name: rows[name] for name in ("limited", "samples")})
    means = means_by(cells_with_limit(snapshot, filters), "system", keys)
    lacks: list[Lack] = [
        "limit" if of and math.isnan(mean) else ""
        for of, mean in zip(sums["samples"].tolist(), means["value"], strict=True)
    ]
    source = METRICS[METRIC].source
    covered = [each for system in known for each in streams.covered(snapshot, source, filters, system["key"])]
    targets = [each for system in known for each in targets_of(snapshot, METRIC, system["key"], months)]
    return Table(
        {
            "system": [key for key, _month in keys],
            "name": [system["name"] for system, _month in systems],
            "measured": [bool(system["measured"]) for system, _month in systems],
            "month": [month for _system, month in keys],
            "value": arrived_only(means["value"], covered),
            "told": sums["limited"].tolist(),
            "of": sums["samples"].tolist(),
            "hits": means["hits"],
            "tries": means["tries"],
            "target": [math.nan if each is None else each.value for each in targets],
            "lacks": lacks,
        }
    )


def judged_cells(
    snapshot: Snapshot,
    filters: Filters,
    scope: str | Sequence[str],
    rows: Table,
    lacks: Sequence[Lack] | None = None,
    sites: Sequence[str] | None = None,
) -> Table:
    """Judge rows of month, value, hits and tries against the target of a system, or of one for each row.

    Where each row is of one of the `sites` (keys), it has come where that site's has.
    """
    scopes = [scope] * len(rows) if isinstance(scope, str) else scope
    source = METRICS[METRIC].source
    if sites is None:
        covered = [
            streams.month(snapshot, source, filters, month, system or None)
            for month, system in zip(rows["month"], scopes, strict=True)
        ]
    else:
        covered = [
            streams.month_at(snapshot, source, *each)
            for each in zip(rows["month"], scopes, sites, strict=True)
        ]
    behind = (rows["hits"], rows["tries"])
    return judge(snapshot, METRIC, scope, rows, covered=covered, lacks=lacks, behind=behind)


def means_by(cells: Cube, thing: str, pairs: Sequence[tuple[str, str]]) -> dict[str, list[float]]:
    """Return the figure of each pair of a thing (a key) and a month: value (the mean over its cells, 0-100).

    Also the samples behind it: hits (those within the limit) and tries (all). All are missing where there is no cell.
    """
    counts = {name: cells[name].astype(float) for name in ("share", "cells", "within_limit", "limited")}
    sums = cells.sums_of_both(thing, "month", pairs, counts)
    none = sums["cells"] == 0
    return {
        "value": (sums["share"] / np.where(none, np.nan, sums["cells"])).tolist(),
        "hits": np.where(none, np.nan, sums["within_limit"]).tolist(),
        "tries": np.where(none, np.nan, sums["limited"]).tolist(),
    }


@fact
def _systems(snapshot: Snapshot, _key: str) -> list[Row]:
    """Return the systems: those that have ever been measured, and those that are said not to be; else all of them."""
    rows = snapshot.frames["systems"].sort_values("position")[["key", "name", "measured"]]
    known = rows["key"].isin(set(snapshot.frames["samples"]["system"]))
    return records(rows[known | ~rows["measured"].astype(bool)] if known.any() else rows)


@Tabled
@once
def trend(snapshot: Snapshot, filters: Filters) -> Table:
    """One system's figure by month: the rows of `matrix` of the chosen system, else of the worst."""
    system = filters.system or worst(snapshot, filters)
    rows = figures(snapshot, filters)
    found = rows.only([each == system for each in rows["system"]])
    if len(found):
        return judged_cells(snapshot, filters, system, found, found["lacks"])
    # Before the first system is known, every month asked for is there, and empty.
    months = span(filters.first, filters.last)
    nothing = {name: [math.nan] * len(months) for name in ("value", "hits", "tries")}
    return judged_cells(snapshot, filters, "", Table({"month": months, **nothing}))


@once
def worst(snapshot: Snapshot, filters: Filters) -> str:
    """Return the key of the system furthest below its target in the chosen month, else in the last one."""
    return next(iter(furthest(snapshot, filters) or snapshot.choices.systems), "")


@once
def furthest(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the keys of the systems furthest below their targets in the chosen month: all that are as far in print."""
    month = filters.month or filters.last
    if not filters.first <= month <= filters.last:
        return []
    rows = figures(snapshot, replace(filters, first=month, last=month))
    columns = (rows[name] for name in ("system", "value", "target"))
    found = [
        (system, value - (0 if math.isnan(target) else target))
        for system, value, target in zip(*columns, strict=True)
        if not math.isnan(value)
    ]
    distances = np.round([distance for _system, distance in found], METRICS[METRIC].decimals)
    least = distances.min(initial=math.inf)
    return [str(system) for (system, _distance), each in zip(found, distances, strict=True) if each == least]
