"""What happens today, as it happens: read every few seconds, apart from the snapshot, and only while a wall asks.

The counts are those of the rollups' own statements, held to today or to the last hour; so a figure on the wall is
the figure that the page will have tomorrow.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, Engine, and_, false, func, select

from data_access.database import clock, counting
from data_access.database import schema as t
from data_access.database.standby import seen_at
from data_access.database.validity import in_force, with_valid_to
from data_access.snapshot.progress import Progress
from data_access.snapshot.selected import read_frame
from vocabulary.metrics import METRICS

USUAL_WEEKS = 8  # so many of the same weekday before today are what is usual
HOUR = timedelta(hours=1)
COUNTS = ("offered", "answered", "within_limit", "wait_seconds", "waits", "limited")


@dataclass(frozen=True)
class Live:
    """Today so far, at `now` (Danish wall-clock time).

    - `calls`: hour, desk (key), offered, answered, within_limit, wait_seconds (of the answered), and the answered calls
      that the two are told of (limited, waits), today.
    - `last_hour`: the same without hour, of the sixty minutes before now.
    - `usual`: day (ISO text), hour, desk, offered, of the same weekday in the weeks before; no public holidays.
    - `opened` and `resolved`: cases today; None where it is told of none of the opened whether it is solved.
    - `open_cases`: priority, opened_at (UTC, ISO text), limit_days (missing where there is no limit).
    - `samples`: system, site, action_class (keys), limited and within_limit, of the last hour; those that have a limit.
    - `is_told`: the source of calls has told of today, so that no calls are none, and not untold.
    """

    now: datetime
    calls: pd.DataFrame
    last_hour: pd.DataFrame
    usual: pd.DataFrame
    opened: int
    resolved: int | None
    open_cases: pd.DataFrame
    samples: pd.DataFrame
    is_told: bool = False


def reading(engine: Callable[[Progress], Engine]) -> Callable[[Live | None, Progress], Live]:
    """Return the function that reads what happens, on a connection of its own each time."""

    def attempt(_previous: Live | None, progress: Progress) -> Live:
        with engine(progress).connect() as connection, connection.begin():
            progress.saw(seen_at(connection, time.time()))
            return read_live(connection)

    return attempt


def read_live(connection: Connection) -> Live:
    """Read today so far, in the caller's transaction."""
    now, until = clock.passing(connection)
    since = utc(until) - HOUR  # in UTC: twice a year the hour before is not the one on the clock
    cases = t.cases.c
    opened, resolved = (
        connection.execute(select(func.count()).where(day == until.date(), moment <= utc(until))).scalar_one()
        for day, moment in ((cases.opened_day, cases.opened_at), (cases.resolved_day, cases.resolved_at))
    )
    untracked = connection.execute(
        select(func.count()).where(cases.opened_day == until.date(), ~cases.resolved_told)
    ).scalar_one()
    is_told = bool(resolved or not opened or untracked < opened)
    return Live(
        now,
        _calls(connection, until),
        _last_hour(connection, until, since),
        _usual(connection, now),
        int(opened),
        int(resolved) if is_told else None,
        _open_cases(connection),
        _samples(connection, until, since),
        _is_told(connection, until.date()),
    )


def utc(wall: datetime) -> datetime:
    """Return the time in UTC, without zone, of one on the clock in Denmark."""
    return wall.replace(tzinfo=clock.DENMARK).astimezone(UTC).replace(tzinfo=None)


def _is_told(connection: Connection, day: date) -> bool:
    loads, sources = t.loads.c, t.sources.c
    covering = (
        select(loads.id)
        .join(t.sources, sources.id == loads.source_id)
        .where(
            sources.key == METRICS["calls"].source,
            loads.tells_none,
            loads.period_from <= day,
            loads.period_to >= day,
        )
        .limit(1)
    )
    return connection.execute(covering).first() is not None


def _calls(connection: Connection, until: datetime) -> pd.DataFrame:
    until_then = t.calls.c.queued_at <= utc(until)
    today = counting.hourly_calls(lambda day: and_(day == until.date(), until_then)).subquery()
    sums = [func.sum(today.c[name]).label(name) for name in COUNTS]
    statement = (
        select(today.c.hour, t.desks.c.key.label("desk"), *sums)
        .join(t.desks, t.desks.c.id == today.c.desk_id)
        .group_by(today.c.hour, t.desks.c.key)
    )
    return read_frame(connection, statement)


def _last_hour(connection: Connection, until: datetime, since: datetime) -> pd.DataFrame:
    queued = t.calls.c.queued_at
    recent = counting.daily_calls(
        lambda day: (
            and_(day >= clock.to_wall(since).date(), queued > since, queued <= utc(until))
            if day.table is t.calls
            else false()  # totals are of no hour
        )
    ).subquery()
    sums = [func.sum(recent.c[name]).label(name) for name in COUNTS]
    statement = (
        select(t.desks.c.key.label("desk"), *sums)
        .join(t.desks, t.desks.c.id == recent.c.desk_id)
        .group_by(t.desks.c.key)
    )
    return read_frame(connection, statement)


def _usual(connection: Connection, now: datetime) -> pd.DataFrame:
    before = [now.date() - timedelta(weeks=week) for week in range(1, USUAL_WEEKS + 1)]
    hourly = t.hourly_calls
    holidays = select(t.public_holidays.c.day)
    statement = (
        select(
            hourly.c.day,
            hourly.c.hour,
            t.desks.c.key.label("desk"),
            func.sum(hourly.c.offered).label("offered"),
        )
        .join(t.desks, t.desks.c.id == hourly.c.desk_id)
        .where(hourly.c.day.in_(before), hourly.c.day.not_in(holidays))
        .group_by(hourly.c.day, hourly.c.hour, t.desks.c.key)
    )
    return read_frame(connection, statement)


def _open_cases(connection: Connection) -> pd.DataFrame:
    limits = with_valid_to(t.limits)
    of_priority = and_(
        limits.c.subject == "case",
        limits.c.key == t.cases.c.priority,
        in_force(limits, t.cases.c.opened_day),
    )
    statement = (
        select(t.cases.c.priority, t.cases.c.opened_at, limits.c.amount.label("limit_days"))
        .select_from(t.cases.outerjoin(limits, of_priority))
        .where(t.cases.c.resolved_day.is_(None), t.cases.c.resolved_told)
    )
    return read_frame(connection, statement)


def _samples(connection: Connection, until: datetime, since: datetime) -> pd.DataFrame:
    taken = t.samples.c.taken_at
    recent = counting.daily_samples(
        lambda day: and_(day >= clock.to_wall(since).date(), taken > since, taken <= utc(until))
    ).subquery()
    sums = [func.sum(recent.c[name]).label(name) for name in ("limited", "within_limit")]
    keys = [
        table.c.key.label(name)
        for name, table in (("system", t.systems), ("site", t.sites), ("action_class", t.action_classes))
    ]
    statement = (
        select(*keys, *sums)
        .join(t.systems, t.systems.c.id == recent.c.system_id)
        .join(t.sites, t.sites.c.id == recent.c.site_id)
        .join(t.action_classes, t.action_classes.c.id == recent.c.action_class_id)
        .where(recent.c.limited > 0)
        .group_by(*keys)
    )
    return read_frame(connection, statement)
