"""Lets time pass in the demonstration database: calls, cases and samples come as they did on the same weekdays before.

Now and then a quarter of an hour is bad: more calls, longer waits, slow systems at one site. Everything is written as a
source would write it, as events, with the clock that the demonstration keeps.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update

from data_access.database import clock, rollups
from data_access.database import schema as t
from data_access.database.versions import LOADS, bump, bump_months
from data_access.demo.simulated import Events, utc
from vocabulary.months import month_of

SOURCES = ("telefoni", "sager", "overvaagning")
NOTE = "Fremstillet, mens tiden gik."


class NoDemonstrationError(RuntimeError):
    """The database is not one that `pejling demo` built: nothing may be made up in it."""


@dataclass(frozen=True)
class Step:
    """What a step wrote: the clock after it, and how many of each event."""

    now: datetime
    calls: int
    opened: int
    resolved: int
    samples: int


class Simulation:
    """Time in one demonstration database."""

    def __init__(self, engine: Engine, seed: int | None = None) -> None:
        self._engine, self._events = engine, Events(seed)

    def advance(self, seconds: float) -> Step:
        """Let so many seconds pass, in one transaction; NoDemonstrationError when the data are not made up."""
        with self._engine.begin() as connection:
            if not _is_demonstration(connection):
                raise NoDemonstrationError
            before = clock.now(connection)
            now = before + timedelta(seconds=seconds)
            connection.execute(
                update(t.settings)
                .where(t.settings.c.key == "clock")
                .values(value=now.isoformat(timespec="seconds"))
            )
            # From now on today's events are its own.
            connection.execute(delete(t.settings).where(t.settings.c.key == clock.REPLAYED))
            loads = {source: _load(connection, source, now) for source in SOURCES}
            _covers(connection, now.date(), (now.hour + now.minute / 60) / 24)
            answered, calls = self._events.calls(connection, before, now, loads["telefoni"])
            opened = self._events.cases(connection, before, now, loads["sager"], answered)
            resolved = self._events.resolve(connection, before, now)
            samples = self._events.samples(connection, before, now, loads["overvaagning"])
            if now.date() != before.date():
                _covers(connection, before.date(), 1.0)
                for subject in rollups.SUBJECTS:
                    rollups.refresh(connection, subject, before.date(), before.date())
            # What the pages show changes when a day is over, and their open cases by the hour; I dag reads the events
            # themselves. Whoever bumps at every event has every page read anew each time.
            if now.date() != before.date():
                bump(connection, LOADS)
            if now.hour != before.hour or now.date() != before.date():
                for subject in rollups.SUBJECTS:
                    bump_months(connection, subject, {month_of(before.date()), month_of(now.date())})
        return Step(now, calls, opened, resolved, samples)


def _is_demonstration(connection: Connection) -> bool:
    kept = select(t.settings.c.key).where(t.settings.c.key.in_(["demonstration", "clock"]))
    return len(connection.execute(kept).all()) == 2


def _load(connection: Connection, source: str, now: datetime) -> int:
    """Return the day's load of a source; it is made with the day's first event, and covers the day."""
    loads, today = t.loads.c, now.date()
    source_id = connection.execute(select(t.sources.c.id).where(t.sources.c.key == source)).scalar_one()
    found = connection.execute(
        select(loads.id).where(
            loads.source_id == source_id, loads.period_from == today, loads.period_to == today
        )
    ).scalar()
    if found is not None:
        return int(found)
    row = {"source_id": source_id, "loaded_at": utc(now), "period_from": today, "period_to": today, "row_count": 0,
           "completeness": 0.0, "demonstration": True, "note": NOTE}  # fmt: skip
    return int(connection.execute(insert(t.loads).returning(loads.id), row).scalar_one())


def _covers(connection: Connection, day: date, share: float) -> None:
    """Say how much of a day its loads hold: a day that is not over is not whole."""
    loads = t.loads.c
    made = (loads.period_from == day) & (loads.period_to == day) & (loads.note == NOTE)
    connection.execute(update(t.loads).where(made).values(completeness=share))
