"""Cases that are open: how many at each month's end, and how old those are that are open now."""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from data_access.database import schema as t
from data_access.database.clock import DENMARK
from data_access.numbers.case_kinds import part_name
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import last_day, span

# Days: the ages of open cases are counted up to and with each, and above the last.
AGES = (1, 3, 5, 10, 30)
_DAY = 86_400  # seconds


def backlogs(snapshot: Snapshot, filters: Filters) -> list[float]:
    """Count at each month's end what was opened and not solved until then, at the sites chosen.

    A site takes its open cases along when it changes hospital, so they are counted by site, over all time. Counted over
    the cases of which it is told whether they are solved; missing where it is told of none of those opened until then.
    """
    chosen = {month: _chosen(snapshot, filters, month) for month in span(filters.first, filters.last)}
    tracked, resolved, opened = (_until(snapshot, chosen, name) for name in ("tracked", "resolved", "opened"))
    return [
        float("nan") if of and not told else told - done
        for told, done, of in zip(tracked, resolved, opened, strict=True)
    ]


def _until(snapshot: Snapshot, chosen: Mapping[str, Set[str]], name: str) -> list[int]:
    """Return a count of the cases, from the first of all to each month's end, at the sites chosen then."""
    months, totals = _running(snapshot, name)
    places = {month: bisect_right(months, month) - 1 for month in chosen}
    return [
        sum(totals[site][places[month]] for site in sites if site in totals) if places[month] >= 0 else 0
        for month, sites in chosen.items()
    ]


@fact
def _running(snapshot: Snapshot, name: str) -> tuple[list[str], dict[str, list[int]]]:
    """Add a count of the cases up: the months that have any, and by site the count up to and with each."""
    rows = snapshot.frames["cases"]
    if rows.empty:
        return [], {}
    by_site = rows.groupby(["site", "month"])[name].sum().unstack("site", fill_value=0).sort_index().cumsum()
    return by_site.index.tolist(), {str(site): by_site[site].tolist() for site in by_site}


def _chosen(snapshot: Snapshot, filters: Filters, month: str) -> Set[str]:
    """Return the sites of the chosen hospital, of today or at the month's end; all of them where none is chosen."""
    organisation = snapshot.organisation
    if filters.hospital is None:
        return organisation.sites.keys()
    today = filters.organisation == "today"
    sites = organisation.site_today if today else organisation.sites_on(last_day(month))
    return {site for site, hospital in sites.items() if hospital == filters.hospital}


def counted_until(snapshot: Snapshot) -> datetime:
    """Return the Danish time that ages count to: now, or the end of what the source has told where that is before."""
    now, through = snapshot.moment(), snapshot.coverage.through(METRICS["cases_backlog"].source)
    if through is None or through >= now.date() - timedelta(days=1):
        return now
    return datetime.combine(through + timedelta(days=1), time())


