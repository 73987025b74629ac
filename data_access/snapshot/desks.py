"""What has come of each desk's calls, and of each place: where totals are told, no row is not told, and no 0.

Of calls that are told one by one a day without any had none, of the desks and places that the loads tell of
(`streams.py`). A total is told by its sender: a desk or a place that has no row of a month that others have one of has
not come, unless the mapping says that there were none (`gaps = false`). A place is waited for from its first total on,
until it closes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from data_access.database.coverage import Covered, days_of
from data_access.snapshot import streams
from data_access.snapshot.once import fact
from data_access.snapshot.periods import Periods
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.months import first_day, last_day, month_of

SOURCE = "telefoni"
ENOUGH_DAYS = 10  # with totals, before a desk shows on which weekdays it has any


@dataclass(frozen=True)
class _Desk:
    """What is told of a desk: months and days by its totals, and the share (0-1) of the days that need no row."""

    months: frozenset[str]
    days: frozenset[date]
    silent: Mapping[date, float]
    # Of each place by month: how many days have a total, or all of them.
    places: Mapping[str, Mapping[str, float]]

    def is_told(self, day: date) -> bool:
        """Say that a day is told of, whether or not there were any calls."""
        return day in self.silent or day in self.days or month_of(day) in self.months

    @property
    def first(self) -> date | None:
        """Return the first day that is told of."""
        begun = [*self.days, *self.silent, *(first_day(month) for month in self.months)]
        return min(begun, default=None)


def months_covered(snapshot: Snapshot, filters: Filters, months: Sequence[str]) -> list[Covered]:
    """Say how each month of the chosen desk and hospital stands; one that lacks a place is not whole."""
    return [_month(snapshot, (filters.desk, month, _places(filters))) for month in months]


def places_lacking(snapshot: Snapshot, filters: Filters, month: str) -> list[str]:
    """Return the places (keys) whose calls to the chosen desk have not come in a month, though others' have."""
    found = _shares(snapshot, (filters.desk, month, _places(filters)))
    if not any(found.values()):
        return []
    return [site for site, share in found.items() if not snapshot.coverage.is_enough(share)]


def desks_lacking(snapshot: Snapshot, first: date, last: date) -> list[str]:
    """Return the desks (keys) of which not all has come in a period, though other desks' has."""
    shares = _desk_shares(snapshot, (first, last))
    if not any(shares.values()):
        return []
    return [desk for desk, share in shares.items() if not snapshot.coverage.is_enough(share)]


def share_of_desks(snapshot: Snapshot, first: date, last: date) -> float:
    """Return the share (0-1) of the desks' days that have come, of a period of which anything has."""
    shares = _desk_shares(snapshot, (first, last)).values()
    return sum(shares) / len(shares) if shares and any(shares) else 1.0


def hours_are_told(snapshot: Snapshot, desk: str, day: date) -> bool:
    """Say that a day's calls would be told one by one, and so when they came: totals do not tell it."""
    found = _desk(snapshot, desk)
    return day not in found.days and month_of(day) not in found.months and day in found.silent


def _places(filters: Filters) -> Filters:
    """Return what of the filters decides which places are chosen."""
    return Filters("", "", filters.organisation, filters.hospital)


@fact
def _month(snapshot: Snapshot, asked: tuple[str, str, Filters]) -> Covered:
    desk, month, _where = asked
    whole = snapshot.coverage.month(SOURCE, month)
    if not _is_parted(snapshot, "") or whole.state == "missing":
        return whole
    shares = list(_shares(snapshot, asked).values())
    of_desk = _desk_share(snapshot, desk, first_day(month), last_day(month))
    found = snapshot.coverage.stands(month, of_desk * sum(shares) / len(shares) if shares else 0.0)
    lacks = any(not snapshot.coverage.is_enough(share) for share in shares)
    return found._replace(state="incomplete") if lacks and found.state == "whole" else found


@fact
def _is_parted(snapshot: Snapshot, _key: str) -> bool:
    """Say that not all of the source's loads tell of every desk and place."""
    return len(snapshot.frames["totals"]) > 0 or streams.are_several(snapshot, SOURCE)


@fact
def _desk(snapshot: Snapshot, desk: str) -> _Desk:
    totals = snapshot.frames["totals"]
    mine = totals[totals["desk"] == desk]
    places: dict[str, dict[str, float]] = {}
    for site, month, days, whole in mine[["site", "month", "days", "whole"]].itertuples(index=False):
        places.setdefault(site, {})[month] = float("inf") if whole else float(days)
    days = snapshot.frames["totals_days"]
    return _Desk(
        frozenset(mine["month"][mine["whole"] > 0]),
        frozenset(map(date.fromisoformat, days["day"][days["desk"] == desk])),
        _silent(snapshot, (desk, None)),
        places,
    )


