"""A note of a month that is made in the web: each time the next version, and none of them is ever changed."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from data_access.database import schema as t
from data_access.database.engine import first_line, reader
from data_access.database.schema.words import LONGEST_NOTE
from data_access.database.versions import WORDS, bump
from data_access.people import log
from data_access.people.words import CannotReadError
from data_access.people.writing import CannotWriteError, now, writing

__all__ = ["LONGEST_NOTE"]
State = Literal["published", "withdrawn"]


@dataclass(frozen=True)
class About:
    """What a note is of: a figure (the key of its metric) in a month, and the keys of what it is of; '' is all."""

    metric: str
    month: str
    desk: str = ""
    system: str = ""
    hospital: str = ""


@dataclass(frozen=True)
class Version:
    """A note as it was written once: a text without markup, and whether the figure has a new level from its month on.

    It is the how manyth of its figure and month, by which account, in which role and when (UTC). `name` is what the
    account is called, '' where it has none or is forgotten.
    """

    number: int
    text: str
    level_shift: bool
    state: State
    account: int | None
    role: str
    at: datetime
    name: str = ""

    @property
    def stands(self) -> bool:
        """Say that it was not taken back."""
        return self.state == "published"


class AnotherWroteError(RuntimeError):
    """Another has written since the note was read that this was to follow; `newest` is what stands now."""

    def __init__(self, newest: Version) -> None:
        self.newest = newest
        super().__init__(f"version {newest.number} is there already")


def versions(url: str, about: About) -> list[Version]:
    """Return all that was written of a figure's month, the newest first; raises CannotReadError."""
    try:
        with reader(url).connect() as connection, connection.begin():
            return _read(connection, about)
    except SQLAlchemyError as fault:
        raise CannotReadError(first_line(fault)) from fault


def write(
    url: str, about: About, text: str, state: State, *, level_shift: bool, seen: int, account: int | None, role: str,
    address: str = "",
) -> Version:  # fmt: skip
    """Write the version after `seen` (0: the first) and return it, in a transaction that stands or does not.

    It is told to the readers, and to the log (`address` is where it came from). What stands already, by the same hand,
    is not written again: an answer was lost, and its question came once more. Raises AnotherWroteError, and
    CannotWriteError where the database does not take it.
    """
    found = Version(seen + 1, text, level_shift, state, account, role, now())
    try:
        with writing(url) as connection:
            newest = next(iter(_read(connection, about)), None)
            if newest and _said(newest) == _said(found):
                return newest
            if (newest.number if newest else 0) != seen:
                raise _other(newest)
            row = {"version": found.number, "text": text, "level_shift": level_shift, "state": state}
            more = {"written_by": account, "role": role, "written_at": found.at}
            connection.execute(insert(t.written_notes).values(**asdict(about), **row, **more))
            bump(connection, WORDS)
            what = ("note", state, *asdict(about).values(), "level_shift" if level_shift else "")
            log.add(connection, "written", account, " ".join(each for each in what if each), address)
    except CannotWriteError as fault:
        # Of two at the very same moment the key of the table lets one through.
        other = _newest_after(url, about) if isinstance(fault.__cause__, IntegrityError) else None
        if other and other.number > seen:
            raise AnotherWroteError(other) from fault
        raise
    return found


def _said(version: Version) -> tuple[object, ...]:
    return (version.text, version.level_shift, version.state, version.account)


def _other(newest: Version | None) -> Exception:
    if newest is None:
        return CannotWriteError("nothing of what was read is there any more")
    return AnotherWroteError(newest)


def _newest_after(url: str, about: About) -> Version | None:
    try:
        return next(iter(versions(url, about)), None)
    except CannotReadError:
        return None


def _read(connection: Connection, about: About) -> list[Version]:
    table = t.written_notes
    own = [table.c[name] == value for name, value in asdict(about).items()]
    rows = select(table, t.accounts.c.name).select_from(table.outerjoin(t.accounts)).where(*own)
    return [_version(row) for row in connection.execute(rows.order_by(table.c.version.desc()))]


def _version(row: Row[tuple[object, ...]]) -> Version:
    of = (row.version, row.text, bool(row.level_shift), row.state)
    return Version(*of, row.written_by, row.role, row.written_at, row.name or "")
