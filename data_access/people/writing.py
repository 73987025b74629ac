"""One way for the web to write: a transaction that stands or does not, and one fault in words where it cannot."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from data_access.database.engine import first_line, writer


class CannotWriteError(RuntimeError):
    """The database did not take what was to be written: it is away, only for reading, or refuses the role."""


@contextmanager
def writing(url: str) -> Iterator[Connection]:
    """Open a transaction that holds when the block ends; raises CannotWriteError where the database does not let it."""
    try:
        with writer(url).begin() as connection:
            yield connection
    except SQLAlchemyError as fault:
        raise CannotWriteError(first_line(fault)) from fault


def now() -> datetime:
    """Return the moment, in UTC without zone and to the second, as all times of the database are."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
