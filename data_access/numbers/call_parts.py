"""Behind the shares of calls of a month: by weekday, hour and place, for the question why one is below its target."""

from dataclasses import replace

from data_access.database.months import HOLIDAY
from data_access.numbers import weekday_swings
from data_access.numbers.call_hours import HOLIDAYS, WEEKDAYS, hour_words
from data_access.numbers.causes import Parts
from data_access.numbers.series import by_place as by_place_parts
from data_access.numbers.series import counts_of, parts_by, place_of
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import span


def service_level_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The answered calls of the month by weekday, hour and place: within the limit, of all."""
    return _parts(snapshot, filters, "within_limit", "limited")


def answered_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The calls of the month by weekday, hour and place: answered, of all."""
    return _parts(snapshot, filters, "answered", "offered")


def _parts(snapshot: Snapshot, filters: Filters, numerator: str, denominator: str) -> Parts:
    rows = counts_of(snapshot, filters, "call_hours", place_of(filters)).of("desk", filters.desk)
    weekdays, hours = rows.first_met("weekday"), rows.first_met("hour")
    names = [_((WEEKDAYS | {HOLIDAY: HOLIDAYS})[day]) for day in weekdays]
    by_day = parts_by(rows, "weekday", weekdays, names, numerator, denominator)
    swing = _weekday_swing(snapshot, filters, numerator, denominator)
    return by_place_parts(snapshot, filters, rows, numerator, denominator) | {
        N_("Ugedag"): by_day.adding(swing=[swing] * len(by_day)),
        N_("Tidspunkt"): parts_by(
            rows, "hour", hours, [hour_words(hour) for hour in hours], numerator, denominator
        ),
    }


def _weekday_swing(snapshot: Snapshot, filters: Filters, numerator: str, denominator: str) -> float:
    """Return what a weekday seldom swings beyond, by the months around the one asked about, in percentage points."""
    first, last = weekday_swings.around(filters)
    wide = replace(filters, first=first, last=last)
    rows, months = counts_of(snapshot, wide, "call_hours").of("desk", filters.desk), span(first, last)
    counts = {"good": rows[numerator], "all": rows[denominator]}
    sums = rows.sums_of_both("month", "weekday", weekday_swings.pairs(months, list(WEEKDAYS)), counts)
    good, all_ = (sums[name].reshape(len(months), len(WEEKDAYS)) for name in ("good", "all"))
    return weekday_swings.reach(good, all_, months.index(filters.first))