def is_there(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that the hospital chosen is there today, where the open cases are counted."""
    return not filters.hospital or filters.hospital in snapshot.organisation.site_today.values()


@Tabled
def ages(snapshot: Snapshot, filters: Filters) -> Table:
    """The cases that are open now, by age: whatever months are chosen, they are open today.

    Never kept: it counts to the moment that it is asked, or to the end of what the source has told.

    Columns: age (words), open, late (past the limit of their priority; missing where none of them has one), limited
    (those that have one), share (0-100 of all open; missing of none), lacks. All missing where it is told of no case
    of the hospital chosen whether it is solved, and no rows where there is no case.
    """
    kept, (tracked, opened) = _open(snapshot, ""), told_of(snapshot, filters)
    if not tracked:
        names = _age_names() if opened else []
        nothing = {name: [math.nan] * len(names) for name in ("open", "late", "limited", "share")}
        return Table({"age": names, **nothing, "lacks": ["told"] * len(names)})
    until = counted_until(snapshot)
    now = until.replace(tzinfo=DENMARK).timestamp() / _DAY
    of_it = kept.hospitals == filters.hospital if filters.hospital else np.ones(len(kept.opened), dtype=bool)
    days, limits = np.maximum(now - kept.opened[of_it], 0), kept.limits[of_it]
    place = np.digitize(days, AGES, right=True)
    has_limit = ~np.isnan(limits)
    open_, late, limited = (
        np.bincount(place, each, len(AGES) + 1) for each in (np.ones(len(days)), days > limits, has_limit)
    )
    # Of cases that have no limit it is not known how many are late; of none, none is.
    held = bool(has_limit.any()) if len(days) else _is_limited(snapshot, until.date())
    untold = (open_ > 0) & (limited == 0) | (not held)
    return Table(
        {
            "age": _age_names(),
            "open": open_.tolist(),
            "late": np.where(untold, np.nan, late).tolist(),
            "limited": limited.tolist(),
            "share": (100 * open_ / (len(days) or math.nan)).tolist(),
            "lacks": [""] * len(open_),
        }
    )


@dataclass(frozen=True)
class _Open:
    """The open cases: the hospital of each today, when it was opened (days since 1970), and its limit in days."""

    hospitals: "np.ndarray[Any, np.dtype[np.object_]]"
    opened: "np.ndarray[Any, np.dtype[np.float64]]"
    limits: "np.ndarray[Any, np.dtype[np.float64]]"


@fact
def _open(snapshot: Snapshot, _key: str) -> _Open:
    rows, where = records(snapshot.frames["open_cases"]), snapshot.organisation.site_today
    opened = [datetime.fromisoformat(row["opened_at"]).replace(tzinfo=UTC).timestamp() / _DAY for row in rows]
    return _Open(
        np.array([where.get(row["site"]) for row in rows], dtype=object),
        np.array(opened, dtype="float64"),
        np.array([_limit(snapshot, row) for row in rows], dtype="float64"),
    )


def _limit(snapshot: Snapshot, case: Row) -> float:
    """Return an open case's limit in days: that of its priority on the day it was opened, as when it is solved."""
    key, day = case["priority"], date.fromisoformat(case["opened_day"])
    found = snapshot.limit("case", key, day) if isinstance(key, str) else None
    return math.nan if found is None else found


def told_of(snapshot: Snapshot, filters: Filters) -> tuple[int, int]:
    """Return of how many of a hospital's cases it is told whether they are solved, and how many there are."""
    rows = told.table(snapshot, filters)
    return int(sum(rows["tracked"])), int(sum(rows["opened"]))


@Tabled
def told(snapshot: Snapshot, filters: Filters) -> Table:
    """The cases of all times by site of a hospital of today, where the open cases are counted.

    Columns: site (key), opened, tracked (those of which it is told whether they are solved).
    """
    where, hospital = snapshot.organisation.site_today, filters.hospital
    counts = {name: _running(snapshot, name)[1] for name in ("tracked", "opened")}
    sites = [site for site in counts["opened"] if not hospital or where.get(site) == hospital]
    return Table({"site": sites, **{name: [of[site][-1] for site in sites] for name, of in counts.items()}})


def _open_at(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the open cases of the chosen hospital with their age and their limit, both in days."""
    rows = _of_hospital(snapshot, filters)
    until = counted_until(snapshot)
    now = pd.Timestamp(until.replace(tzinfo=DENMARK).astimezone(UTC).replace(tzinfo=None))
    days = ((now - pd.to_datetime(rows["opened_at"])).dt.total_seconds() / 86400).clip(lower=0)
    return rows.assign(days=days, limit=[_limit(snapshot, row) for row in records(rows)])


def _of_hospital(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = snapshot.frames["open_cases"]
    if not filters.hospital:
        return rows
    today = snapshot.organisation.site_today
    return rows[rows["site"].isin([site for site, at in today.items() if at == filters.hospital])]


def are_any(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that any case of the chosen hospital is told to be open."""
    return told_of(snapshot, filters)[0] > 0 and len(_of_hospital(snapshot, filters)) > 0


def late_by_priority(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The cases that are open now by priority, the most pressing first, as `_late_by` returns them."""
    names = {key: part_name("priority", key) for key in t.PRIORITIES}
    return _late_by(snapshot, filters, "priority", names, list(t.PRIORITIES))


def late_by_system(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The cases that are open now by what they are about, most past their limit first, as `_late_by` returns them."""
    return _late_by(snapshot, filters, "system", snapshot.names("systems"))


def _late_by(
    snapshot: Snapshot, filters: Filters, by: str, names: Mapping[str, str], order: Sequence[str] = ()
) -> pd.DataFrame:
    """Count what is open now by a column; never kept, as `ages`.

    Columns: name, open, late (past the limit in force when it was opened; missing where none has one), share (late of
    open, 0-100), oldest (whole days), told_late (late; missing where the column is not told), lacks. There are no rows
    where it is told of no case of the hospital whether it is solved.
    """
    columns = ["name", "open", "late", "share", "oldest", "told_late", "lacks"]
    if not told_of(snapshot, filters)[0]:
        return pd.DataFrame({name: [] for name in columns})
    rows = _open_at(snapshot, filters)
    things: dict[str, list[tuple[float, float]]] = {}
    for key, days, limit in zip(*(rows[name].tolist() for name in (by, "days", "limit")), strict=True):
        things.setdefault(key if isinstance(key, str) else "", []).append((days, limit))
    found = [
        (names.get(key, _("Ikke oplyst")), *_counted(cases), order.index(key) if key in order else len(order))
        for key, cases in things.items()
    ]
    # What has no limit is counted as none past it here, and stands behind what has.
    found.sort(
        key=lambda each: (each[-1], -max(each[2], 0.0) if each[2] == each[2] else 0.0, -each[1], each[0])
    )
    told = [each[2] if each[0] in names.values() else float("nan") for each in found]
    listed = [(*each[:-1], late, "") for each, late in zip(found, told, strict=True)]
    return pd.DataFrame(listed, columns=columns)


def _counted(cases: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Count cases of age and limit (days): all, those past their limit, their share, and the age of the oldest."""
    held = [(days, limit) for days, limit in cases if limit == limit]
    late = float(sum(days > limit for days, limit in held)) if held else float("nan")
    return float(len(cases)), late, 100 * late / len(cases), float(int(max(days for days, _limit in cases)))


def _is_limited(snapshot: Snapshot, day: date) -> bool:
    """Say that cases of any priority have a limit on a day."""
    return any(snapshot.limit("case", key, day) is not None for key in t.PRIORITIES)


def _age_names() -> list[str]:
    first = _("Under 1 døgn")
    between = [_("{low}-{high} døgn", low=low, high=high) for low, high in pairwise(AGES)]
    return [first, *between, _("Over {days} døgn", days=AGES[-1])]
