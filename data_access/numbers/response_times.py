"""Response times: the matrix of systems and months, and where a bad figure comes from.

A system's figure is the unweighted mean over its cells (site, action class) of the share of samples within
the limit of the class. 100 means every action at every site.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data_access.numbers.by_month import by_month, near
from data_access.numbers.causes import Parts
from data_access.numbers.series import arrived, judge, scoped, share
from data_access.snapshot import streams
from data_access.snapshot.once import fact, once
from data_access.snapshot.rows import Row, records
from data_access.snapshot.scope import rows_in_scope
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters, Organisation
from vocabulary.language import N_
from vocabulary.metrics import METRICS
from vocabulary.months import distance, shift, span
from vocabulary.status import Lack, meets

METRIC = "response_time"


@once
def cells_with_limit(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the cells that have a limit: month, system, site, action_class, and share (0-100) of samples within it."""
    return _of_months(_cells_with_limit(snapshot, near(snapshot, filters)), filters)


@once
def _cells_with_limit(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    sums = _counts(snapshot, filters)
    sums = sums[sums["limited"] > 0]
    return sums.assign(share=100 * sums["within_limit"] / sums["limited"])


def _of_months(rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return the rows of the period, of rows in the order of their months."""
    months = rows["month"].tolist()
    return rows.iloc[bisect_left(months, filters.first) : bisect_right(months, filters.last)]


@once
def _counts(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "samples")
    keys = ["month", "system", "site", "action_class"]
    return rows.groupby(keys, as_index=False)[["samples", "limited", "within_limit"]].sum()


@once
def matrix(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Every system in every month of the period, in the order of the systems.

    Columns: system (key), name, measured (flag), month, value, told and of (the samples that have a limit, and all),
    hits and tries (samples), and those of `judge`. A system that is not measured has its rows without a value.
    """
    around = near(snapshot, filters)
    begin, end, all_ = (
        distance(around.first, month) for month in (filters.first, filters.last, shift(around.last, 1))
    )
    rows = _matrix(snapshot, around)
    places = [
        system + place for system in range(0, len(rows), max(all_, 1)) for place in range(begin, end + 1)
    ]
    return rows.take(places).reset_index(drop=True)


@once
def _matrix(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    cells = cells_with_limit(snapshot, filters)
    means, behind = means_by(cells, "system"), samples_by(cells, "system")
    sums = _counts(snapshot, filters).groupby(["system", "month"])[["limited", "samples"]].sum()
    counts = dict(zip(sums.index.tolist(), sums.to_numpy().tolist(), strict=True))
    months = span(filters.first, filters.last)
    systems = [(system, month) for system in _systems(snapshot, "") for month in months]
    keys = [(system["key"], month) for system, month in systems]
    told, of = ([counts.get(key, (0, 0))[place] for key in keys] for place in (0, 1))
    rows = pd.DataFrame(
        {
            "system": [key for key, _month in keys],
            "name": [system["name"] for system, _month in systems],
            "measured": pd.Series([bool(system["measured"]) for system, _month in systems], dtype=bool),
            "month": [month for _system, month in keys],
            "value": pd.Series([means.get(key, math.nan) for key in keys], dtype="float64"),
            "told": told,
            "of": of,
        }
    )
    lacks: list[Lack] = [
        "limit" if there_are and key not in means else "" for key, there_are in zip(keys, of, strict=True)
    ]
    rows = counted_over(rows, "system", behind)
    return judged_cells(snapshot, filters, [system for system, _month in keys], rows, lacks)


def judged_cells(
    snapshot: Snapshot,
    filters: Filters,
    scope: str | Sequence[str],
    rows: pd.DataFrame,
    lacks: Sequence[Lack] | None = None,
) -> pd.DataFrame:
    """Judge rows of month, value, hits and tries against the target of a system, or of one for each row."""
    behind = (rows["hits"].tolist(), rows["tries"].tolist())
    scopes = [scope] * len(rows) if isinstance(scope, str) else scope
    source, months = METRICS[METRIC].source, rows["month"].tolist()
    covered = [
        streams.month(snapshot, source, filters, month, system or None)
        for month, system in zip(months, scopes, strict=True)
    ]
    return judge(snapshot, METRIC, scope, rows, covered=covered, lacks=lacks, behind=behind)


def samples_by(cells: pd.DataFrame, thing: str) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the samples behind a figure by thing (a column) and month: those within the limit, and all."""
    sums = cells.groupby([thing, "month"])[["within_limit", "limited"]].sum().astype(float)
    return dict(
        zip(sums.index.tolist(), zip(sums["within_limit"], sums["limited"], strict=True), strict=True)
    )


def counted_over(
    rows: pd.DataFrame, thing: str, behind: Mapping[tuple[str, str], tuple[float, float]]
) -> pd.DataFrame:
    """Add to rows of a thing (a column) and month how many samples were fast enough (hits), and of how many (tries)."""
    keys = zip(rows[thing].tolist(), rows["month"].tolist(), strict=True)
    found = [behind.get(key, (math.nan, math.nan)) for key in keys]
    hits, tries = (np.array([each[place] for each in found], dtype="float64") for place in (0, 1))
    return rows.assign(hits=hits, tries=tries)


@fact
def _systems(snapshot: Snapshot, _key: str) -> list[Row]:
    """Return the systems: those that have ever been measured, and those that are said not to be; else all of them."""
    rows = snapshot.frames["systems"].sort_values("position")[["key", "name", "measured"]]
    known = rows["key"].isin(set(snapshot.frames["samples"]["system"]))
    return records(rows[known | ~rows["measured"].astype(bool)] if known.any() else rows)


def means_by(cells: pd.DataFrame, thing: str) -> dict[tuple[str, str], float]:
    """Return the mean over the cells by thing (a column) and month."""
    means = cells.groupby([thing, "month"])["share"].mean()
    return dict(zip(means.index.tolist(), means.tolist(), strict=True))


@once
def trend(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """One system's figure by month: the rows of `matrix` of the chosen system, else of the worst."""
    system = filters.system or worst(snapshot, filters)
    rows = matrix(snapshot, filters)
    found = rows[rows["system"] == system].reset_index(drop=True)
    if len(found):
        return found
    # Before the first system is known, every month asked for is there, and empty.
    nothing = dict.fromkeys(("value", "hits", "tries"), float("nan"))
    months = pd.DataFrame({"month": span(filters.first, filters.last)} | nothing)
    return judged_cells(snapshot, filters, "", months)


@dataclass
class _Met:
    """How many systems of a month met their target, have a figure and a target, could have a figure, and so on."""

    met: int = 0
    aimed: int = 0
    valued: int = 0
    limited: int = 0
    unlimited: int = 0


@by_month
def within_sla(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """How many of the measured systems with a target met it by month, as `share` returns it."""
    rows = matrix(snapshot, filters)
    begun = _begun(snapshot, (filters.organisation, filters.hospital))
    come = set(arrived(snapshot, METRICS[METRIC].source, filters))
    months = span(filters.first, filters.last)
    counts = {month: _Met() for month in months}
    names = ("system", "month", "measured", "value", "target", "lacks")
    for system, month, measured, value, target, lack in zip(
        *(rows[name].tolist() for name in names), strict=True
    ):
        count, has_value, has_target = counts[month], not math.isnan(value), not math.isnan(target)
        # A system that was measured before, and is said to be, is one of them in a month that tells nothing of it too.
        waited = measured and month in come and begun.get(system, "~") <= month
        count.valued += has_value or lack != "" or waited
        count.limited += has_value
        count.aimed += has_value and has_target
        count.met += has_value and has_target and meets(METRICS[METRIC], value, target)
        count.unlimited += lack == "limit"
    lacks: list[Lack] = [
        "target" if count.limited else "limit" if count.unlimited else "told" for count in counts.values()
    ]
    sums = pd.DataFrame(
        {"month": months}
        | {name: [getattr(count, name) for count in counts.values()] for name in ("met", "aimed", "valued")}
    )
    covered = streams.covered(snapshot, METRICS[METRIC].source, filters)
    return share(
        snapshot, "systems_within_sla", "", sums, "met", "aimed", covered=covered, of="valued", lack=lacks
    )


def is_measured(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that response times are measured at the hospitals chosen, at any time."""
    return bool(_begun(snapshot, (filters.organisation, filters.hospital)))


@fact
def _begun(snapshot: Snapshot, where: tuple[Organisation, str | None]) -> dict[str, str]:
    """Return the first month in which each system was measured at the places chosen."""
    rows = rows_in_scope(snapshot, "samples", Filters("", "~", *where))
    first = rows.groupby("system")["month"].min()
    return dict(zip(first.index.tolist(), first.tolist(), strict=True))


@once
def worst(snapshot: Snapshot, filters: Filters) -> str:
    """Return the key of the system furthest below its target in the chosen month, else in the last one."""
    return next(iter(furthest(snapshot, filters) or snapshot.choices.systems), "")


@once
def furthest(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the keys of the systems furthest below their targets in the chosen month: all that are as far in print."""
    rows, asked = matrix(snapshot, filters), filters.month or filters.last
    columns = (rows[name].tolist() for name in ("system", "month", "value", "target"))
    found = [
        (system, value - (0 if math.isnan(target) else target))
        for system, month, value, target in zip(*columns, strict=True)
        if month == asked and not math.isnan(value)
    ]
    distances = np.round([distance for _system, distance in found], METRICS[METRIC].decimals)
    least = distances.min(initial=math.inf)
    return [str(system) for (system, _distance), each in zip(found, distances, strict=True) if each == least]


def systems(snapshot: Snapshot, filters: Filters) -> Parts:
    """The systems of the month, each counted as one, and as one that met its own target or not."""
    month = filters.month or filters.last
    rows = matrix(snapshot, replace(filters, first=month, last=month))
    rows = rows[rows["value"].notna() & rows["target"].notna()]
    met = [
        float(meets(METRICS[METRIC], value, target))
        for value, target in zip(rows["value"], rows["target"], strict=True)
    ]
    return {N_("System"): pd.DataFrame({"part": rows["name"], "numerator": met, "denominator": 1.0})}
