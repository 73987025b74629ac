"""What is told of one desk's calls: which days and months its totals count, and which days need no row.

Of calls that are told one by one a day without any had none, of the desks and places that the loads tell of
(`streams_told.py`). A total is told by its sender, and a day that none counts is not told of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access.snapshot import streams_told
from data_access.snapshot.once import fact
from data_access.snapshot.periods import Periods
from data_access.snapshot.snapshot import Snapshot
from vocabulary.months import first_day, month_of

SOURCE = "telefoni"
ENOUGH_DAYS = 10  # with totals, before a desk shows on which weekdays it has any


@dataclass(frozen=True)
class Desk:
    """What is told of a desk: months and days by its totals, and the share (0-1) of the days that need no row."""

    months: frozenset[str]
    # The places that have a total of a day.
    days: Mapping[date, frozenset[str]]
    silent: Mapping[date, float]
    # The months that each place has a total of, and the first month of which it has any.
    whole: Mapping[str, frozenset[str]]
    begun: Mapping[str, str]

    def is_told(self, day: date) -> bool:
        """Say that a day is told of, whether or not there were any calls."""
        return day in self.silent or day in self.days or month_of(day) in self.months

    @property
    def first(self) -> date | None:
        """Return the first day that is told of."""
        begun = [*self.days, *self.silent, *(first_day(month) for month in self.months)]
        return min(begun, default=None)

    def is_placed(self, site: str, day: date) -> bool:
        """Say that a place has a total that counts a day."""
        return site in self.days.get(day, ()) or month_of(day) in self.whole.get(site, ())


@fact
def desk_told(snapshot: Snapshot, desk: str) -> Desk:
    """Return what is told of a desk (its key)."""
    totals = snapshot.frames["totals"]
    mine = totals[totals["desk"] == desk]
    whole = mine[mine["whole"] > 0]
    return Desk(
        frozenset(whole["month"]),
        _by_day(snapshot, desk),
        silent_days(snapshot, (desk, None)),
        {str(site): frozenset(months) for site, months in whole.groupby("site")["month"]},
        {str(site): str(month) for site, month in mine.groupby("site")["month"].min().items()},
    )


def _by_day(snapshot: Snapshot, desk: str) -> dict[date, frozenset[str]]:
    """Return the sites that a desk has a total of a day from; the same sites on many days are once in memory."""
    rows = snapshot.frames["totals_days"]
    mine = rows[rows["desk"] == desk]
    found: dict[str, set[str]] = {}
    for day, site in zip(mine["day"].tolist(), mine["site"].tolist(), strict=True):
        found.setdefault(day, set()).add(site)
    known: dict[frozenset[str], frozenset[str]] = {}
    return {
        date.fromisoformat(day): known.setdefault(frozenset(sites), frozenset(sites))
        for day, sites in found.items()
    }


@fact
def silent_days(snapshot: Snapshot, asked: tuple[str, str | None]) -> Mapping[date, float]:
    """Return the days, with their completeness, of which a desk's calls from a site would be told if there were any.

    Those are the days of the loads of calls one by one, where the desk's are told so, and those of the totals whose
    mapping says that no row is none. A desk that has gone over from totals to calls one by one, or back, is told
    of by each on its own side.
    """
    desk, site = asked
    totals = snapshot.frames["totals"]
    months = sorted(set(totals["month"][totals["desk"] == desk]))
    hourly = _hourly(snapshot, desk) if months else []
    events = streams_told.days(snapshot, SOURCE, "events", desk, site) if hourly or not months else {}
    if hourly:
        first = hourly[0] if months[0] < hourly[0] else ""
        last = hourly[-1] if months[-1] > hourly[-1] else "~"
        events = {day: share for day, share in events.items() if first <= month_of(day) <= last}
    return {**streams_told.days(snapshot, SOURCE, "counted", desk, site), **events}


def _hourly(snapshot: Snapshot, desk: str) -> list[str]:
    """Return the months in which a desk has calls that are told one by one."""
    hours = snapshot.frames["call_hours"]
    return sorted(set(hours["month"][hours["desk"] == desk]))


def is_closed(snapshot: Snapshot, desk: str, day: date) -> bool:
    """Say that no calls are to be expected: a desk's closed day, or a weekday that its days never have."""
    weekdays = _weekdays(snapshot, desk)
    if weekdays and day.isoweekday() not in weekdays:
        return True
    hours = _hours(snapshot, desk)
    row = hours.on(day, day.isoweekday())
    begun = any(each["valid_from"] <= day.isoformat() for each in hours.within(day, day))
    if not begun:  # until its first hours a desk is always open
        return False
    return day.isoformat() in _holidays(snapshot, "") or row is None or bool(pd.isna(row["opens"]))


@fact
def _weekdays(snapshot: Snapshot, desk: str) -> set[int]:
    days = desk_told(snapshot, desk).days
    return {day.isoweekday() for day in days} if len(days) >= ENOUGH_DAYS else set()


@fact
def _hours(snapshot: Snapshot, desk: str) -> Periods:
    rows = snapshot.frames["opening_hours"]
    return Periods(rows[rows["desk"] == desk], "weekday")


@fact
def _holidays(snapshot: Snapshot, _key: str) -> set[str]:
    return set(snapshot.frames["public_holidays"]["day"])
