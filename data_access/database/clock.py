"""What time it is for the figures: the wall clock in Denmark, or the one a demonstration keeps."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from data_access.database import schema as t

DENMARK = ZoneInfo("Europe/Copenhagen")


def now(connection: Connection) -> datetime:
    """Return the Danish wall-clock time, without zone; a clock kept in the database stands still."""
    kept = connection.execute(select(t.settings.c.value).where(t.settings.c.key == "clock")).scalar()
    return datetime.fromisoformat(kept) if kept else wall()


def wall() -> datetime:
    """Return the Danish wall-clock time, without zone."""
    return datetime.now(DENMARK).replace(tzinfo=None)


def today(connection: Connection) -> date:
    """Return the Danish date that the figures count as today."""
    return now(connection).date()


def to_wall(utc: datetime) -> datetime:
    """Turn a UTC time without zone, as the database keeps it, into Danish wall-clock time."""
    return utc.replace(tzinfo=UTC).astimezone(DENMARK).replace(tzinfo=None)
