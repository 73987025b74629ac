"""The events of a stretch of time: calls, cases and samples as they came on the same weekdays before, and written."""

from datetime import UTC, datetime, timedelta

import numpy as np
from sqlalchemy import Connection, Select, func, insert, select, update

from data_access.database import clock
from data_access.database import schema as t
from data_access.snapshot.live import USUAL_WEEKS

BAD_QUARTERS = 0.05  # of all quarters of an hour
BUSIER, LONGER, SLOWER = (
    2.2,
    6.0,
    0.45,
)  # calls, waits, and the share of samples within the limit, when it is bad
TALK, WAIT = 240.0, 55.0  # seconds in the mean
SAMPLE_MINUTES = 20


class Events:
    """Makes the events between two clocks (Danish wall time), writes them, and returns how many they are."""

    def __init__(self, seed: int | None) -> None:
        self._random = np.random.default_rng(seed)
        self._bad: dict[datetime, str] = {}

    def _is_bad(self, at: datetime) -> bool:
        """Say that a quarter of an hour is bad; every other time it is asked, the same is answered."""
        quarter = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
        if quarter not in self._bad:
            self._bad = {quarter: "bad" if self._random.random() < BAD_QUARTERS else ""}
        return bool(self._bad[quarter])

    def calls(
        self, connection: Connection, before: datetime, now: datetime, load: int
    ) -> tuple[list[tuple[int, int, datetime]], int]:
        """Make calls; return those answered (desk, site, wall time), and how many calls there were."""
        rows, answered = [], []
        share = (now - before).total_seconds() / 3600
        bad = self._is_bad(now)
        for desk, site, mean in _usual_calls(connection, before):
            for _call in range(self._random.poisson(mean * share * (BUSIER if bad else 1))):
                at = _between(self._random, before, now)
                wait = float(np.round(self._random.exponential(WAIT * (LONGER if bad else 1))))
                is_answered = bool(self._random.random() > min(0.04 + wait / 2500, 0.6))
                talk = float(np.round(self._random.gamma(2.0, TALK / 2))) if is_answered else None
                rows.append(
                    {
                        "load_id": load,
                        "desk_id": desk,
                        "site_id": site,
                        "queued_at": utc(at),
                        "day": at.date(),
                        "hour": at.hour,
                        "wait_seconds": wait,
                        "talk_seconds": talk,
                        "answered": is_answered,
                    }
                )
                if is_answered:
                    answered.append((desk, site, at))
        if rows:
            connection.execute(insert(t.calls), rows)
        return answered, len(rows)

    def cases(
        self,
        connection: Connection,
        before: datetime,
        now: datetime,
        load: int,
        answered: list[tuple[int, int, datetime]],
    ) -> int:
        """Open a case for each answered call, and some from the portal; some are solved while the caller waits."""
        rows = []
        from_portal = self._random.poisson(0.4 * len(answered))
        contacts = [(desk, site, at, "telephone") for desk, site, at in answered]
        for place in self._random.integers(0, max(len(answered), 1), size=from_portal if answered else 0):
            desk, site, _at = answered[int(place)]
            contacts.append((desk, site, _between(self._random, before, now), "portal"))
        for desk, site, at, channel in contacts:
            first = channel == "telephone" and self._random.random() < 0.55
            solved = at + timedelta(seconds=float(self._random.gamma(2.0, TALK / 2))) if first else None
            solved = min(solved, now) if solved else None
            priority = str(self._random.choice(list(t.PRIORITIES), p=[0.01, 0.09, 0.3, 0.6]))
            kind = "incident" if self._random.random() < 0.6 else "service_request"
            rows.append({"load_id": load, "desk_id": desk, "site_id": site, "system_id": None, "channel": channel,
                         "priority": priority, "kind": kind, "handler": "cimt", "opened_at": utc(at),
                         "opened_day": at.date(), "resolved_at": utc(solved) if solved else None,
                         "resolved_day": solved.date() if solved else None, "closed_at": None,
                         "first_contact": first})  # fmt: skip
        if rows:
            connection.execute(insert(t.cases), rows)
        return len(rows)

    def resolve(self, connection: Connection, before: datetime, now: datetime) -> int:
        """Solve as many open cases as keeps the backlog where it is, the oldest first."""
        share = (now - before).total_seconds() / 86_400
        open_now = connection.execute(
            select(func.count()).select_from(t.cases).where(t.cases.c.resolved_day.is_(None))
        ).scalar_one()
        many = int(self._random.poisson(max(open_now, 1) * 0.45 * share))
        ids = connection.execute(
            select(t.cases.c.id)
            .where(t.cases.c.resolved_day.is_(None), t.cases.c.opened_at <= utc(before))
            .order_by(t.cases.c.opened_at)
            .limit(many)
        ).scalars()
        found = list(ids)
        if found:
            values = {"resolved_at": utc(now), "resolved_day": now.date()}
            connection.execute(update(t.cases).where(t.cases.c.id.in_(found)).values(values))
        return len(found)

    def samples(self, connection: Connection, before: datetime, now: datetime, load: int) -> int:
        """Take a sample of each system at each site and action every twenty minutes."""
        every = timedelta(minutes=SAMPLE_MINUTES)
        midnight = before.replace(hour=0, minute=0, second=0, microsecond=0)
        first = midnight + ((before - midnight) // every + 1) * every
        times = [first + every * n for n in range(int((now - first) / every) + 1)] if first <= now else []
        cells = connection.execute(_measured(connection)).all() if times else []
        bad = self._is_bad(now)
        slow_site = cells[int(self._random.integers(len(cells)))].site_id if cells and bad else None
        rows = []
        for at in times:
            for cell in cells:
                good = cell.share * (SLOWER if cell.site_id == slow_site else 1)
                within = self._random.random() < good
                low, high = (0.2, 1.0) if within else (1.05, 3.0)
                seconds = float(np.round(cell.amount * self._random.uniform(low, high), 3))
                rows.append({"load_id": load, "system_id": cell.system_id, "site_id": cell.site_id,
                             "action_class_id": cell.action_class_id, "taken_at": utc(at), "day": at.date(),
                             "seconds": seconds})  # fmt: skip
        if rows:
            connection.execute(insert(t.samples), rows)
        return len(rows)


def utc(wall: datetime) -> datetime:
    """Return a Danish wall-clock time in UTC, without a zone."""
    return wall.replace(tzinfo=clock.DENMARK).astimezone(UTC).replace(tzinfo=None)


def _between(random: np.random.Generator, before: datetime, now: datetime) -> datetime:
    return (before + (now - before) * float(random.random())).replace(microsecond=0)


def _usual_calls(connection: Connection, at: datetime) -> list[tuple[int, int, float]]:
    """Return the mean calls of the hour by desk and site, on the same weekday in the weeks before."""
    days = [at.date() - timedelta(weeks=week) for week in range(1, USUAL_WEEKS + 1)]
    hourly = t.hourly_calls
    rows = connection.execute(
        select(hourly.c.desk_id, hourly.c.site_id, func.sum(hourly.c.offered).label("calls"))
        .where(hourly.c.day.in_(days), hourly.c.hour == at.hour)
        .group_by(hourly.c.desk_id, hourly.c.site_id)
    )
    return [(row.desk_id, row.site_id, row.calls / USUAL_WEEKS) for row in rows]


def _measured(connection: Connection) -> Select[tuple[int, int, int, float, float]]:
    """Return what is measured, as of the newest day that is rolled up: the cells, their share and their limit."""
    daily, classes = t.daily_samples, t.action_classes
    newest = connection.execute(select(func.max(daily.c.day))).scalar_one()
    return (
        select(
            daily.c.system_id,
            daily.c.site_id,
            daily.c.action_class_id,
            (1.0 * daily.c.within_limit / daily.c.samples).label("share"),
            t.limits.c.amount,
        )
        .join(classes, classes.c.id == daily.c.action_class_id)
        .join(t.limits, (t.limits.c.subject == "sample") & (t.limits.c.key == classes.c.key))
        .where(daily.c.day == newest)
    )
