"""Calls by weekday and hour: when they call, when they wait, and when the desk is open."""

from collections.abc import Mapping

import pandas as pd

from data_access.numbers.series import scoped
from data_access.snapshot.once import once
from data_access.snapshot.periods import Periods
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_, _

WEEKDAYS = {
    1: N_("Mandag"),
    2: N_("Tirsdag"),
    3: N_("Onsdag"),
    4: N_("Torsdag"),
    5: N_("Fredag"),
    6: N_("Lørdag"),
    7: N_("Søndag"),
}
HOUR_COLUMNS = (
    "hour", "hour_words", "weekday", "weekday_words", "open", "calls", "answered", "average_wait", "service_level",
    "waits", "outside",
)  # fmt: skip
Hours = Mapping[int, tuple[int, int] | None]  # from and to, by weekday; None: closed that day
FEWEST = 10  # answered calls, below which their mean wait says more about the one call than about the hour


def of_desk(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the chosen desk's counts by month, weekday and hour of the wall clock."""
    rows = scoped(snapshot, filters, "call_hours")
    return rows[rows["desk"] == filters.desk]


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

    Columns: hour, hour_words, weekday, weekday_words, open (flag: the desk is open then), calls, answered,
    average_wait (seconds), service_level (0-100 within the limit), waits (answered calls whose wait is told), outside.
    """
    rows = of_desk(snapshot, filters.narrowed)
    sums = rows.groupby(["hour", "weekday"]).sum(numeric_only=True)
    rows = rows[(rows["offered"] > 0) | (rows["outside"] > 0)]
    if rows.empty:
        return pd.DataFrame({name: [] for name in HOUR_COLUMNS})
    hours = range(int(rows["hour"].min()), int(rows["hour"].max()) + 1)
    grid = pd.MultiIndex.from_product([hours, list(WEEKDAYS)], names=["hour", "weekday"])
    sums = sums.reindex(grid, fill_value=0).reset_index()
    waits, limited = (sums[name].where(sums[name] > 0) for name in ("waits", "limited"))
    times = zip(sums["weekday"], sums["hour"], strict=True)
    opening = hours_today(snapshot, filters.desk)
    return pd.DataFrame(
        {
            "hour": sums["hour"],
            "hour_words": [hour_words(hour) for hour in sums["hour"]],
            "weekday": sums["weekday"],
            "weekday_words": [_(WEEKDAYS[day]) for day in sums["weekday"]],
            "open": [_is_open(opening, day, hour) for day, hour in times],
            "calls": sums["offered"].astype(float),
            "answered": sums["answered"].astype(float),
            "average_wait": sums["wait_seconds"] / waits,
            "service_level": 100 * sums["within_limit"] / limited,
            "waits": waits.astype(float),
            "outside": sums["outside"].astype(float),
        }
    )


def waits_by_hour(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The rows of `by_hour` with the waits of too few answered calls left out: neither a mean nor a share of them."""
    rows = by_hour(snapshot, filters)
    enough = rows["waits"] >= FEWEST
    return rows.assign(**{name: rows[name].where(enough) for name in ("average_wait", "service_level")})


def _is_open(opening: Hours, weekday: int, hour: int) -> bool:
    if not opening:
        return True
    span = opening.get(weekday)
    return span is not None and span[0] <= hour < span[1]
