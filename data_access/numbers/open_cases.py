"""Cases that are open: how many at each month's end, and how old those are that are open now."""

from bisect import bisect_right
from collections.abc import Mapping, Set
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pandas as pd

from data_access.database import schema as t
from data_access.database.clock import DENMARK
from data_access.snapshot.once import fact
from data_access.snapshot.organisation import in_scope
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import last_day, span

# Days: the ages of open cases are counted up to and with each, and above the last.
AGES = (1, 3, 5, 10, 30)


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


def ages(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The cases that are open now, by age: whatever months are chosen, they are open today.

    Never kept: it counts to the moment that it is asked, or to the end of what the source has told.

    Columns: age (words), open, late (past the limit of their priority; missing where none of them has one), limited
    (those that have one), share (0-100 of all open; missing of none), lacks. All missing where it is told of no case
    of the hospital chosen whether it is solved, and no rows where there is no case.
    """
    rows = snapshot.frames["open_cases"]
    tracked, opened = told_of(snapshot, filters)
    if not tracked:
        names = _age_names() if opened else []
        nothing = {name: float("nan") for name in ("open", "late", "limited", "share")}
        return pd.DataFrame({"age": names}).assign(**nothing, lacks="told")
    rows = rows.assign(month=filters.last, hospital=rows["site"].map(snapshot.organisation.site_today))
    rows = in_scope(rows, snapshot.organisation, filters)
    until = counted_until(snapshot)
    now = pd.Timestamp(until.replace(tzinfo=DENMARK).astimezone(UTC).replace(tzinfo=None))
    days = ((now - pd.to_datetime(rows["opened_at"])).dt.total_seconds() / 86400).clip(lower=0)
    limits = _limits(snapshot, rows)
    place = pd.cut(days, [-1, *AGES, float("inf")], labels=False)
    found = pd.DataFrame({"place": place, "open": 1, "late": days > limits, "limited": limits.notna()})
    counts = found.groupby("place").sum().reindex(range(len(AGES) + 1), fill_value=0).astype(float)
    # Of cases that have no limit it is not known how many are late; of none, none is.
    held = limits.notna().any() if len(rows) else _is_limited(snapshot, until.date())
    untold = (counts["open"] > 0) & (counts["limited"] == 0) | (not held)
    return pd.DataFrame(
        {
            "age": _age_names(),
            "open": counts["open"],
            "late": counts["late"].mask(untold),
            "limited": counts["limited"],
            "share": 100 * counts["open"] / (len(rows) or float("nan")),
            "lacks": "",
        }
    )


def told_of(snapshot: Snapshot, filters: Filters) -> tuple[int, int]:
    """Return of how many of a hospital's cases it is told whether they are solved, and how many there are.

    The hospital is that of today, where the open cases are counted.
    """
    where, hospital = snapshot.organisation.site_today, filters.hospital
    tracked, opened = (
        sum(
            counts[-1]
            for site, counts in _running(snapshot, name)[1].items()
            if not hospital or where.get(site) == hospital
        )
        for name in ("tracked", "opened")
    )
    return tracked, opened


def _is_limited(snapshot: Snapshot, day: date) -> bool:
    """Say that cases of any priority have a limit on a day."""
    return any(snapshot.limit("case", key, day) is not None for key in t.PRIORITIES)


def _limits(snapshot: Snapshot, rows: pd.DataFrame) -> "pd.Series[float]":
    """Return each open case's limit in days: that of its priority on the day it was opened, as when it is solved."""
    opened = zip(rows["priority"], rows["opened_day"], strict=True)
    found = [
        snapshot.limit("case", key, date.fromisoformat(day)) if isinstance(key, str) else None
        for key, day in opened
    ]
    return pd.Series(found, index=rows.index, dtype="float64")


def _age_names() -> list[str]:
    first = _("Under 1 døgn")
    between = [_("{low}-{high} døgn", low=low, high=high) for low, high in pairwise(AGES)]
    return [first, *between, _("Over {days} døgn", days=AGES[-1])]
