"""What is told of editions beside what is frozen: each time the next version of a row, and none of them is changed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Row, Table, insert, select

from data_access.database.versions import EDITIONS, bump
from data_access.people import log, versioned
from data_access.people.writing import now

T = TypeVar("T")


@dataclass(frozen=True)
class Version(Generic[T]):
    """What was told, as it was written once: the how manyth time, from 1."""

    number: int
    told: T


class Told(Generic[T]):
    """One kind of what is told: its table, the class that has a row's columns, and those that name what it is of.

    `called` is what the log of what people did calls it.
    """

    def __init__(self, table: Table, made: type[T], keys: tuple[str, ...], called: str) -> None:
        self._table, self._made, self._keys, self._called = table, made, keys, called

    def told(self, row: Row[Any]) -> T:
        """Return what a row of the table tells."""
        return self._made(*(row._mapping[each.name] for each in fields(self._made)))  # type: ignore[arg-type]  # a dataclass

    def versions(self, url: str, *of: str | int) -> list[Version[T]]:
        """Return all that was told of one thing, by its keys, the newest first; raises CannotReadError."""
        return versioned.versions(url, partial(self._read, of=of))

    def write(
        self, url: str, told: T, *, seen: int, account: int | None, role: str, address: str = "",
        at: datetime | None = None,
    ) -> Version[T]:  # fmt: skip
        """Write the version after `seen` (0: the first), at a moment (UTC; None is now), and return it.

        Raises what `versioned.add` does.
        """
        values: Mapping[str, Any] = vars(told)
        of = tuple(values[name] for name in self._keys)

        def put(connection: Connection) -> Version[T]:
            by = {"written_by": account, "role": role, "written_at": at or now()}
            connection.execute(insert(self._table).values(**values, version=seen + 1, **by))
            bump(connection, EDITIONS)
            log.add(connection, "written", account, " ".join(map(str, (self._called, *of))), address)
            return Version(seen + 1, told)

        return versioned.add(url, partial(self._read, of=of), seen, lambda newest: newest.told == told, put)

    def _read(self, connection: Connection, of: tuple[str | int, ...]) -> list[Version[T]]:
        c = self._table.c
        own = (c[name] == value for name, value in zip(self._keys, of, strict=True))
        rows = select(self._table).where(*own).order_by(c.version.desc())
        return [Version(row.version, self.told(row)) for row in connection.execute(rows)]
