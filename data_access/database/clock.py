"""What time it is for the figures: the wall clock in Denmark, or the one a demonstration keeps."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from data_access.database import schema as t

DENMARK = ZoneInfo("Europe/Copenhagen")
REPLAYED = "replayed_day"


def now(connection: Connection) -> datetime:
    """Return the Danish wall-clock time, without zone; a clock kept in the database stands still."""
    kept = connection.execute(select(t.settings.c.value).where(t.settings.c.key == "clock")).scalar()
    return datetime.fromisoformat(kept) if kept else wall()


def passing(connection: Connection) -> tuple[datetime, datetime]:
    """Return what time it is today, and the time until which events are today's: one and the same.

    But a demonstration can keep a day that it plays again (`replayed_day`): its date stands still, its time of day is
    the one on the wall, and the day's events until that time are those of today.
    """
    at = now(connection)
    replayed = connection.execute(select(t.settings.c.value).where(t.settings.c.key == REPLAYED)).scalar()
    if not replayed:
        return at, at
    time = wall().time().replace(microsecond=0)
    return datetime.combine(at.date(), time), datetime.combine(date.fromisoformat(replayed), time)


def wall() -> datetime:
    """Return the Danish wall-clock time, without zone."""
    return datetime.now(DENMARK).replace(tzinfo=None)


def today(connection: Connection) -> date:
    """Return the Danish date that the figures count as today."""
    return now(connection).date()


def to_utc(wall: datetime) -> datetime:
    """Turn a Danish wall-clock time into UTC without zone and to the second, as the database keeps it."""
    return wall.replace(tzinfo=DENMARK, microsecond=0).astimezone(UTC).replace(tzinfo=None)


def to_wall(utc: datetime) -> datetime:
    """Turn a UTC time without zone, as the database keeps it, into Danish wall-clock time."""
    return utc.replace(tzinfo=UTC).astimezone(DENMARK).replace(tzinfo=None)