@fact
def _silent(snapshot: Snapshot, asked: tuple[str, str | None]) -> Mapping[date, float]:
    """Return the days, with their completeness, of which a desk's calls from a site would be told if there were any.

    Those are the days of the loads of calls one by one, where the desk's are told so, and those of the totals whose
    mapping says that no row is none. A desk that has gone over from totals to calls one by one, or back, is told
    of by each on its own side.
    """
    desk, site = asked
    totals, hours = snapshot.frames["totals"], snapshot.frames["call_hours"]
    months = sorted(set(totals["month"][totals["desk"] == desk]))
    hourly = sorted(set(hours["month"][hours["desk"] == desk])) if months else []
    events = streams.days(snapshot, SOURCE, "events", desk, site) if hourly or not months else {}
    if hourly:
        first = hourly[0] if months[0] < hourly[0] else ""
        last = hourly[-1] if months[-1] > hourly[-1] else "~"
        events = {day: share for day, share in events.items() if first <= month_of(day) <= last}
    return {**streams.days(snapshot, SOURCE, "counted", desk, site), **events}


@fact
def _shares(snapshot: Snapshot, asked: tuple[str, str, Filters]) -> dict[str, float]:
    """Return the share (0-1) of a desk's days in a month that each place waited for has told of."""
    desk, month, filters = asked
    found, days = _desk(snapshot, desk), _over(snapshot, first_day(month), last_day(month))
    told = [day for day in days if found.is_told(day)]
    if told and all(day in found.silent for day in told) and streams.tellers(snapshot, SOURCE, desk) < 2:
        return {"": 1.0}  # whoever did not call did not
    shares = {}
    for site in _waited(snapshot, desk, month, filters):
        silent = _silent(snapshot, (desk, site))
        come = sum(day in silent for day in told) + found.places.get(site, {}).get(month, 0.0)
        shares[site] = min(come / len(told), 1.0) if told else 0.0
    return shares


def _waited(snapshot: Snapshot, desk: str, month: str, filters: Filters) -> list[str]:
    """Return the chosen places that a desk's calls are waited for from, since their first total or load."""
    found = dict.fromkeys(
        (site for site, months in _desk(snapshot, desk).places.items() if min(months) <= month), False
    )
    found = streams.sites(snapshot, SOURCE, desk, month) | found
    here = {
        site: is_rare
        for site, is_rare in found.items()
        if snapshot.organisation.is_chosen(site, month, filters)
    }
    # What seldom has any is waited for only by whoever asks for it alone.
    return [site for site, is_rare in here.items() if not is_rare] or list(here)


@fact
def _desk_shares(snapshot: Snapshot, asked: tuple[date, date]) -> dict[str, float]:
    """Return the share (0-1) of a period's days that has come of each desk, of those heard of by then."""
    if not _is_parted(snapshot, ""):
        return {}
    first, last = asked
    begun = {desk: _desk(snapshot, desk).first for desk in sorted(set(snapshot.frames["calls"]["desk"]))}
    return {
        desk: _desk_share(snapshot, desk, first, last)
        for desk, since in begun.items()
        if since is not None and since <= last
    }


def _desk_share(snapshot: Snapshot, desk: str, first: date, last: date) -> float:
    """Return the mean completeness of a desk's days, but for those on which it was closed."""
    found, source = _desk(snapshot, desk), snapshot.coverage.days
    shares = []
    for day in _over(snapshot, first, last):
        if day in found.silent:
            shares.append(found.silent[day])
        elif found.is_told(day):
            shares.append(source.get((SOURCE, day), 0.0))
        elif not _is_closed(snapshot, desk, day):
            shares.append(0.0)
    return sum(shares) / len(shares) if shares else 0.0


def _over(snapshot: Snapshot, first: date, last: date) -> Iterable[date]:
    return list(days_of(first, min(last, snapshot.now.date() - timedelta(days=1))))


def _is_closed(snapshot: Snapshot, desk: str, day: date) -> bool:
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
    days = _desk(snapshot, desk).days
    return {day.isoweekday() for day in days} if len(days) >= ENOUGH_DAYS else set()


@fact
def _hours(snapshot: Snapshot, desk: str) -> Periods:
    rows = snapshot.frames["opening_hours"]
    return Periods(rows[rows["desk"] == desk], "weekday")


@fact
def _holidays(snapshot: Snapshot, _key: str) -> set[str]:
    return set(snapshot.frames["public_holidays"]["day"])
