"""What has come of each desk's calls, and of each place: where totals are told, no row is not told, and no 0.

What is told of a desk (`desk_told.py`) is held against what others have told: a desk or a place that has no row of a
month that others have one of has not come, unless the mapping says that there were none (`gaps = false`). A place is
waited for from its first total on, until it closes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from data_access.database.coverage import Covered, days_of
from data_access.snapshot import streams, streams_told
from data_access.snapshot.desk_told import SOURCE, desk_told, is_closed, silent_days
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters, places_of
from vocabulary.months import first_day, last_day, month_of

_EVERYWHERE = Filters("", "")


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
    found = desk_told(snapshot, filters.desk)
    if day in found.days or month_of(day) in found.months or day not in found.silent:
        return False
    if (
        streams_told.tellers(snapshot, SOURCE, filters.desk) < 2
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
    return len(snapshot.frames["totals"]) > 0 or streams_told.are_several(snapshot, SOURCE)


@fact
def _shares(snapshot: Snapshot, asked: tuple[str, date, date, Filters]) -> dict[str, float]:
    """Return the share (0-1) of a period's days that a desk has told of which each place waited for has told of."""
    desk, first, last, filters = asked
    found = desk_told(snapshot, desk)
    told = [day for day in _over(snapshot, first, last) if found.is_told(day)]
    if told and all(day in found.silent for day in told) and streams_told.tellers(snapshot, SOURCE, desk) < 2:
        return {"": 1.0}  # whoever did not call did not
    shares = {}
    for site in _waited(snapshot, desk, month_of(last), filters):
        silent = silent_days(snapshot, (desk, site))
        come = sum(day in silent or found.is_placed(site, day) for day in told)
        shares[site] = come / len(told) if told else 0.0
    return shares


def _waited(snapshot: Snapshot, desk: str, month: str, filters: Filters) -> list[str]:
    """Return the chosen places that a desk's calls are waited for from, since their first total or load."""
    since = desk_told(snapshot, desk).begun
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
    begun = {desk: desk_told(snapshot, desk).first for desk in sorted(set(snapshot.frames["calls"]["desk"]))}
    return {
        desk: _desk_share(snapshot, desk, first, last)
        for desk, since in begun.items()
        if since is not None and since <= last
    }


def _desk_share(snapshot: Snapshot, desk: str, first: date, last: date) -> float:
    """Return the mean completeness of a desk's days, but for those on which it was closed."""
    found, source = desk_told(snapshot, desk), snapshot.coverage.days
    shares = []
    for day in _over(snapshot, first, last):
        if day in found.silent:
            shares.append(found.silent[day])
        elif found.is_told(day):
            shares.append(source.get((SOURCE, day), 0.0))
        elif not is_closed(snapshot, desk, day):
            shares.append(0.0)
    return sum(shares) / len(shares) if shares else 0.0


def _over(snapshot: Snapshot, first: date, last: date) -> Iterable[date]:
    return list(days_of(first, min(last, snapshot.now.date() - timedelta(days=1))))
