"""What is only added to: each time the next version of what is said, and of two who write at once one goes first.

Both know which version they have seen; the second is told what the first wrote, and chooses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Row, Table, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from data_access.database import schema as t
from data_access.database.engine import first_line, reader
from data_access.people.writing import CannotWriteError, writing


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is written once: the how manyth version of its thing, from 1, by which account, in which role, when (UTC).

    `name` is what the account is called, '' where it has none or is forgotten.
    """

    number: int
    state: str
    account: int | None
    role: str
    at: datetime
    name: str = ""


class Numbered(Protocol):
    """A version: the how manyth of its thing it is, from 1."""

    @property
    def number(self) -> int:
        """Return the number."""
        ...


V = TypeVar("V", bound=Numbered)
Read = Callable[[Connection], list[V]]  # all versions, the newest first


class SomebodyElseWroteError(RuntimeError):
    """Another has written since that was read which this was to follow; `newest` is the version that stands now."""

    def __init__(self, newest: Any) -> None:
        self.newest = newest
        super().__init__(f"version {newest.number} is there already")


class NothingStandsError(RuntimeError):
    """There is no version that could have been seen: a form was made up, or the database is an older one by now.

    `newest` is the version that stands, which is an earlier one; None where nothing is written.
    """

    def __init__(self, newest: Any = None) -> None:
        self.newest = newest
        super().__init__(
            f"the newest version is {newest.number if newest else 0}, an earlier one than was seen"
        )


class CannotReadError(RuntimeError):
    """The database does not answer, or has no such table."""


def versions(url: str, read: Read[V]) -> list[V]:
    """Return all versions, the newest first; raises CannotReadError."""
    try:
        with reader(url).connect() as connection, connection.begin():
            return read(connection)
    except SQLAlchemyError as fault:
        raise CannotReadError(first_line(fault)) from fault


def all_of(
    connection: Connection, table: Table, of: Mapping[str, Any], make: Callable[[Row[Any]], V]
) -> list[V]:
    """Return all versions of a thing in a table, the newest first, by the columns that it is found by."""
    own = [table.c[name] == value for name, value in of.items()]
    rows = select(table, t.accounts.c.name).select_from(table.outerjoin(t.accounts)).where(*own)
    return [make(row) for row in connection.execute(rows.order_by(table.c.version.desc()))]


def by(row: Row[Any]) -> dict[str, Any]:
    """Return what a row of such a table says of how it was written."""
    who = {"account": row.written_by, "role": row.role, "at": row.written_at, "name": row.name or ""}
    return {"number": row.version, "state": row.state, **who}


def add(
    url: str, read: Read[V], seen: int, is_said: Callable[[V], bool], write: Callable[[Connection], V]
) -> V:
    """Have the version after `seen` (0: the first) written, and return it, in a transaction that stands or does not.

    What stands already (`is_said`) is not written again: an answer was lost, and its question came once more. Raises
    SomebodyElseWroteError, NothingStandsError where there is no version that `seen` could be, and CannotWriteError
    where the database does not take it.
    """
    try:
        with writing(url) as connection:
            newest = next(iter(read(connection)), None)
            if newest and is_said(newest):
                return newest
            if (newest.number if newest else 0) != seen:
                raise _other(newest, seen)
            return write(connection)
    except CannotWriteError as fault:
        # Of two at the very same moment the key of the table lets one through.
        other = _newest_after(url, read) if isinstance(fault.__cause__, IntegrityError) else None
        if other and other.number > seen:
            raise SomebodyElseWroteError(other) from fault
        raise


def _other(newest: Numbered | None, seen: int) -> Exception:
    if newest is None or newest.number < seen:
        return NothingStandsError(newest)
    return SomebodyElseWroteError(newest)


def _newest_after(url: str, read: Read[V]) -> V | None:
    try:
        return next(iter(versions(url, read)), None)
    except CannotReadError:
        return None
