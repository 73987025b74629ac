"""What is only added to: each time the next version of what is said, and of two who write at once one goes first.

Both know which version they have seen; the second is told what the first wrote, and chooses.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from data_access.database.engine import first_line, reader
from data_access.people.writing import CannotWriteError, writing


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


class CannotReadError(RuntimeError):
    """The database does not answer, or has no such table."""


def versions(url: str, read: Read[V]) -> list[V]:
    """Return all versions, the newest first; raises CannotReadError."""
    try:
        with reader(url).connect() as connection, connection.begin():
            return read(connection)
    except SQLAlchemyError as fault:
        raise CannotReadError(first_line(fault)) from fault


def add(
    url: str, read: Read[V], seen: int, is_said: Callable[[V], bool], write: Callable[[Connection], V]
) -> V:
    """Have the version after `seen` (0: the first) written, and return it, in a transaction that stands or does not.

    What stands already (`is_said`) is not written again: an answer was lost, and its question came once more. Raises
    SomebodyElseWroteError, and CannotWriteError where the database does not take it.
    """
    try:
        with writing(url) as connection:
            newest = next(iter(read(connection)), None)
            if newest and is_said(newest):
                return newest
            if (newest.number if newest else 0) != seen:
                raise _other(newest)
            return write(connection)
    except CannotWriteError as fault:
        # Of two at the very same moment the key of the table lets one through.
        other = _newest_after(url, read) if isinstance(fault.__cause__, IntegrityError) else None
        if other and other.number > seen:
            raise SomebodyElseWroteError(other) from fault
        raise


def _other(newest: Numbered | None) -> Exception:
    if newest is None:
        return CannotWriteError("nothing of what was read is there any more")
    return SomebodyElseWroteError(newest)


def _newest_after(url: str, read: Read[V]) -> V | None:
    try:
        return next(iter(versions(url, read)), None)
    except CannotReadError:
        return None
