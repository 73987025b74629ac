"""What has come of each desk's calls, and of each place: where totals are told, no row is not told, and no 0.

Of calls that are told one by one a day without any had none, of the desks and places that the loads tell of
(`streams.py`). A total is told by its sender: a desk or a place that has no row of a month that others have one of has
not come, unless the mapping says that there were none (`gaps = false`). A place is waited for from its first total on,
until it closes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from data_access.database.coverage import Covered, days_of
from data_access.snapshot import streams
from data_access.snapshot.once import fact
from data_access.snapshot.periods import Periods
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters, places_of
from vocabulary.months import first_day, last_day, month_of

SOURCE = "telefoni"
_EVERYWHERE = Filters("", "")
ENOUGH_DAYS = 10  # with totals, before a desk shows on which weekdays it has any


@dataclass(frozen=True)
class _Desk:
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


def months_covered(snapshot: Snapshot, filters: Filters, months: Sequence[str]) -> list[Covered]:
    """Say how each month of the chosen desk and hospital stands; one that lacks a place is not whole."""
    return [_month(snapshot, (filters.desk, month, places_of(filters))) for month in months]


def places_lacking(snapshot: Snapshot, filters: Filters, month: str) -> list[str]:
    """Return the places (keys) whose calls to the chosen desk have not come in a month, though others' have."""
    return _lacking(snapshot, _shares(snapshot, (filters.desk, *_days_of(month), places_of(filters))))


def lacking(snapshot: Snapshot, first: date, last: date) -> list[tuple[str, str]]:
    """Return the desks, and the places (a desk and a site) of the others, of which not all has come in a period.

    A desk as a whole has the site ''. None where nothing has come of any.
    """
    shares = _desk_shares(snapshot, (first, last))
    found = [(desk, "") for desk in _lacking(snapshot, shares)]
    whole = [desk for desk in shares if (desk, "") not in found] if any(shares.values()) else []
    for desk in whole:
        places = _lacking(snapshot, _shares(snapshot, (desk, first, last, _EVERYWHERE)))
        found += [(desk, site) for site in places]
    return found


def share(snapshot: Snapshot, first: date, last: date) -> float:
    """Return the share (0-1) of what the desks and places owe of a period that has come, where anything has."""
    shares = _desk_shares(snapshot, (first, last))
    if not any(shares.values()):
        return 1.0
    found = [
        share * _mean(_shares(snapshot, (desk, first, last, _EVERYWHERE)).values())
        for desk, share in shares.items()
    ]
    return sum(found) / len(found)


def _lacking(snapshot: Snapshot, shares: Mapping[str, float]) -> list[str]:
    """Return what not enough has come of, where others' has."""
    if not any(shares.values()):
        return []
    return [key for key, share in shares.items() if not snapshot.coverage.is_enough(share)]


def _mean(shares: Collection[float]) -> float:
    return sum(shares) / len(shares) if shares else 0.0


def hours_are_told(snapshot: Snapshot, filters: Filters, day: date) -> bool:
    """Say that a day's calls would be told one by one, and so when they came: totals do not tell it.

    Of several streams that tell of the desk, one that tells of a chosen place must have come.
    """
    found = _desk(snapshot, filters.desk)
    if day in found.days or month_of(day) in found.months or day not in found.silent:
        return False
    if (
        streams.tellers(snapshot, SOURCE, filters.desk) < 2
    ):  # of whatever place: it is told when the day is over
        return day < snapshot.now.date()
    return any(_shares(snapshot, (filters.desk, day, day, places_of(filters))).values())


def _days_of(month: str) -> tuple[date, date]:
    return first_day(month), last_day(month)


@fact
def _month(snapshot: Snapshot, asked: tuple[str, str, Filters]) -> Covered:
    desk, month, where = asked
    whole = snapshot.coverage.month(SOURCE, month)
    if not _is_parted(snapshot, "") or whole.state == "missing":
        return whole
    shares = _shares(snapshot, (desk, *_days_of(month), where)).values()
    of_desk = _desk_share(snapshot, desk, *_days_of(month))
    found = snapshot.coverage.stands(month, of_desk * _mean(shares))
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
    whole = mine[mine["whole"] > 0]
    return _Desk(
        frozenset(whole["month"]),
        _by_day(snapshot, desk),
        _silent(snapshot, (desk, None)),
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
def _silent(snapshot: Snapshot, asked: tuple[str, str | None]) -> Mapping[date, float]:
    """Return the days, with their completeness, of which a desk's calls from a site would be told if there were any.

    Those are the days of the loads of calls one by one, where the desk's are told so, and those of the totals whose
    mapping says that no row is none. A desk that has gone over from totals to calls one by one, or back, is told
    of by each on its own side.
    """
    desk, site = asked
    totals = snapshot.frames["totals"]
    months = sorted(set(totals["month"][totals["desk"] == desk]))
    hourly = _hourly(snapshot, desk) if months else []
    events = streams.days(snapshot, SOURCE, "events", desk, site) if hourly or not months else {}
    if hourly:
        first = hourly[0] if months[0] < hourly[0] else ""
        last = hourly[-1] if months[-1] > hourly[-1] else "~"
        events = {day: share for day, share in events.items() if first <= month_of(day) <= last}
    return {**streams.days(snapshot, SOURCE, "counted", desk, site), **events}


def _hourly(snapshot: Snapshot, desk: str) -> list[str]:
    """Return the months in which a desk has calls that are told one by one."""
    hours = snapshot.frames["call_hours"]
    return sorted(set(hours["month"][hours["desk"] == desk]))


@fact
def _shares(snapshot: Snapshot, asked: tuple[str, date, date, Filters]) -> dict[str, float]:
    """Return the share (0-1) of a period's days that a desk has told of which each place waited for has told of."""
    desk, first, last, filters = asked
    found = _desk(snapshot, desk)
    told = [day for day in _over(snapshot, first, last) if found.is_told(day)]
    if told and all(day in found.silent for day in told) and streams.tellers(snapshot, SOURCE, desk) < 2:
        return {"": 1.0}  # whoever did not call did not
    shares = {}
    for site in _waited(snapshot, desk, month_of(last), filters):
        silent = _silent(snapshot, (desk, site))
        come = sum(day in silent or found.is_placed(site, day) for day in told)
        shares[site] = come / len(told) if told else 0.0
    return shares


def _waited(snapshot: Snapshot, desk: str, month: str, filters: Filters) -> list[str]:
    """Return the chosen places that a desk's calls are waited for from, since their first total or load."""
    since = _desk(snapshot, desk).begun
    found = streams.sites(snapshot, SOURCE, desk, month)
    found |= {site: False for site, begun in since.items() if begun <= month}
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
