"""The days that a load covers: the period of its rows, and the days of it that they do not show."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from data_access.database import schema as t
from data_access.database import streams
from data_access.database.clock import to_wall
from data_access.database.coverage import days_of
from data_access.imports.kinds.service import CASES
from data_access.imports.mapping.model import Mapping
from data_access.imports.merging.closed import is_closed
from vocabulary.months import first_day, is_month, last_day

# Of the rows of the busiest day, the share under which a day of cases has not been exported.
THIN = 0.01
ENOUGH_DAYS = 10  # with rows, before a file shows which weekdays there are
LATE = 23  # the hour after which a day is as good as over
Key = TypeVar("Key")


class Days:
    """The days that the rows of one load are of.

    `since` is where its query began, and `reached` tells where it has come to; '' where there is none.
    """

    def __init__(
        self,
        connection: Connection,
        mapping: Mapping,
        as_of: datetime,
        since: str,
        reached: Callable[[], str],
    ) -> None:
        self.connection, self.mapping, self.kind, self.as_of = connection, mapping, mapping.kind, as_of
        self.since, self._mark = _day_of(since), reached
        # How many rows each day has; those of a month or a year are of each of its days.
        self.counts: Counter[date] = Counter()
        # The first day of each period that the rows are of, with the last day of the longest that begins there.
        self.begins: dict[date, date] = {}
        # The first days of the periods that each desk's totals are of.
        self.of_desks: dict[int, set[date]] = {}
        # The same of each desk's places.
        self.of_places: dict[streams.Place, set[date]] = {}
        # How many rows there are of each desk, system or field at each site.
        self.places: streams.Places = Counter()

    def see(self, rows: Any) -> None:
        """Take the days of some typed rows."""
        if not self.kind.days:
            return
        for value, count in rows[self.kind.days[0]].value_counts().items():
            first, last = edges(value)[0], edges(value)[-1]
            self.begins[first] = max(last, self.begins.get(first, last))
            self.counts.update(dict.fromkeys(days_of(first, last), int(count)))
        if self.kind.name in streams.THINGS:
            self._see_places(rows)

    def _see_places(self, rows: Any) -> None:
        kind, thing = self.kind.name, streams.THINGS[self.kind.name][1]
        named = [*filter(None, [thing]), "site_id"]
        for key, count in rows[named].value_counts().items():
            self.places[streams.place(kind, key[0], key[-1])] += int(count)
        if kind in streams.COUNTED:
            for *key, value in rows[[*named, self.kind.days[0]]].drop_duplicates().itertuples(index=False):
                found = streams.place(kind, key[0], key[-1])
                self.of_places.setdefault(found, set()).add(edges(value)[0])

    def period(self) -> tuple[date, date]:
        """Return the first and the last day that the rows cover."""
        if self.kind is CASES and self.since is not None:
            # Whatever was opened since the last time has been written since then, but for the day that is not over.
            return self.since, max(self.since, self._reached() - timedelta(days=1))
        if set(self.kind.days[:1]) & {"day", "opened_day", "month", "year", "period"} and self.counts:
            return self._from_closed_days(min(self.counts)), max(self.counts)
        day = to_wall(self.as_of).date()
        return day, day

    def _reached(self) -> date:
        """Return the day that a query has come to."""
        return _day_of(self._mark()) or to_wall(self.as_of).date()

    def _from_closed_days(self, first: date) -> date:
        """Return the first day of the closed ones right before a file's first: a weekend comes with its Monday."""
        if self.kind.subject != "calls" or self.begins.get(first) != first:
            return first
        for _day in range(ENOUGH_DAYS):
            if not is_closed(self.connection, first - timedelta(days=1)):
                break
            first -= timedelta(days=1)
        return first

    def gaps(self, period: tuple[date, date]) -> list[date]:
        """Return the days of the period that the file does not show: holes, and those that were not over.

        Of cases a day of which a handful are told beside a day of hundreds has not been exported: old cases come
        along because they changed.
        """
        if not self.mapping.gaps:
            return []
        if self.kind is CASES and self.since is not None:
            return [self.since] if self._reached() <= self.since else []
        least = THIN * max(self.counts.values(), default=0) if self.kind is CASES else 0
        there = {day for day, count in self.counts.items() if count >= least}
        over = {day for day in there if self._is_over(day)}
        span = list(days_of(*period))
        missing = [day for day in span if day not in over]
        return [day for day in missing if day in there or not self._is_closed(day, missing, there)]

    def _is_over(self, day: date) -> bool:
        """Say that all of a day could be told when the file was made; a report or a budget tells a period ahead."""
        if self.kind.is_ahead:
            return True
        last = to_wall(self.as_of)
        return day < last.date() or (day == last.date() and last.hour >= LATE)

    def _is_closed(self, day: date, missing: list[date], there: set[date]) -> bool:
        """Say that nothing is to be expected of a day: the desks were closed, or the file never has such weekdays.

        A file of few and scattered days shows nothing of what a week is like.
        """
        if self.kind.subject == "calls" and is_closed(self.connection, day):
            return True
        weekdays = {each.weekday() for each in there}
        expected = len(there) + sum(each.weekday() in weekdays for each in missing)
        if len(there) < ENOUGH_DAYS or len(there) < expected / 2:
            return False
        return day.weekday() not in weekdays and sum(each.weekday() == day.weekday() for each in missing) > 1


def covered_days(connection: Connection, source: int) -> set[date]:
    """Return the days that the source's loads cover, gaps left out; the one under way has no rows yet."""
    loads = connection.execute(
        select(t.loads.c.id, t.loads.c.period_from, t.loads.c.period_to).where(
            t.loads.c.source_id == source, t.loads.c.row_count > 0
        )
    ).all()
    gaps = {(row.load_id, row.day) for row in connection.execute(select(t.load_gaps))}
    return {
        day for row in loads for day in days_of(row.period_from, row.period_to) if (row.id, day) not in gaps
    }


def edges(value: Any) -> tuple[date, ...]:
    """Return the day, or the first and last day of the month or year that a value names."""
    if isinstance(value, date):
        return (value if not isinstance(value, datetime) else value.date(),)
    words = str(value)
    if is_month(words):
        return first_day(words), last_day(words)
    if hasattr(value, "astype") and not isinstance(value, str | float | int):
        return (value.astype("datetime64[D]").item(),)
    year = words.removesuffix(".0")
    if len(year) == 4 and year.isdigit():
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return (date.fromisoformat(words[:10]),)


def _day_of(mark: str) -> date | None:
    """Return the day of a watermark that is a time."""
    try:
        return datetime.fromisoformat(mark).date()
    except ValueError:
        return None
