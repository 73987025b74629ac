"""What each source owes when, and how it stands: come, late, missing or awaited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import pandas as pd

from data_access.database import clock
from data_access.database.coverage import days_of
from data_access.numbers import absent
from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.months import first_day, last_day, month_of, shift, span

State = Literal["arrived", "partial", "late", "missing", "awaited", "none"]
# Of how many months the figures are that a source brings at a time.
_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


@dataclass(frozen=True)
class Owed:
    """A period that a source owes figures of, and the day on which they must have come."""

    first: date
    last: date
    due: date


@dataclass(frozen=True)
class Delivery:
    """How an owed period stands: when all of it had come (Danish time), and the share (0-1) of its records."""

    owed: Owed
    state: State
    loaded: datetime | None
    completeness: float


def working_day(after: date, number: int, holidays: set[str]) -> date:
    """Return the so-manieth working day after a day: no Saturday, no Sunday, no public holiday (ISO text)."""
    day = after
    for _step in range(number):
        day += timedelta(days=1)
        while day.weekday() >= 5 or day.isoformat() in holidays:
            day += timedelta(days=1)
    return day


def is_due(snapshot: Snapshot, key: str, month: str) -> bool:
    """Say that by now a source must have delivered all that it owes of a month; False where it owes nothing."""
    owed = _owed(snapshot, source_of(snapshot, key), [month])
    return bool(owed) and snapshot.now.date() > owed[-1].due


def sources_of(snapshot: Snapshot) -> list[Row]:
    """Return the sources as rows."""
    return list(_sources(snapshot, "").values())


def source_of(snapshot: Snapshot, key: str) -> Row:
    """Return a source's row."""
    return _sources(snapshot, "")[key]


@fact
def _sources(snapshot: Snapshot, _key: str) -> dict[str, Row]:
    rows = records(snapshot.frames["sources"])
    return {row["key"]: row for row in rows}


def _owed(snapshot: Snapshot, source: Row, months: Sequence[str]) -> list[Owed]:
    """Return the periods that the source owes and that end in the months; none where no one says when they are due."""
    if source["rhythm"] == "daily":
        days = (day for month in months for day in days_of(first_day(month), last_day(month)))
        return [Owed(day, day, day + timedelta(days=1)) for day in days]
    length = None if text.is_missing(source["due_working_day"]) else _MONTHS.get(source["rhythm"])
    ends = [month for month in months if length and int(month[5:]) % length == 0]
    return [_period(snapshot, source, shift(month, 1 - length), month) for month in ends if length]


def _period(snapshot: Snapshot, source: Row, first: str, last: str) -> Owed:
    due = working_day(last_day(last), int(source["due_working_day"]), _holidays(snapshot, ""))
    return Owed(first_day(first), last_day(last), due)


@fact
def _holidays(snapshot: Snapshot, _key: str) -> set[str]:
    return set(snapshot.frames["public_holidays"]["day"])


def deliveries(snapshot: Snapshot, source: Row, months: Sequence[str]) -> list[Delivery]:
    """Return how each period stands that the source owes of the months; none from before it was first heard of."""
    return [each for month in months for each in _of_month(snapshot, (str(source["key"]), month))]


@fact
def _of_month(snapshot: Snapshot, which: tuple[str, str]) -> list[Delivery]:
    source, month = source_of(snapshot, which[0]), which[1]
    first = _begun(snapshot, which[0])
    if first is None:
        return []
    return [
        _delivery(snapshot, source, owed) for owed in _owed(snapshot, source, [month]) if owed.last >= first
    ]


@fact
def _begun(snapshot: Snapshot, key: str) -> date | None:
    """Return the first day that a source has told of; None where it never told anything."""
    periods = loads_of(snapshot, source_of(snapshot, key))["period_from"]
    return date.fromisoformat(min(periods)) if len(periods) else None


def _delivery(snapshot: Snapshot, source: Row, owed: Owed) -> Delivery:
    coverage, key = snapshot.coverage, source["key"]
    days = list(days_of(owed.first, owed.last))
    completeness = sum(coverage.days.get((key, day), 0.0) for day in days) / len(days)
    completeness *= absent.share(snapshot, key, owed.first, owed.last)
    came = [coverage.arrivals.get((key, day)) for day in days]
    times = [each for each in came if each]
    if len(times) < len(days):
        is_over = snapshot.now.date() > owed.due
        state: State = "awaited" if not is_over else "partial" if times else "missing"
        return Delivery(owed, state, None, completeness)
    if not coverage.is_enough(completeness):
        is_over = snapshot.now.date() > owed.due
        return Delivery(owed, "partial" if is_over else "awaited", wall(max(times)), completeness)
    # A day that never had enough of its own is made up for by the others; it counts from when it came.
    loaded = wall(max(coverage.completed.get((key, day), coverage.arrivals[key, day]) for day in days))
    return Delivery(owed, "late" if loaded.date() > owed.due else "arrived", loaded, completeness)


def loads_of(snapshot: Snapshot, source: Row) -> pd.DataFrame:
    """Return the loads of a source."""
    return _loads(snapshot, str(source["key"]))


@fact
def _loads(snapshot: Snapshot, key: str) -> pd.DataFrame:
    loads = snapshot.frames["loads"]
    mine: pd.DataFrame = loads[loads["source"] == key]
    return mine


def together(found: Sequence[Delivery]) -> State:
    """Return how a month stands by its deliveries: as the worst of those that should be there by now."""
    due = [each.state for each in found if each.state != "awaited"]
    if not due:
        return "awaited" if found else "none"
    if "missing" in due:
        return "missing" if set(due) == {"missing"} else "partial"
    return next((state for state in ("partial", "late") if state in due), "arrived")


def lacking(snapshot: Snapshot, source: Row) -> list[Owed]:
    """Return the periods that are due by now and have not come, after the newest that came.

    A hole in the past stays in the calendar: what is late now is what can still be waited for.
    """
    return _lacking(snapshot, str(source["key"]))


@fact
def _lacking(snapshot: Snapshot, key: str) -> list[Owed]:
    source = source_of(snapshot, key)
    first = _begun(snapshot, key)
    if first is None:
        return []
    found: list[Owed] = []
    # The newest first: what came last stands near the end, and all before it is of no matter.
    for month in reversed(span(month_of(first), month_of(snapshot.now.date()))):
        for each in reversed(deliveries(snapshot, source, [month])):
            if each.state == "awaited":
                continue
            if each.loaded:
                return found[::-1]
            found.append(each.owed)
    return found[::-1]


def wall(utc: str) -> datetime:
    """Turn a UTC time, as frames have it, into Danish wall-clock time."""
    return clock.to_wall(datetime.fromisoformat(utc))
