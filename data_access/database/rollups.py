"""Day and month rollups of the events: filled as their days change, and read with what is newer than they are."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    Insert,
    Integer,
    Result,
    Select,
    String,
    Table,
    bindparam,
    delete,
    extract,
    insert,
    select,
    union_all,
)

from data_access.database import months
from data_access.database import schema as t
from data_access.database.clock import today
from data_access.database.counting import (
    DayRange,
    Statement,
    daily_calls,
    daily_cases,
    daily_samples,
    hourly_calls,
)
from data_access.database.versions import bump, bump_months
from vocabulary.months import month_of, span


@dataclass(frozen=True)
class Rollup:
    """A subject's rollup: its table, that of its months, and the statement that defines the rows of its days."""

    table: Table
    months: Table
    daily: Callable[[DayRange], Statement]


ROLLUPS: Mapping[str, Rollup] = {
    "calls": Rollup(t.daily_calls, t.monthly_calls, daily_calls),
    "call_hours": Rollup(t.hourly_calls, t.monthly_call_hours, hourly_calls),
    "cases": Rollup(t.daily_cases, t.monthly_cases, daily_cases),
    "samples": Rollup(t.daily_samples, t.monthly_samples, daily_samples),
}


# So many days are told of month by month; what is longer may be all there is.
MOST_DAYS = 366

# A subject's other rollups: they are worked out with its first, so that no load can forget them.
WITH: Mapping[str, tuple[str, ...]] = {"calls": ("call_hours",)}
SUBJECTS = tuple(name for name in ROLLUPS if all(name not in others for others in WITH.values()))


def through_day(connection: Connection, subject: str) -> date:
    """Return the last day that stands in the subject's rollup (`date.min`: none does)."""
    rows = connection.execute(select(t.rollups.c.through_day).where(t.rollups.c.subject == subject))
    return rows.scalar() or date.min


def refresh(connection: Connection, subject: str, first: date, last: date) -> None:
    """Roll up the subject's events of the days from first to last again, in the caller's transaction, and tell readers.

    Today is never rolled up, because events still arrive; a gap between the days that already stand and
    `first` is filled, because a day that is skipped would be missing from both sides.
    """
    for each in (subject, *WITH.get(subject, ())):
        _refresh(connection, each, first, last)
    if (last - first).days > MOST_DAYS:
        bump(connection, subject)
    else:
        bump_months(connection, subject, span(month_of(first), month_of(last)))


def _refresh(connection: Connection, subject: str, first: date, last: date) -> None:
    through = through_day(connection, subject)
    last = min(last, today(connection) - timedelta(days=1))
    first = min(first, through + timedelta(days=1)) if through > date.min else date.min
    if first > last:
        return
    rollup = ROLLUPS[subject]
    connection.execute(delete(rollup.table).where(rollup.table.c.day.between(first, last)))
    connection.execute(_rolled_up(subject), {"begins": first, "ends": last})
    months.refresh(connection, rollup.table, rollup.months, first, last)
    if last > through:
        connection.execute(delete(t.rollups).where(t.rollups.c.subject == subject))
        connection.execute(insert(t.rollups).values(subject=subject, through_day=last))


def refresh_months(connection: Connection) -> None:
    """Add all days up by month again: a site has moved to another hospital, or a day became a holiday."""
    for subject, rollup in ROLLUPS.items():
        months.refresh(connection, rollup.table, rollup.months, date.min, through_day(connection, subject))


def monthly(connection: Connection, subject: str, only: Collection[str] | None = None) -> Result[Any]:
    """Read every month's figures of the subject, or those of some months, as its month rollup has them, in order."""
    through = through_day(connection, subject)
    named = {"through": through, "last": through.isoformat()[:7]}
    some = {} if only is None else {"only": sorted(only)}
    return connection.execute(_monthly(subject, is_whole=only is None), named | some)


def so_far(connection: Connection, subject: str, since: date, until: int) -> Result[Any]:
    """Read the figures of the days from one on whose place in their month is before a number, by the month."""
    named = {"through": through_day(connection, subject), "since": since, "until": until}
    return connection.execute(_so_far(subject), named)


# --- The statements: a dozen subqueries each, put together once a process -------------------------------

_THROUGH, _BEGINS, _ENDS = (bindparam(name, type_=Date()) for name in ("through", "begins", "ends"))


@cache
def _rolled_up(subject: str) -> Insert:
    """Insert the days from `begins` to `ends`."""
    rollup = ROLLUPS[subject]
    names = [column.name for column in rollup.table.columns]
    return insert(rollup.table).from_select(names, rollup.daily(lambda day: day.between(_BEGINS, _ENDS)))


@cache
def _monthly(subject: str, *, is_whole: bool) -> Select[Any]:
    """Select every month's figures, or those of `only`.

    Months that the day rollup has passed stand in the month rollup; to that of its last day, and in those after, what
    is newer is added from the events.
    """
    rollup = ROLLUPS[subject]
    table, last = rollup.months, bindparam("last", type_=String())
    newer = months.by_month(rollup.daily(lambda day: day > _THROUGH).subquery(), table)
    begun = union_all(select(*table.columns).where(table.c.month >= last), newer).subquery()
    keys = [begun.c[column.name] for column in table.primary_key.columns]
    over = select(*table.columns).where(table.c.month < last)
    rows = union_all(over, select(*months.in_columns(table, begun)).group_by(*keys)).subquery()
    wanted = select(*rows.c).order_by(*(rows.c[column.name] for column in table.primary_key.columns))
    return wanted if is_whole else wanted.where(rows.c.month.in_(bindparam("only", expanding=True)))


@cache
def _so_far(subject: str) -> Select[Any]:
    """Select the days from `since` on that are before `until` in their month: the rollup's, and what is newer."""
    rollup = ROLLUPS[subject]
    kept = select(*rollup.table.columns).where(rollup.table.c.day <= _THROUGH)
    newer = rollup.daily(lambda day: day > _THROUGH).subquery()
    days = union_all(kept, select(*(newer.c[c.name] for c in rollup.table.columns))).subquery()
    since, until = bindparam("since", type_=Date()), bindparam("until", type_=Integer())
    wanted = (days.c.day >= since, extract("day", days.c.day) < until)
    rows = months.by_month(days, rollup.months, *wanted).subquery()
    return select(*rows.c).order_by(*(rows.c[each.name] for each in rollup.months.primary_key.columns))
