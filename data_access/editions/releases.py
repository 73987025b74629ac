"""When an edition is to come and to which meeting: each time the next version, and none of them is changed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from data_access.database import schema as t
from data_access.database.versions import EDITIONS, bump
from data_access.people import log, versioned
from data_access.people.writing import now


@dataclass(frozen=True)
class Release:
    """When an edition is due, the meeting that it is for, and its day; without a day it stands in no calendar."""

    report: str
    number: int
    due_on: date | None
    meeting: str = ""
    meeting_on: date | None = None


@dataclass(frozen=True)
class Version:
    """A release as it was told once."""

    number: int
    release: Release


def versions(url: str, report: str, number: int) -> list[Version]:
    """Return all that was told of an edition's release, the newest first; raises CannotReadError."""
    return versioned.versions(url, partial(_read, report=report, number=number))


def write(
    url: str, release: Release, *, seen: int, account: int | None, role: str, address: str = "",
    at: datetime | None = None,
) -> Version:  # fmt: skip
    """Write the version after `seen` (0: the first), at a moment (UTC; None is now), and return it.

    Raises what `versioned.add` does.
    """

    def put(connection: Connection) -> Version:
        by = {"written_by": account, "role": role, "written_at": at or now()}
        connection.execute(insert(t.releases).values(**asdict(release), version=seen + 1, **by))
        bump(connection, EDITIONS)
        log.add(connection, "written", account, f"release {release.report} {release.number}", address)
        return Version(seen + 1, release)

    read = partial(_read, report=release.report, number=release.number)
    return versioned.add(url, read, seen, lambda newest: newest.release == release, put)


def _read(connection: Connection, report: str, number: int) -> list[Version]:
    c = t.releases.c
    rows = select(t.releases).where(c.report == report, c.number == number).order_by(c.version.desc())
    return [_version(row) for row in connection.execute(rows)]


def _version(row: Row[Any]) -> Version:
    return Version(row.version, Release(row.report, row.number, row.due_on, row.meeting, row.meeting_on))
