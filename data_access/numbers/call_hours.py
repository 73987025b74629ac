"""Calls by weekday and hour: when they call, when they wait, and when the desk is open."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data_access.database.coverage import days_of
from data_access.database.months import HOLIDAY
from data_access.numbers.chance import leading
from data_access.numbers.few import least
from data_access.numbers.series import counts_of, without
from data_access.numbers.tabled import Tabled
from data_access.snapshot.cube import Cube
from data_access.snapshot.desks import hours_are_told
from data_access.snapshot.once import fact, once
from data_access.snapshot.periods import Periods
from data_access.snapshot.rows import Row, frame_rows, records
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters, places_of
from vocabulary.language import N_, _
from vocabulary.months import first_day, last_day, span

WEEKDAYS = {
    1: N_("Mandag"),
    2: N_("Tirsdag"),
    3: N_("Onsdag"),
    4: N_("Torsdag"),
    5: N_("Fredag"),
    6: N_("Lørdag"),
    7: N_("Søndag"),
}
HOLIDAYS = N_("Helligdag")
HOUR_COLUMNS = (
    "hour", "hour_words", "weekday", "weekday_words", "open", "days", "calls", "calls_a_day", "answered",
    "average_wait", "service_level", "waits", "limited", "outside",
)  # fmt: skip
Days = Counter[tuple[int, int] | None]  # how many there are with the same hours; None: closed all day
LEAST_DAYS = 3
Hours = Mapping[int, tuple[int, int] | None]  # from and to, by weekday; None: closed that day


def of_desk(snapshot: Snapshot, filters: Filters) -> Cube:
    """Return the chosen desk's counts by month, weekday and hour of the wall clock."""
    return counts_of(snapshot, filters, "call_hours").of("desk", filters.desk)


@fact
def has_times(snapshot: Snapshot, desk: str) -> bool:
    """Say that of any of a desk's calls it is told when on the day they came: totals do not tell it."""
    return bool((snapshot.frames["call_hours"]["desk"] == desk).any())


