"""The frames of what is rolled up: months by place and dimension, as many of them as are asked for."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Column, Connection, Float, Integer, SmallInteger, Table, extract, select

from data_access.database import clock, months
from data_access.database import schema as t
from data_access.database.rollups import ROLLUPS, daily, monthly
from vocabulary.months import first_day, month_of, shift

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
        statement = monthly(connection, self._subject, only)
        return _framed(connection, ROLLUPS[self._subject].months, connection.execute(statement).all())

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
        now, table = clock.today(connection), ROLLUPS[self._subject].months
        days = daily(connection, self._subject)
        before = first_day(shift(month_of(now), -1))
        over = months.by_month(days, table, days.c.day >= before, extract("day", days.c.day) < now.day)
        rows = over.subquery()
        ordered = select(*rows.c).order_by(*(rows.c[each.name] for each in table.primary_key.columns))
        return _framed(connection, table, connection.execute(ordered).all())


def _framed(connection: Connection, table: Table, rows: Any) -> pd.DataFrame:
    """Make the frame of a month rollup's rows: keys in the place of numbers, each text once in memory."""
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    found: dict[str, Any] = {}
    for column, values in zip(table.columns, columns, strict=True):
        found[column.name.removesuffix("_id")] = _values(connection, column, values)
    first = ["month", "hospital", "weekday"]
    names = [name for name in first if name in found] + [name for name in found if name not in first]
    return pd.DataFrame({name: found[name] for name in names})


def _values(connection: Connection, column: Column[Any], values: tuple[Any, ...]) -> Any:
    named = t.hospitals if column.name == "hospital_id" else _named_by(column)
    if named is not None:
        return _keys(connection, named, values)
    if isinstance(column.type, _NUMBERS):
        # Where there are no rows, sums must still find the columns that they are for.
        kind = "int64" if values and not isinstance(column.type, Float) else "float64"
        return np.array(values, dtype=kind)
    known = {value: value for value in set(values)}
    return _text([known[value] for value in values])


def _named_by(column: Column[Any]) -> Table | None:
    return next((key.column.table for key in column.foreign_keys), None)


def _keys(connection: Connection, table: Table, values: tuple[int, ...]) -> Any:
    keys: dict[int, str | None] = {months.NOWHERE: None}
    keys.update((row.id, row.key) for row in connection.execute(select(table.c.id, table.c.key)))
    return _text([keys[value] for value in values])


def _text(values: list[str | None]) -> Any:
    return pd.Series(values, dtype="str" if values else "object")
