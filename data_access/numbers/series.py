"""Monthly series: a figure for every month asked for, with its target, its light and its completeness."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data_access.database.coverage import Covered
from data_access.numbers import few as fewness
from data_access.numbers.causes import Parts
from data_access.snapshot import desks, streams
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.scope import rows_in_scope
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, shift, span
from vocabulary.status import Lack, Target, status

Behind = tuple[Sequence[float], Sequence[float]]
NAN = float("nan")
Counts = np.ndarray[Any, np.dtype[Any]]
Numbers = Callable[[Snapshot, Filters], pd.DataFrame]


# The source by which a frame's months are covered.
_SOURCES = {"calls": "calls", "call_hours": "calls", "cases": "cases_opened", "samples": "response_time"}


def scoped(snapshot: Snapshot, filters: Filters, frame: str) -> pd.DataFrame:
    """Return a frame's rows of the chosen months and hospital, in the chosen organisation.

    Rows of a month that the source has not delivered are left out, as are those of a desk or place of which it has
    delivered nothing then: what is known of it came by chance.
    """
    rows = rows_in_scope(snapshot, frame, filters)
    if frame not in _SOURCES:
        return rows
    source, months = METRICS[_SOURCES[frame]].source, span(filters.first, filters.last)
    come = arrived(snapshot, source, filters)
    rows = rows if len(come) == len(months) else rows[rows["month"].isin(come)]
    gone = streams.not_told(snapshot, source, come) if frame == "cases" else set()
    if not gone:
        return rows
    keys = zip(rows["desk"].tolist(), rows["site"].tolist(), rows["month"].tolist(), strict=True)
    return rows[[key not in gone for key in keys]]


def arrived(snapshot: Snapshot, source: str, filters: Filters) -> list[str]:
    """Return the months of the period of which a source has delivered something, of the hospital chosen."""
    months = span(filters.first, filters.last)
    if source == desks.SOURCE:  # whose totals tell by themselves what has come
        return [month for month in months if snapshot.coverage.month(source, month).completeness > 0]
    return [month for month in months if streams.month(snapshot, source, filters, month).completeness > 0]


def place_name(snapshot: Snapshot, filters: Filters, key: str) -> str:
    """Return the name of a hospital, or of a site where a hospital is chosen."""
    organisation = snapshot.organisation
    return organisation.sites[key] if filters.hospital else organisation.name_of(key)


def place_key(filters: Filters, key: str) -> str | None:
    """Return the key that a click on a place chooses; None for what cannot be chosen."""
    return None if filters.hospital or key == NOWHERE else key


def by_place(
    snapshot: Snapshot, filters: Filters, rows: pd.DataFrame, numerator: str, denominator: str
) -> Parts:
    """Return two counts by hospital, or by the sites of the chosen one, as the parts of a share."""
    place = "site" if filters.hospital else "hospital"
    sums = rows.groupby(place)[[numerator, denominator]].sum().reset_index()
    names = [place_name(snapshot, filters, str(key)) for key in sums[place]]
    parts = {"part": names, "numerator": sums[numerator], "denominator": sums[denominator]}
    return {N_("Sted") if filters.hospital else N_("Hospital"): pd.DataFrame(parts)}


def monthly_sums(rows: pd.DataFrame, filters: Filters, *names: str, **more: Counts) -> pd.DataFrame:
    """Sum the counts a month over the chosen months; a month without rows counts 0 in each.

    Summed are the columns named and `more` counts of the rows. The rows must be in the order of their months, as those
    of a scope are.
    """
    months = span(filters.first, filters.last)
    edges = np.searchsorted(
        rows["month"].to_numpy(dtype=object), np.array([*months, shift(filters.last, 1)], dtype=object)
    )
    at = np.repeat(np.arange(len(months)), np.diff(edges))
    counts = {name: rows[name].to_numpy() for name in names} | more
    sums = {
        # Whole numbers stay whole.
        name: np.bincount(at, np.nan_to_num(each[edges[0] : edges[-1]]), len(months)).astype(each.dtype)
        for name, each in counts.items()
    }
    return pd.DataFrame({"month": months, **sums})


def share(
    snapshot: Snapshot,
    metric: str,
    scope: str,
    sums: pd.DataFrame,
    numerator: str,
    denominator: str,
    completeness: Sequence[float] | None = None,
    covered: Sequence[Covered] | None = None,
    of: str = "",
    lack: Lack | Sequence[Lack] = "told",
) -> pd.DataFrame:
    """Judge a share by month; `sums` has a row a month with the two counts named.

    The denominator counts what all that the share needs is told of, and `of` all that there is; `lack` says of each
    month why none of it can be counted, where none can.

    Columns: month, numerator, denominator (both missing where the month has not come or nothing can be counted),
    value (0-100; missing where nothing was counted), told and of (the denominator, and what it should be), and those
    of `judge`.
    """
    good, told = _floats(sums[numerator]), _floats(sums[denominator])
    whole = _floats(sums[of]) if of else told
    values = [100 * part / all_ if all_ > 0 else NAN for part, all_ in zip(good, told, strict=True)]
    reasons = [lack] * len(values) if isinstance(lack, str) else lack
    none = [count == 0 and there_is > 0 for count, there_is in zip(told, whole, strict=True)]
    lacks: list[Lack] = [reason if gone else "" for reason, gone in zip(reasons, none, strict=True)]
    months = sums["month"].tolist()
    judged = _judged(snapshot, metric, scope, months, values, completeness, covered, lacks, (good, told))
    missing = [each == 0 for each in judged["completeness"]]
    gone = [either or other for either, other in zip(none, missing, strict=True)]
    counts = {
        "numerator": _without(good, gone, NAN),
        "denominator": _without(told, gone, NAN),
        "told": _without(told, missing, 0.0),
        "of": _without(whole, missing, 0.0),
    }
    return pd.DataFrame({"month": months} | counts | judged, index=sums.index)


def _floats(column: "pd.Series[Any]") -> list[float]:
    return column.to_numpy(dtype="float64", na_value=NAN).tolist()


def _without(values: Sequence[float], gone: Sequence[bool], instead: float) -> list[float]:
    return [instead if is_gone else value for value, is_gone in zip(values, gone, strict=True)]


def limit_lacks(snapshot: Snapshot, metric: str, months: "pd.Series[str]") -> list[Lack]:
    """Say of each month what a figure lacks that counts by one limit: the limit, else that what it counts is told."""
    limits = METRICS[metric].limits
    held = (any(snapshot.limit(*limit, first_day(month)) is not None for limit in limits) for month in months)
    return ["told" if found else "limit" for found in held]


def judge(
    snapshot: Snapshot,
    metric: str,
    scope: str | Sequence[str],
    rows: pd.DataFrame,
    completeness: Sequence[float] | None = None,
    covered: Sequence[Covered] | None = None,
    lacks: Sequence[Lack] | None = None,
    behind: Behind | None = None,
) -> pd.DataFrame:
    """Add to rows of month and value how each month stands; `scope` is one for all rows, or one for each.

    `completeness` (0-1) is each row's own where the records themselves tell what was expected, else it is that of
    the source's loads. `covered` says how each month stands where that is not a matter of days at all, `lacks` why a
    row has no value. `behind` are how many each value is counted over: those that were good, and all.

    Adds: state (whole, under_way, incomplete, missing), completeness (0-1), target, level, word (Danish), shown (the
    figure as it is printed), lacks, and few (flag: it has a target, and is counted over too few to be judged). A
    month that has not arrived has no value: it is a gap, not a zero.
    """
    values = _floats(rows["value"])
    judged = _judged(
        snapshot, metric, scope, rows["month"].tolist(), values, completeness, covered, lacks, behind
    )
    return pd.DataFrame({name: rows[name] for name in rows} | judged, index=rows.index)


def _judged(
    snapshot: Snapshot,
    metric: str,
    scope: str | Sequence[str],
    months: Sequence[str],
    values: Sequence[float],
    completeness: Sequence[float] | None,
    covered: Sequence[Covered] | None,
    lacks: Sequence[Lack] | None,
    behind: Behind | None,
) -> dict[str, list[Any]]:
    """Return the columns that `judge` adds, and the value of each month that has come."""
    scopes = [scope] * len(months) if isinstance(scope, str) else scope
    if covered is None:
        covered = [snapshot.coverage.month(METRICS[metric].source, month) for month in months]
    if completeness is not None:
        covered = [snapshot.coverage.of(cover, own) for cover, own in zip(covered, completeness, strict=True)]
    known = [NAN if cover.completeness == 0 else value for cover, value in zip(covered, values, strict=True)]
    reasons: Sequence[Lack] = lacks or [""] * len(months)
    targets = [snapshot.target(metric, each, month) for month, each in zip(months, scopes, strict=True)]
    few = _few(snapshot, metric, months, targets, behind)
    statuses = [
        status(METRICS[metric], value, target, cover.state, reason, few=is_few)
        for value, target, cover, reason, is_few in zip(known, targets, covered, reasons, few, strict=True)
    ]
    return {
        "value": known,
        "state": [cover.state for cover in covered],
        "completeness": [cover.completeness for cover in covered],
        "target": [NAN if each.target is None else each.target for each in statuses],
        "level": [each.level for each in statuses],
        "word": [each.word for each in statuses],
        "shown": [each.shown for each in statuses],
        "lacks": list(reasons),
        "few": few,
    }


def _few(
    snapshot: Snapshot,
    metric: str,
    months: Sequence[str],
    targets: Sequence[Target | None],
    behind: Behind | None,
) -> list[bool]:
    """Say of each figure whether it is counted over too few to be held against its target."""
    if behind is None or metric not in fewness.THINGS:
        return [False] * len(months)
    return [
        fewness.is_few(snapshot, metric, first_day(month), hits, tries, target.value if target else None)
        for hits, tries, month, target in zip(*behind, months, targets, strict=True)
    ]
