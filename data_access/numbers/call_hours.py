"""Calls by weekday and hour: when they call, when they wait, and when the desk is open."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from data_access.database.coverage import days_of
from data_access.numbers.chance import leading
from data_access.numbers.few import least
from data_access.numbers.series import scoped
from data_access.snapshot.desks import hours_are_told
from data_access.snapshot.frames import HOLIDAY
from data_access.snapshot.once import fact, once
from data_access.snapshot.periods import Periods
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
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
Hours = Mapping[int, tuple[int, int] | None]  # from and to, by weekday; None: closed that day


def of_desk(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the chosen desk's counts by month, weekday and hour of the wall clock."""
    rows = scoped(snapshot, filters, "call_hours")
    return rows[rows["desk"] == filters.desk]


@fact
def has_times(snapshot: Snapshot, desk: str) -> bool:
    """Say that of any of a desk's calls it is told when on the day they came: totals do not tell it."""
    return bool((snapshot.frames["call_hours"]["desk"] == desk).any())


def months(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the months of the period that have calls of which it is told when on the day they came."""
    return sorted(set(of_desk(snapshot, filters.narrowed)["month"]))


def hour_words(hour: int) -> str:
    """Write an hour of the day: `kl. 8-9`."""
    return _("kl. {first}-{last}", first=int(hour), last=int(hour) + 1)


def has_hours(snapshot: Snapshot, desk: str) -> bool:
    """Say that a desk has opening hours."""
    return bool((snapshot.frames["opening_hours"]["desk"] == desk).any())


def hours_today(snapshot: Snapshot, desk: str) -> Hours:
    """Return the hours that a desk has today, by weekday; empty for a desk that is always open."""
    rows = snapshot.frames["opening_hours"]
    found = Periods(rows[rows["desk"] == desk], "weekday").all_on(snapshot.now.date())
    return {
        int(row["weekday"]): None if pd.isna(row["opens"]) else (int(row["opens"]), int(row["closes"]))
        for row in found
    }


@once
def by_hour(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's calls by weekday and hour of the day, from the first hour with calls to the last.

    Public holidays are no weekdays, but one more at the end where there were calls on any. Columns: hour, hour_words,
    weekday, weekday_words, open (flag: the desk is open then), days (that the calls are told of and the desk was open
    then, or else all), calls, calls_a_day, answered, average_wait (seconds), service_level (0-100 within the limit),
    waits (answered calls whose wait is told), limited (those that can be counted by a limit), outside.
    """
    rows = of_desk(snapshot, filters.narrowed)
    sums = rows.groupby(["hour", "weekday"]).sum(numeric_only=True)
    rows = rows[(rows["offered"] > 0) | (rows["outside"] > 0)]
    if rows.empty:
        return pd.DataFrame({name: [] for name in HOUR_COLUMNS})
    hours = range(int(rows["hour"].min()), int(rows["hour"].max()) + 1)
    names = WEEKDAYS | ({HOLIDAY: HOLIDAYS} if (rows["weekday"] == HOLIDAY).any() else {})
    grid = pd.MultiIndex.from_product([hours, list(names)], names=["hour", "weekday"])
    sums = sums.reindex(grid, fill_value=0).reset_index()
    waits, limited = (sums[name].where(sums[name] > 0) for name in ("waits", "limited"))
    times = list(zip(sums["weekday"], sums["hour"], strict=True))
    opening, days = hours_today(snapshot, filters.desk), _days(snapshot, filters.narrowed)
    counted = pd.Series([_open_days(days[day], hour) for day, hour in times], dtype="float64")
    return pd.DataFrame(
        {
            "hour": sums["hour"],
            "hour_words": [hour_words(hour) for hour in sums["hour"]],
            "weekday": sums["weekday"],
            "weekday_words": [_(names[day]) for day in sums["weekday"]],
            "open": [_is_open(opening, day, hour) for day, hour in times],
            "days": counted,
            "calls": sums["offered"].astype(float),
            "calls_a_day": sums["offered"] / counted.where(counted > 0),
            "answered": sums["answered"].astype(float),
            "average_wait": sums["wait_seconds"] / waits,
            "service_level": 100 * sums["within_limit"] / limited,
            "waits": waits.astype(float),
            "limited": limited.astype(float),
            "outside": sums["outside"].astype(float),
        }
    )


def waits_by_hour(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The rows of `by_hour` with the waits of too few answered calls left out: neither a mean nor a share of them."""
    rows = by_hour(snapshot, filters)
    told = rows["waits"] >= enough(snapshot, filters)
    return rows.assign(**{name: rows[name].where(told) for name in ("average_wait", "service_level")})


def enough(snapshot: Snapshot, filters: Filters) -> float:
    """Return the fewest calls that anything is said of: their mean wait, or that most of them come in an hour."""
    return least(snapshot, "average_wait", first_day(filters.narrowed.last))


def peaks(rows: pd.DataFrame, amount: str, behind: str, least: float) -> list[Row]:
    """Return the hours of a weekday with the highest amount, and those that only chance may have set below it.

    `behind` is how many calls the amount comes from: none are returned where the highest comes from fewer than `least`.
    Public holidays are not asked.
    """
    known = rows[rows[amount].notna() & (rows["weekday"] != HOLIDAY)]
    places = leading(known[amount].tolist(), known[behind].tolist())
    found = records(known)
    return [found[place] for place in places] if places and found[places[0]][behind] >= least else []


def _days(snapshot: Snapshot, filters: Filters) -> Mapping[int, Days]:
    """Return how many days of the period calls are told of, by weekday and the hours that the desk had.

    Only those while the chosen hospital was there, and of which the desk's calls are told one by one: totals say
    nothing of the hour.
    """
    found: dict[int, Days] = {day: Counter() for day in (*WEEKDAYS, HOLIDAY)}
    months = (
        month for month in span(filters.first, filters.last) if month in _one_by_one(snapshot, filters.desk)
    )
    for month in months:
        hospital = filters.hospital if filters.organisation == "then" else None
        if not hospital or snapshot.organisation.existed(hospital, month):
            for weekday, hours in _told_days(snapshot, (month, _where(filters))):
                found[weekday][hours] += 1
    return found


@fact
def _one_by_one(snapshot: Snapshot, desk: str) -> set[str]:
    """Return the months in which any of a desk's calls are told one by one."""
    rows = snapshot.frames["call_hours"]
    return set(rows["month"][rows["desk"] == desk])


def _where(filters: Filters) -> Filters:
    return Filters("", "", filters.organisation, filters.hospital, desk=filters.desk)


@fact
def _told_days(snapshot: Snapshot, asked: tuple[str, Filters]) -> list[tuple[int, tuple[int, int] | None]]:
    """Return the weekday and the hours (None: closed) of each day of a month that a desk's calls are told of."""
    month, filters = asked
    desk = filters.desk
    hours = snapshot.frames["opening_hours"]
    periods = Periods(hours[hours["desk"] == desk], "weekday")
    begun = min(hours["valid_from"][hours["desk"] == desk], default="~")
    holidays = set(snapshot.frames["public_holidays"]["day"])
    found: list[tuple[int, tuple[int, int] | None]] = []
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
        found.append((HOLIDAY if is_holiday else day.isoweekday(), hours_then))
    return found


def _open_days(days: Days, hour: int) -> int:
    """Return how many of the days the desk was open in an hour, or how many there are where it never was."""
    return sum(count for hours, count in days.items() if _within(hours, hour)) or days.total()


def _is_open(opening: Hours, weekday: int, hour: int) -> bool:
    if not opening:
        return True
    return _within(opening.get(weekday), hour)


def _within(hours: tuple[int, int] | None, hour: int) -> bool:
    return hours is not None and hours[0] <= hour < hours[1]
