"""The frames of what is rolled up: months by place and dimension, as many of them as are asked for."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Connection, Float, Integer, Result, SmallInteger, Table, select

from data_access.database import clock
from data_access.database import schema as t
from data_access.database.rollups import ROLLUPS, monthly, so_far
from vocabulary.months import first_day, month_of, shift

ROWS = 1_000  # at a time
_NUMBERS = (Integer, SmallInteger, Float)


class Monthly:
    """The reader of a rolled-up subject.

    Columns: month, hospital (the site's on the day itself), weekday (1 is Monday, `HOLIDAY` a public holiday) for calls
    by the hour, the keys of the rollup's dimensions (`desk`, `site` ...), and the sums of its counts. Rows are in the
    order of their months.
    """

    def __init__(self, subject: str) -> None:
        self._subject = subject

    def __call__(self, connection: Connection, only: Collection[str] | None = None) -> pd.DataFrame:
        """Read all months, or some."""
        return _framed(connection, ROLLUPS[self._subject].months, monthly(connection, self._subject, only))

    def put_in(self, frame: pd.DataFrame, connection: Connection, only: Collection[str]) -> pd.DataFrame:
        """Return a frame with some of its months read again, as if all had been."""
        rest, fresh = frame[~frame["month"].isin(list(only))], self(connection, only)
        parts = [part for part in (rest, fresh) if len(part)]  # one without rows does not know its types
        if len(parts) < 2:
            return (parts or [fresh])[0].reset_index(drop=True)
        return pd.concat(parts).sort_values("month", kind="stable", ignore_index=True)


class SoFar:
    """The reader of the month under way and the one before it, of both the days that are over in the one under way.

    So they can be compared. The columns are those of `Monthly`.
    """

    def __init__(self, subject: str) -> None:
        self._subject = subject

    def __call__(self, connection: Connection) -> pd.DataFrame:
        """Read the days."""
        now = clock.today(connection)
        since = first_day(shift(month_of(now), -1))
        over = so_far(connection, self._subject, since, now.day)
        return _framed(connection, ROLLUPS[self._subject].months, over)


def _framed(connection: Connection, table: Table, result: Result[Any]) -> pd.DataFrame:
    """Make the frame of a month rollup's rows: keys in the place of numbers, and each text once in memory."""
    columns = list(table.columns)
    parts: list[list[Any]] = [[] for _column in columns]
    known: dict[str, str] = {}
    # A part at a time: rows as a driver gives them take several times the room of their frame.
    for rows in result.partitions(ROWS):
        for column, part, values in zip(columns, parts, zip(*rows, strict=True), strict=True):
            part.append(_array(column, values, known))
    found: dict[str, Any] = {}
    for column, part in zip(columns, parts, strict=True):
        found[column.name.removesuffix("_id")] = _values(connection, column, part)
        part.clear()  # as numbers are put together, their parts go
    first = [name for name in ("month", "hospital", "weekday") if name in found]
    return pd.DataFrame(
        {name: found[name] for name in (*first, *(each for each in found if each not in first))}
    )


def _array(column: Column[Any], values: tuple[Any, ...], known: dict[str, str]) -> Any:
    if isinstance(column.type, _NUMBERS):
        return np.array(values, dtype="float64" if isinstance(column.type, Float) else "int64")
    return np.array([known.setdefault(value, value) for value in values], dtype=object)


def _values(connection: Connection, column: Column[Any], parts: list[Any]) -> Any:
    named = t.hospitals if column.name == "hospital_id" else _named_by(column)
    if not parts:
        # Where there are no rows, sums must still find the columns that they are for.
        is_text = named is not None or not isinstance(column.type, _NUMBERS)
        return pd.Series([], dtype="object" if is_text else "float64")
    values = np.concatenate(parts)
    if named is not None:
        return pd.Series(_keys(connection, named)[values], dtype="str")
    return _halved(values) if isinstance(column.type, _NUMBERS) else pd.Series(values, dtype="str")


def _halved(numbers: Any) -> Any:
    """Return whole numbers in 32 bits, where that holds them: there are as many as months, places and kinds."""
    if numbers.dtype != np.int64 or np.abs(numbers).max(initial=0) > np.iinfo(np.int32).max:
        return numbers
    return numbers.astype(np.int32)


def _named_by(column: Column[Any]) -> Table | None:
    return next((key.column.table for key in column.foreign_keys), None)


def _keys(connection: Connection, table: Table) -> Any:
    """Return the keys of a table's things, each at the place of its number; none at that of nowhere."""
    rows = connection.execute(select(table.c.id, table.c.key)).all()
    keys = np.full(max((row.id for row in rows), default=0) + 1, None, dtype=object)
    for row in rows:
        keys[row.id] = row.key
    return keys