@once
def months(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the months of the period that have calls of which it is told when on the day they came."""
    return of_desk(snapshot, filters.narrowed).present("month")


def hour_words(hour: int) -> str:
    """Write an hour of the day: `kl. 8-9`."""
    return _("kl. {first}-{last}", first=int(hour), last=int(hour) + 1)


def has_hours(snapshot: Snapshot, desk: str) -> bool:
    """Say that a desk has opening hours."""
    return any(row["desk"] == desk for row in frame_rows(snapshot, "opening_hours"))


@fact
def _opening(snapshot: Snapshot, desk: str) -> Periods:
    rows = snapshot.frames["opening_hours"]
    return Periods(rows[rows["desk"] == desk], "weekday")


def hours_today(snapshot: Snapshot, desk: str) -> Hours:
    """Return the hours that a desk has today, by weekday; empty for a desk that is always open."""
    found = _opening(snapshot, desk).all_on(snapshot.now.date())
    return {
        int(row["weekday"]): None if pd.isna(row["opens"]) else (int(row["opens"]), int(row["closes"]))
        for row in found
    }


@Tabled
@once
def by_hour(snapshot: Snapshot, filters: Filters) -> Table:
    """The period's calls by weekday and hour of the day, from the first hour with calls to the last.

    Public holidays are no weekdays, but one more at the end where there were calls on any. Columns: hour, hour_words,
    weekday, weekday_words, open (flag: the desk is open then), days (that the calls are told of and the desk was open
    then, or else all), calls, calls_a_day, answered, average_wait (seconds), service_level (0-100 within the limit),
    waits (answered calls whose wait is told), limited (those that can be counted by a limit), outside.
    """
    rows = of_desk(snapshot, filters.narrowed)
    called = rows.only((rows["offered"] > 0) | (rows["outside"] > 0))
    if not len(called):
        return Table({name: [] for name in HOUR_COLUMNS})
    with_calls, days_of_week = called.present("hour"), called.present("weekday")
    names = WEEKDAYS | ({HOLIDAY: HOLIDAYS} if HOLIDAY in days_of_week else {})
    times = [(day, hour) for hour in range(min(with_calls), max(with_calls) + 1) for day in names]
    sums = rows.sums_of_both("weekday", "hour", times, rows.counts)
    waits, limited = (np.where(sums[name] > 0, sums[name], np.nan) for name in ("waits", "limited"))
    opening, days = hours_today(snapshot, filters.desk), _days(snapshot, filters.narrowed)
    counted = np.array([_open_days(days[day], hour) for day, hour in times], dtype="float64")
    columns = {
        "days": counted,
        "calls": sums["offered"].astype(float),
        "calls_a_day": sums["offered"] / np.where(counted > 0, counted, np.nan),
        "answered": sums["answered"].astype(float),
        "average_wait": sums["wait_seconds"] / waits,
        "service_level": 100 * sums["within_limit"] / limited,
        "waits": waits,
        "limited": limited,
        "outside": sums["outside"].astype(float),
    }
    named: dict[str, list[Any]] = {
        "hour": [hour for _day, hour in times],
        "hour_words": [hour_words(hour) for _day, hour in times],
        "weekday": [day for day, _hour in times],
        "weekday_words": [_(names[day]) for day, _hour in times],
        "open": [_is_open(opening, day, hour) for day, hour in times],
    }
    return Table({**named, **{name: each.tolist() for name, each in columns.items()}})


@Tabled
def waits_by_hour(snapshot: Snapshot, filters: Filters) -> Table:
    """The rows of `by_hour` with the waits of too few answered calls left out: neither a mean nor a share of them."""
    rows, least_ = by_hour.table(snapshot, filters), enough(snapshot, filters)
    few = [not each >= least_ for each in rows["waits"]]
    return rows.adding(**{name: without(rows[name], few) for name in ("average_wait", "service_level")})


def enough(snapshot: Snapshot, filters: Filters) -> float:
    """Return the fewest calls that anything is said of: their mean wait, or that most of them come in an hour."""
    return least(snapshot, "average_wait", first_day(filters.narrowed.last))


def peaks(rows: pd.DataFrame | Table, amount: str, behind: str, least: float) -> list[Row]:
    """Return the hours of a weekday with the highest amount, and those that only chance may have set below it.

    `behind` is how many calls the amount comes from: none are returned where the highest comes from fewer than `least`,
    or from fewer than `LEAST_DAYS`, which a single day may have made. Public holidays are not asked.
    """
    found = [row for row in records(rows) if row[amount] == row[amount] and row["weekday"] != HOLIDAY]
    places = leading([row[amount] for row in found], [row[behind] for row in found])
    is_enough = places and found[places[0]][behind] >= least and found[places[0]]["days"] >= LEAST_DAYS
    return [found[place] for place in places] if is_enough else []


def _days(snapshot: Snapshot, filters: Filters) -> Mapping[int, Days]:
    """Return how many days of the period calls are told of, by weekday and the hours that the desk had.

    Only those while the chosen hospital was there, and of which the desk's calls are told one by one: totals say
    nothing of the hour.
    """
    found: dict[int, Days] = {day: Counter() for day in (*WEEKDAYS, HOLIDAY)}
    months = (
        month for month in span(filters.first, filters.last) if month in _one_by_one(snapshot, filters.desk)
    )
    hospital = filters.hospital if filters.organisation == "then" else None
    where = replace(places_of(filters), desk=filters.desk)
    for month in months:
        if not hospital or snapshot.organisation.existed(hospital, month):
            for (weekday, hours), count in _told_days(snapshot, (month, where)).items():
                found[weekday][hours] += count
    return found


@fact
def _one_by_one(snapshot: Snapshot, desk: str) -> set[str]:
    """Return the months in which any of a desk's calls are told one by one."""
    rows = snapshot.frames["call_hours"]
    return set(rows["month"][rows["desk"] == desk])


@fact
def _begun(snapshot: Snapshot, desk: str) -> str:
    """Return the day (ISO text) on which the first hours of a desk began; '~' of one without any."""
    hours = frame_rows(snapshot, "opening_hours")
    return min((str(row["valid_from"]) for row in hours if row["desk"] == desk), default="~")


@fact
def _holidays(snapshot: Snapshot, _key: str) -> set[str]:
    return {row["day"] for row in frame_rows(snapshot, "public_holidays")}


@fact
def _told_days(snapshot: Snapshot, asked: tuple[str, Filters]) -> Counter[tuple[int, tuple[int, int] | None]]:
    """Return how many days of a month a desk's calls are told of, by weekday and hours (None: closed)."""
    month, filters = asked
    desk = filters.desk
    periods, begun, holidays = _opening(snapshot, desk), _begun(snapshot, desk), _holidays(snapshot, "")
    found: Counter[tuple[int, tuple[int, int] | None]] = Counter()
    for day in days_of(first_day(month), last_day(month)):
        if not hours_are_told(snapshot, filters, day):
            continue
        is_holiday, row = day.isoformat() in holidays, periods.on(day, day.isoweekday())
        if day.isoformat() < begun:  # until its first hours a desk is always open
            hours_then: tuple[int, int] | None = (0, 24)
        elif is_holiday or row is None or pd.isna(row["opens"]):
            hours_then = None
        else:
            hours_then = (int(row["opens"]), int(row["closes"]))
        found[HOLIDAY if is_holiday else day.isoweekday(), hours_then] += 1
    return found


def a_day(snapshot: Snapshot, filters: Filters, weekday: int) -> list[float]:
    """Return a desk's calls on a weekday by month, a day that it was open; NaN where there was no such day."""
    months = span(filters.first, filters.last)
    of_weekday = of_desk(snapshot, filters).of("weekday", weekday)
    calls = of_weekday.sums("month", months, {"offered": of_weekday["offered"]})["offered"].tolist()
    days = (_days(snapshot, replace(filters, first=month, last=month))[weekday] for month in months)
    open_ = [sum(count for hours, count in each.items() if hours is not None) for each in days]
    return [many / over if over else float("nan") for many, over in zip(calls, open_, strict=True)]


def _open_days(days: Days, hour: int) -> int:
    """Return how many of the days the desk was open in an hour, or how many there are where it never was."""
    return sum(count for hours, count in days.items() if _within(hours, hour)) or days.total()


def _is_open(opening: Hours, weekday: int, hour: int) -> bool:
    if not opening:
        return True
    return _within(opening.get(weekday), hour)


def _within(hours: tuple[int, int] | None, hour: int) -> bool:
    return hours is not None and hours[0] <= hour < hours[1]
