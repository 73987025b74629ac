"""What a meeting decided, asked, or wants to see next of an edition: beside what is frozen, and only ever added to."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from data_access.database import schema as t
from data_access.database.versions import EDITIONS, bump
from data_access.people import log, versioned
from data_access.people.writing import now

Kind = Literal["decision", "question", "request"]


@dataclass(frozen=True)
class Said:
    """What was said of an edition (`place`: the how manyth), on which day, and what was answered ('' is: not yet)."""

    report: str
    number: int
    place: int
    kind: Kind
    said_on: date
    said: str
    answer: str = ""


@dataclass(frozen=True)
class Version:
    """What was said, as it was written once."""

    number: int
    said: Said


def versions(url: str, report: str, number: int, place: int) -> list[Version]:
    """Return all that was written of one thing that a meeting said, the newest first; raises CannotReadError."""
    return versioned.versions(url, partial(_read, report=report, number=number, place=place))


def place_of(url: str, said: Said) -> int:
    """Return the place of what is new of an edition: the next, or where it stands word for word already.

    Then its answer was lost, and it came once more. Raises CannotReadError.
    """

    def read(connection: Connection) -> list[int]:
        c = t.meeting_words.c
        rows = connection.execute(
            select(t.meeting_words)
            .where(c.report == said.report, c.number == said.number)
            .order_by(c.version)
        )
        newest = {row.place: _version(row).said for row in rows}
        same = (place for place, each in newest.items() if replace(said, place=place) == each)
        return [next(same, max(newest, default=0) + 1)]

    return versioned.versions(url, read)[0]  # type: ignore[type-var]  # a number, and not a version


def write(
    url: str, said: Said, *, seen: int, account: int | None, role: str, address: str = "",
    at: datetime | None = None,
) -> Version:  # fmt: skip
    """Write the version after `seen` (0: the first), at a moment (UTC; None is now), and return it.

    Raises what `versioned.add` does.
    """

    def put(connection: Connection) -> Version:
        by = {"written_by": account, "role": role, "written_at": at or now()}
        connection.execute(insert(t.meeting_words).values(**asdict(said), version=seen + 1, **by))
        bump(connection, EDITIONS)
        log.add(connection, "written", account, f"meeting {said.report} {said.number} {said.place}", address)
        return Version(seen + 1, said)

    read = partial(_read, report=said.report, number=said.number, place=said.place)
    return versioned.add(url, read, seen, lambda newest: newest.said == said, put)


def _read(connection: Connection, report: str, number: int, place: int) -> list[Version]:
    c = t.meeting_words.c
    own = (c.report == report) & (c.number == number) & (c.place == place)
    rows = select(t.meeting_words).where(own).order_by(c.version.desc())
    return [_version(row) for row in connection.execute(rows)]


def _version(row: Row[Any]) -> Version:
    of = (row.report, row.number, row.place, row.kind, row.said_on, row.said, row.answer)
    return Version(row.version, Said(*of))
